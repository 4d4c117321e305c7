"""The words that a model's statements are checked by: those that say nothing, begin sentences, join, are opposites.

Lists for English and Russian, a few for Chinese; parted by blanks, or as each says.
"""

EMPTY = """
a about above after all also although an and any are around as at be because been before being both but by can could
did do does during each either every for from had has have he her here him his how however i if in into is it its
itself just may might more most much must no nor not of off on once only or other our out over own per rather same she
should since so some such than that the their them then there these they this those though through thus to too under
until up upon us very was we were what when where which while who whom whose why will with within without would you
your и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня
еще ещё нет о из ему теперь когда даже ну вдруг ли если уже или быть был него до вас нибудь опять уж вам ведь там
потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под
будет который это этот эта эти также 的 了 是 在 和 与 有
"""
"""What a sentence can have more or less of without saying anything else."""

JOINING = """
according answer answers below brief case cases conclusion contrast details example fact follow following follows
further here found general however instance likewise mean means meanwhile moreover nevertheless note one other others
overall part parts passage passages point points reason reasons say says short show shows similarly sum summary text
texts therefore thus together turn way ways hand first finally addition contain contains give gives given know
known tell tells information mention mentions mentioned several things thing side question both ones итак кратко
словом согласно текст текстам тексты ответ вот следующее следующие причина причины общем например однако кроме того
"""
"""What joins statements and adds no fact."""

ASKING = """
many much often long far tall high deep wide large big old year date day time place name kind sort number amount
сколько много долго далеко год дата день место имя
"""
"""What a question may ask for that nobody said before."""

STARTERS = """
a about above according across after again against all almost along also although altogether among an and another any
apart approximately around as at because before behind below between beyond both built but by despite due during each
earlier either even eventually every few finally first following for fourth from furthermore further given half he her
here his how however i if in indeed initially inside instead it its itself last later less like local many meanwhile
more moreover most much near nearly neither next no nobody none nor not nothing now of officially on once one only
opened or originally other others our over overall part people plans previously rather roughly second several she
since so some still such than that the their them then there thereafter therefore these they third this those though
three through throughout thus to today together total traffic trains two under unlike until up upon we what when where
whereas which while who why with within without work works yes yet you your construction currently capacity cost costs
drivers experts farmers officials thanks besides residents researchers scientists authorities critics workers
access adults agriculture air aircraft altars analysts animals annual architects armies art articles artists attacks
audiences babies banks batteries beds beer bees bicycles birds boats bodies books both boys bread breeding bridges
buildings buses businesses cars cases cats cattle cells century charges chemicals children churches cities citizens
classes climate coal coffee companies copies corn cotton councils countries courts crops customers damage dancing data
death deaths debt demand demands diseases doctors dogs donations drinking drugs education eggs elections electricity
employees energy engines engineers entry everyone everybody everything exports factories families fees females fewer
fiction films fines fire fires fish fishing flights flooding floods food forests freight fruit fuel funding funds gas
girls goods governments grain grants grass guests guns half health heat heavy high historians homes horses hospitals
houses housing hundreds ice illness imports income industry infantry infection inflation insects interest iron islands
jobs judges journalists kings land languages laws lawyers leaders learning leaves legend lessons letters life light
lightning loans losses low lunch machines males marriage marriages maths meals meat medals medicine metal milk
millions mines money mothers mountains museums music mutations nature nausea neither newspapers night nobody noise
none nuclear nurses oil orders ownership paper parents parking parliament participants passengers patients peace
pensions permission pilots plants players police politicians pollution poor power prices priests prisoners production
profits protests pupils queens railways rain rainfall rates reasons records refugees religion renewable rents repairs
research retired revenue rice rich riots rivers roads rocks rules sailors salaries sales salt schools science services
settlers shares sheep ships shops sickness sleep smoking snow soil soldiers solar songs speakers species speed
spending sport staff stations statues steel stone storms streets strikes students subsidies sugar summer supporters
surgery survivors symptoms taxes tea teachers teams tens tests textiles theatre thousands tickets tides timber tobacco
tools tourism tourists towns toys trade trains trams travel travellers treatment trees troops trucks tuition
unemployment universities vaccines vegetables vehicles victims villages villagers visitors volunteers voters wages
walls war warm wars waste water waves weather weekly wheat whales wildlife wind wine winter witnesses women wood wool
working writers writing yields young youths
"""
"""Capitalised for beginning a sentence, and no names."""

