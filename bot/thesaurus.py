"""Words that a statement may have for others of its quotes: forms of one verb or noun, words of one meaning, peoples.

Groups are parted by bars and lines. English only.
"""

FORMS = """
arise arose arisen|bear bore borne born birth|beat beaten|become became|bend bent|bind bound|bite bit bitten
bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built builder|burn burnt burned
catch caught|choose chose chosen choice|come came|creep crept|deal dealt|dig dug|draw drew drawn|drink drank drunk
drive drove driven driver|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought fighting
fly flew flown flight flights|forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|get got
give gave given|go went gone|grow grew grown growth|hang hung|hear heard hearing|hide hid hidden|hold held holder
keep kept keeper|know knew known knowledge|lay laid|lead led leader leadership|learn learnt|leave left|lend lent
lie lain|light lit|lose lost loss losses|make made maker|mean meant|meet met|pay paid payment
prove proved proven proof|ride rode ridden rider|ring rang rung|rise rose risen|run ran runner|say said
see saw seen sight|seek sought|send sent|shake shook shaken|shine shone|shoot shot shooting|show shown
shrink shrank shrunk|sing sang sung singer song|sink sank sunk|sit sat|sleep slept|slide slid
speak spoke spoken speaker speakers speech|spend spent|spin spun|stand stood|steal stole stolen|stick stuck
strike struck|swear swore sworn|sweep swept|swim swam swum swimmer|swing swung|take took taken|tear tore torn
teach taught teacher teaching|tell told|think thought|throw threw thrown|understand understood|wake woke woken
wear wore worn|weave wove woven|win won winner|withdraw withdrew withdrawn withdrawal
write wrote written writer writing|arrive arrival|die death dead dying|live life lives alive|marry marriage married
sell sold sale|fail failure|refuse refusal|deny denial|move movement|treat treatment|ship shipment|serve service
depart departure|close closure|sign signature|use usage user|deliver delivery|apply applied application applicant
supply supplier|vary variety variation|rule ruler|sail sailor|act action actor actress acting|edit editor edition
succeed success successor successful|defend defence defense|expand expansion|divide division|decide decision
invade invasion|explode explosion|destroy destruction|absent absence|present presence|long length|wide width
deep depth|high height|strong strength|hot heat|weigh weight|poor poverty|free freedom|young youth|true truth
dry drought|member membership|child children childhood|man men|woman women|wife wives|person persons people|foot feet
tooth teeth|leaf leaves|half halves|crisis crises|day daily|week weekly|month monthly|year yearly annual annually
hour hourly|own owner owned ownership|work worker|found founder foundation|drain drainage|breathe breath|choir choral
king kingdom royal|lightning lit|reign reigned|able ability|act acts|begin beginning|believe belief|lose loser
offend offence offense|compete competition competitor|settle settler settlement|inhabit inhabitant
employ employee employer employment|propose proposal|arrange arrangement|argue argument|complain complaint
advise advice adviser|attend attendance attendee|accept acceptance|approve approval|arrest arrested|assist assistance
admit admission|permit permission|receive receipt|sponsor sponsorship|judge judgment|centre center|metre meter
theatre theater|programme program|tumour tumor|colour color|harbour harbor|labour labor|honour honor|favour favor
favourable favorable|neighbour neighbor|rumour rumor|armour armor|behaviour behavior|grey gray|tyre tire|plough plow
cheque check|catalogue catalog|dialogue dialog|jewellery jewelry|aluminium aluminum
organise organize organisation organization|recognise recognize|realise realize|traveller traveler|modelling modeling
sceptical skeptical|mould mold|draught draft|storey story|moustache mustache|analyse analyze|paralyse paralyze
fibre fiber|litre liter|calibre caliber|licence license|practise practice|enrol enroll|fulfil fulfill
instalment installment
"""
"""Forms of one root, and spellings of one word, that stems do not show."""