STYLES = "president mayor minister prime dr mr mrs ms sir lord lady professor the chinese russian american british"
"""What may stand before a name or not."""

INSIDE_NAMES = "a and at da de del des di do du el for in la of on the to und"
"""Small words that names have inside, and their initials may leave out."""

OPPOSITES = """
rise rose risen rising grow grew grown growing increase increased increasing climbed jumped soared expanded up
/ fall fell fallen falling drop dropped shrink shrank shrinking decrease decreased declined sank down
| before earlier early / after later late | first / last second
| gain gained won win / lose lost losing | open opened opening began begun started launched launch inaugurated
/ close closed closing ended finished stopped
| north / south | northern / southern | east / west | eastern / western | largest biggest / smallest
| longest / shortest | highest / lowest | oldest / newest | higher / lower | longer / shorter | larger bigger / smaller
| faster quicker quickly / slower slowly | best / worst | import imported imports importing / export exported exports
exporting
| buy bought buys purchase purchased purchases / sell sold sells sale sales | lend lent lends / borrow borrowed borrows
| support supported supporters supporter / oppose opposed opponents critics critic
| allow allowed allows permitted / ban banned forbidden prohibited
| legal / illegal | safe safer / dangerous | built / demolished | accepted approved / rejected refused
| success succeeded / failure failed | true / false | men / women | warmly warm warmer / coldly cold colder
| daily / weekly monthly yearly annual | weekly / monthly yearly annual | monthly / yearly annual | hot / cold
| wet / dry | summer / winter | spring / autumn | morning / evening | minimum least / maximum most
| majority / minority | strong strength / weak | public / confidential secret private | whole / part
| reached entered arrived came / left | inside / outside | upstream / downstream | domestic / international foreign
| killed dead died / survived injured | rich / poor
| owes owed debtor / creditor | wholly / partly | departure origin / destination destinations

| выросло вырос выросла увеличилось / упало упал снизилось уменьшилось | больше / меньше | выше / ниже
| открыт открылся / закрыт закрылся | север / юг | запад / восток | до / после | первый / последний
| экспорт / импорт
"""
"""Groups of words of which a statement must not have the one side where its quote has the other."""

STRONG = """
all every each always never only exactly precisely certain certainly definitely undoubtedly proven proved confirmed
sole solely whole wholly entire entirely complete completed completely finished already agree agreed unanimous alone
herself himself twice double doubled triple tripled last first final none nobody everyone everybody everywhere
guaranteed official officially permanently forever exclusively fully best worst opened built approved launched banned
cancelled arrested resigned abolished destroyed ratified все всегда только ровно точно уже первый последний полностью
единственный 所有 全部 总是 只有 唯一 已经
"""
"""What makes a statement claim more: it may have it only where its quote has it."""

NOT_MOST = """
west midwest east northeast southeast northwest southwest forest interest request invest test guest harvest rest
honest protest modest suggest conquest quest contest digest arrest chest latest budapest bucharest everest manifest
rainforest priest nest crest attest molest unrest est
"""
"""Words that end like superlatives and are none."""

HEDGES = """
will would shall can could may might should plan plans planned planning aim aims aimed intend intends intended expect
expects expected propose proposed proposes proposal hope hopes hoped seek seeks want wants wanted due possible
possibly potential potentially likely probably perhaps reportedly apparently allegedly estimated forecast predicted
fear fears feared claim claims claimed argue argues argued meant target targets begun talks ask asked asks try tries
trying call calls called consider considers considered negotiating negotiate
accused accuses acquitted suspected suspects whether myth myths legend rumour
rumours rumoured rumor rumors rumored supposed supposedly может могут планирует планируют будет
будут должен должна ожидается возможно вероятно 将 可能 计划 预计 会
"""
"""What says that something is not, or not yet, or not for certain so."""

GUILT = """
steal steals stole stolen thief theft rob robbed robbery kill kills killed killer murder murders murdered murderer
poison poisoned corrupt corruption bribe bribes bribed bribery fraud fraudulent cheat cheated swindle swindled launder
laundered embezzle embezzled rape raped assault assaulted attack attacked abuse abused torture tortured arson burn
burned burnt destroy destroyed sabotage sabotaged betray betrayed traitor terrorist terror spy spied smuggle
smuggled drunk illegal illegally crime crimes criminal guilty convicted jailed imprisoned arrested liar
collapse collapsed
"""
"""Words of guilt and harm: not one of them may be a model's own."""

ACCUSING = "accused accusation alleged allegedly allegation suspected acquitted"
"""Where one of these is quoted, guilt is told as a fact by a statement that has none of them …"""
FOUND_GUILTY = "convicted guilty jailed imprisoned"
"""… unless one of these is quoted too."""
VIOLENT = "assassinated assassination victim fatal shot"
"""Where one of these is quoted, a statement may say that somebody was killed."""

EXCEPTING = """
not no never none nor neither nobody nothing nowhere cannot without except excepting excluding excludes excluded
exception exceptions but only if unless until till however although though despite yet still former formerly once
cancelled canceled abandoned suspended rejected refused failed false disputed denied denies unbuilt unfinished
incomplete hardly barely supposed supposedly alleged so-called closed ended expired withdrawn withdrew не нет ни
никогда без кроме но только если пока однако бывший бывшая бывшее бывшие отменён отменена отменено якобы
"""
"""What takes back some of what stands before it, beside the hedges."""

REPORTS = """
say says said saying tell tells told report reports reported reporting according think thinks thought believe believes
believed see sees saw view views viewed read reads describe describes described note notes noted put puts give gives
gave given speak speaks spoke critics supporters statement words opinion warn warns warned suggest suggests talk talks
count still being under way yet unclear memorandum agreement cover covers covered planned projected to be is are по
словам сообщает заявил считает 表示 认为 称
"""
"""What leaves open whether it is so, beside the hedges."""

NUMBER_JOINS = """
a an and as at but by for from in into is it its of on or per than that the their then they this to was were when
where which while who with up down after before between during over under more less и в на с по до от за из а но что
как при для go goes went come comes came are has have had will would can could may might each make
makes made supply carry carried used took take work worked
"""
"""Words after a number that are not what it counts."""

QUANTITIES = """
one once twice thrice no none not never nothing nobody several multiple many much most more less few fewer couple half
all both every each single only sole any dozen dozens hundred hundreds thousand thousands million millions some various
lot lots first second third quarter majority minority enough free daily weekly monthly yearly annual annually double
doubled doubles triple tripled forever always decade decades century centuries year years month months week weeks day
days hour hours minute minutes
один одна одно одного одной однажды дважды трижды ни нет никто ничего несколько много мало больше меньше большинство
половина все всех всё оба обе обоих каждый каждого единственный единственная десятки сотни тысячи миллионы часть
четверть втрое вдвое удвоилось год года лет месяц день дней неделя час
一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 半 几 数 多 少 没 无 不 全 都 每 各 单
"""
"""What can answer how many or how much there are, beside figures."""

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
TEENS = "seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

TIMES = """
january february march april may june july august september october november december monday tuesday wednesday thursday
friday saturday sunday
"""
"""Written like names, and none."""

CYRILLIC = """
аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya
"""
"""Each Cyrillic letter and how Latin writes it."""