SYNONYMS = """
firm firms company companies enterprise enterprises business businesses corporation|pay paid pays spend spent spends
finish finished complete completed completion|lorry lorries truck trucks|carry carried transport transported travel
money funds funding finance financed|begin began begun start started launch launched|student students pupil pupils
car cars vehicle vehicles automobile|train trains rail railway railways|road roads highway highways motorway
plant plants factory factories works|power electricity energy|ship shipped sent send deliver delivered
goods products wares merchandise|freight cargo|purchase purchases purchased buy buys bought|sale sales sold sell sells
job jobs work employment|worker workers labourer labourers employee employees|teach taught train trained
allow allowed permit permitted|forbid forbidden ban banned prohibit prohibited|big large huge|fast quick rapid
rise rose grew grow increase increased climb climbed up jump jumped|fall fell drop dropped decline declined decrease
decreased shrank down|reply replied answer answered|help helped assist assisted support supported
leader leaders head heads chief|member members|flight flights fly flew
visit visits visited visitor visitors trip trips|tourist tourists traveller travellers|doctor doctors physician
hospital hospitals clinic clinics|law laws legislation|government governments state authorities
minister ministers ministry|deal deals agreement|agreements treaty accord pact contract
loan loans lent lend credit credits borrow borrowed|debt debts|study studies research
scientist scientists researcher researchers|house houses home homes|village villages|price prices cost costs
income earnings revenue|field fields deposit deposits|dam dams|river rivers|border frontier
post posts crossing crossings gate|half semester|month months|kill killed die died dead|attack attacks attacked
produce produced production output make made|found founded establish established set|school schools|admit admitted
take took taken|mine mines mining|name named call called|choose chose chosen pick picked select selected
show shown shows exhibit exhibited display displayed|film films movie|book books|reach reached arrive arrived
want wants wish wishes|own owns owned hold holds held possess|meet met meeting summit|sign signed|test tested trial
inhabitant inhabitants population people residents resident live lived lives
biggest largest greatest|withdrew withdrawn withdraw pulled|begin start commence|final last|peak maximum highest
shut close closed|title titled entitled called named|illness disease disorder ailment sickness|sight vision eyesight
prize award awarded|shelter hide hidden sheltered|against oppose opposes opposed|worry worried fear fears concern
replace replaced substitute substituted|link links linked connect connects connected join joins joined
lesson lessons class classes teaching|troops soldiers army forces force|infantry foot|cavalry horse
guns artillery cannon|give gave cede ceded handed|resign resigned quit|release released freed
aircraft plane planes airplane airplanes aeroplane|abroad foreign overseas|mathematics maths|shares stake|small little
huge large enormous|gather gathered collect collected|quantity amount|start founded established set|city town
country nation|leave left depart departed|region area|usually mostly|mainly mostly chiefly primarily largely
roughly about nearly almost some around|famous known renowned|hurt injure injured|buried grave tomb|pupil student
boss chief head|rule govern governed|fix repair repaired|enlarge expand expanded extend|extended
dispute quarrel argument|pick gather|tour trip journey|speed pace|permit licence license|error mistake|opponent rival
goal aim|yield output|cure heal|seldom rarely|nausea nauseous|mediator mediated mediate|worth value
author authors writer writers wrote written|composer composed|painter painted|director directed|singer sang
player plays|inventor invented|discover discovered discovery found|protect protected protection guard
attempt attempted try tried|restrict limit limited restricted|rename renamed|obtain obtained received got
consist consists comprise comprises|contain contains|stop stopped cease ceased end ended
continue continued last lasted|prevent prevented kept|well-known prominent famous renowned noted notable celebrated
engaged engagement betrothed betrothal|member members joined join
marry marries married marriage wed wedding spouse wife|married husband
study studies studied educated education graduated graduate attended|die died dies death dead killed deceased
hunt hunts hunted stalk stalks stalking chase chased|holiday holidays vacation|story plot narrative tale
critics critic reviews review reviewers|film movie picture|filmmaker director|unfavourably negatively unfavorably
mixed middling|shelter harbour hide|sink sank sunk|ship vessel boat steamship steamer|autobiography memoir memoirs
novel book|song songs track|record album|band group|actor actress performer star starred starring
writer author novelist|poem poems poetry verse|newspaper paper daily|editor edited edits
journalist reporter correspondent|lawyer attorney solicitor barrister|judge justice|doctor physician surgeon
teacher lecturer professor taught|priest clergyman vicar|soldier troops|officer commander commanded led
general commander|battle fight fought combat|war conflict|siege besieged|victory win won|defeat defeated beat beaten
invade invaded attack attacked|capture captured took taken seize seized conquer conquered
surrender surrendered capitulated|retreat retreated withdrew withdrawn withdraw|alliance allied ally
treaty agreement pact|king monarch ruler|reign reigned ruled rule|throne crown crowned
heir inherited inherit succeeded succeed|noble nobleman aristocrat|parent parents|elected chosen voted
vote votes voted ballot|election elections polls|parliament legislature assembly|mayor mayoral|council councillors
budget cost costs|grant subsidy|tax taxes levy|profit profits earnings|loss deficit|salary wage wages pay
employees staff workforce|shop store shops stores|customer customers client clients buyer|product products goods
headquarters based seat|subsidiary branch|merge merged merger|acquire acquired acquisition buy bought takeover
bankrupt bankruptcy insolvent|church chapel cathedral|monastery abbey convent|tower spire|castle fortress fort
bridge crossing|street road|square plaza|house building|roof ceiling|wall walls|stone masonry|wood wooden timber
brick bricks|demolish demolished destroyed razed pulled torn|restore restored renovate renovated repaired refurbished
enlarge enlarged extended expanded|rebuild rebuilt reconstructed|damage damaged harmed|burn burned fire
flood flooded flooding|earthquake quake|storm hurricane|drought dry|animal animals creature|bird birds|fish fishes
tree trees|plant plants|forest woodland woods|species kind|female females|male males|egg eggs clutch|nest nests
feed feeds eat eats diet|hunt prey|endangered threatened|extinct extinction|breed breeds bred breeding|river stream
lake lakes|mountain mountains peak hill hills|valley valleys|coast shore seaside|island isle islands|sea ocean
port harbour harbor|village hamlet settlement|border frontier boundary|north northern|south southern|east eastern
west western|mathematician mathematics|physicist physics|chemist chemistry|biologist biology
experiment experiments tests|theory theories|discover discovered discovery identified found
invent invented invention inventor|measure measured measurement|symptom symptoms signs|treat treated treatment therapy
cure cured|drug drugs medicine medication|trial study|patient patients sufferers|gene genes genetic
inherited hereditary|cancer tumor tumour|infect infected infection|vaccine vaccinated vaccination|university college
pupil pupils student students|lesson lessons class classes|exam exams examination|degree degrees
match game matches games|team side squad|coach manager trainer|goal goals scored|champion championship title
medal medals|runner athlete|race races|record best|season seasons|league division|stadium arena
injure injured injury hurt|retire retired retirement|train trains|tram trams streetcar|bus buses|plane planes aircraft
airport airfield|passenger passengers travellers|driver drivers|engine motor|speed fast|crash crashed crashes accident
fuel petrol|line route|station stop stops|rail railway|track tracks|language tongue|word words vocabulary
dialect dialects|speak spoken speech|translate translated translation|grammar grammatical
custom customs tradition traditions|religion faith|festival celebration|food meal meals|lunch dinner|drink beverage
begin began started commenced launched|end ended finished concluded|remain remained stayed|last lasted took
happen happened occurred|become became turned|create created made founded set|form formed made
change changed altered modified|move moved relocated transferred|increase increased rose grew
decrease decreased fell dropped declined|reach reached attained|exceed exceeded surpassed
contain contains includes included|consist consists made|need needs require required|want wanted wished desired
help helped aided assisted|support supported backed|oppose opposed against|criticise criticised criticized condemned
praise praised lauded acclaimed|accuse accused charged|arrest arrested detained|sentence sentenced convicted
prison jail jailed imprisoned|kill killed murdered|shoot shot|escape escaped fled|hide hid hidden concealed
find found discovered|lose lost|search searched sought|show showed shown displayed exhibited screened
publish published released issued|write wrote written penned|compose composed wrote|perform performed played
record recorded|paint painted|draw drew drawn|design designed designer|photograph photo picture
name named called titled|nickname nicknamed|known called|describe described portrayed depicted|mention mentioned
appoint appointed named|resign resigned stepped quit|dismiss dismissed fired sacked|replace replaced succeeded
promote promoted|refuse refused rejected declined|accept accepted agreed|allow allowed permitted
forbid forbidden banned prohibited|order ordered commanded|ask asked requested|answer answered replied
promise promised pledged|warn warned cautioned|worry worried feared|rare uncommon unusual|common frequent widespread
usual normal typical|whole entire complete|several many numerous multiple|large big huge|small little tiny|old ancient
new modern recent|rich wealthy|poor impoverished|strong powerful|dangerous risky|slightly little somewhat
sharply steeply strongly|quickly rapidly fast|slowly gradually|mainly mostly largely chiefly|suddenly abruptly
often frequently|almost nearly|together jointly|separately apart|abroad overseas|annual yearly|century centuries
decade decades|fortnight weeks|dawn morning|evening night|midday noon
"""
"""Words that may stand for each other."""