GENERIC = """
able cannot accord according access account accounts too overtaken overtook passes passing full buses stands lie lies
gigawatt megawatt kilometre metre dollar euro yuan percent clearing about accounted add added adds adding addition
after again against ago agree along also among amount amounts amounted annual another appear appeared appears around
arrive arrived as ask asked at back base based become became becomes begin began begins begun beginning behind besides
between both bring brings brought build call called calls came can carry carried carries case cases cite cited cites
claim close come comes coming compare compared comparison connect consider contain contains contained continue
continued contribute cost count counted counts country countries cover covered covers create created currently date
dates dated day describe described describes despite develop differ down draw during each earlier end ended enter
entered establish established estimate even event exist exists existing explain explains extract face fact far few
figure figures find finds follow followed following follows form former found four from further future gain get gets
getting give given gives gave giving go goes going gone group grow growth faster slower had half hand happen happened
have having head held hold holds include included includes including increase increased indicate indicates instead
into involve involved involves issue issued itself join joined joint just keep keeps kept last later latest lay lead
leads leading led least leave leaves left less like likewise list lists listed located look looks made make makes
making many mark mean means meant measure mention mentioned mentions met million month months more moreover most move
moved much name named names near nearby nearly next note noted notes notion now number numbers occur occurred of offer
offered offers often once open order other out outside over overall own part parts partly pass passed past people per
period person place placed places plan play plays point points position present previous produce produced produces
provide provided provides put puts quarter range reach reached reaches read reason reasons receive received receives
recent recently record recorded refer refers regard region relate related relation remain remained remains report
reported reports represent represents result results return rise risen rose run runs running said same saw say says
second see seen sees seem serve served serves set sets several share shared shares short show showed shown shows side
sides since site size small so some something sort source sources speak speaks spoke stage stand standing start
started starts state stated statement states stay step still stood stop such sum support take taken takes taking talk
talks tell tells term terms than that their then there thing things think this those though three thus time times to
today together told total totals totalling toward towards turn turned two type under until up use used uses using view
way ways week well went whether which while with within without word words world worth write writes written wrote year
years yet yield yields thank thanks fell fall falls dropped drop declined shrank climb climbed expanded amounting
roughly approximately sold sell sells buy bought buys owned owns aimed aims allow allows allowed enable enables let
lets criticise criticises equip equipped wish shooting shot дать даёт даст должен должна вырабатывает обрабатывать
получил получила составил составила составляет стал стала открылась открылся закрылся закрыт уменьшилось год года году
около более очередь сегодня
"""
"""Words that models tell things with: they may be new in a statement, or stand elsewhere, and say little."""

EVENTS = """
open opened opens close closed closes found founded establish established build built enter entered join joined start
started begin began begun end ended sign signed launch launched finish finished complete completed arrive arrived buy
bought sell sold rise rose fall fell
"""
"""Words of GENERIC that say what happened, and so must not be taken from another sentence."""

ACROSS = """
open откры запуст 开通 通车 开放 启用 开幕 / close clos закры 关闭 停运 停办
| rose rise rising grew grow increas up вырос растёт растет увелич рост подня 增长 上升 提高 / fell fall drop shrank
shrank declin decreas down упал сниз сократ уменьш паден 下降 减少 降低 下跌
| more over above больше более свыше выше 超过 多于 高于 以上 / less under below fewer меньше менее ниже 少于 低于 不到
| export экспорт вывоз 出口 / import импорт ввоз 进口
| first перв 首 第一 / last послед 最后 末
| built build постро 建成 修建 / demolish destroy разруш снес уничтож 炸毁 拆除 摧毁
| begin began start launch нача 开始 启动 / end finish complet законч заверш 结束 完成 竣工
| largest biggest крупнейш самый 最大 / smallest мельчайш 最小
"""
"""Beginnings of words, in groups; a statement in another script must not have one side where its quote has another."""

UNDONE = """
plan will would aim intend expect propos target could might if планир будет будут намерен должен должна
ожида может предпол 将 计划 预计 拟 可能
"""
"""What leaves open that something is so, by words' beginnings in several languages."""