PEOPLES = """
niger nigerien nigeriens|nigeria nigerian nigerians
norway norwegian|france french|netherlands dutch holland|germany german|spain spanish spaniard spaniards
poland polish pole|denmark danish dane danes|sweden swedish swede swedes|finland finnish finn finns
greece greek greeks|turkey turkish turk turks|switzerland swiss|england english|britain british briton britons uk
scotland scottish scots scot|wales welsh|ireland irish|portugal portuguese|belgium belgian|italy italian italians
hungary hungarian|israel israeli israelis|iraq iraqi iraqis|iceland icelandic|cyprus cypriot
philippines filipino philippine|congo congolese|thailand thai|canada canadian canadians|argentina argentine
peru peruvian|brazil brazilian|usa us america american americans|ukraine ukrainian
yugoslavia yugoslav|serbia serb serbian|croatia croat croatian|slovakia slovak|czechia czech|bulgaria bulgarian
romania romanian|lebanon lebanese|senegal senegalese|malta maltese|burma burmese|crete cretan|venice venetian
florence florentine|naples neapolitan|vienna viennese|paris parisian|moscow muscovite|rome roman romans|egypt egyptian
troy trojan|athens athenian|sparta spartan|carthage carthaginian|genoa genoese|milan milanese|normandy norman normans
burgundy burgundian|flanders flemish|bavaria bavarian|prussia prussian|saxony saxon saxons|castile castilian
kuwait kuwaiti|bangladesh bangladeshi|nepal nepalese nepali|madagascar malagasy|monaco monegasque|ivory ivorian
cambodia cambodian khmer
slovenia slovene slovenes slovenian|london londoner londoners|york yorker yorkers|zealand zealander zealanders
jewish jew jews judaism|soviet soviets ussr|islam islamic|north northern northerner northerners
south southern southerner southerners|east eastern easterner easterners|west western westerner westerners
"""
"""Lands, cities, sides of the world and their people, where the one's name does not begin with the other's."""

CALLED = """
Northamerica = North America
Southamerica = South America
Centralamerica = Central America
Latinamerica = Latin America
America = United States of America / United States / U.S.A. / USA / U.S. / US
Britain = United Kingdom / Great Britain / U.K. / UK
Soviet = Soviet Union / U.S.S.R. / USSR
WWI = First World War / World War I / World War One / World War 1 / WW I / WW1
WWII = Second World War / World War II / World War Two / World War 2 / WW II / WW2
Oscar = Academy Award
Nazi = National Socialist / NSDAP
New York = New York City / NYC
Washington = Washington, D.C. / Washington D.C. / Washington, DC / Washington DC
Celsius = °C / ℃
Fahrenheit = °F / ℉
"""
"""A name, and what else it is called, whatever is spoken of; the plural, and the people of a land, likewise."""
