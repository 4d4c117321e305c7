"""The words that a model's statements are checked by: those that say nothing, begin sentences, join, are opposites.

Lists for English and Russian, a few for Chinese; parted by blanks, or as each says.
"""

EMPTY = """
a about above after all also although an and any are around as at be because been before being both but by can
could did do does during each either every for from had has have he her here him his how however i if in into is
it its itself just may might more most much must no nor not of off on once only or other our out over own per
rather same she should since so some such than that the their them then there these they this those though
through thus to too under until up upon us very was we were what when where which while who whom whose why will
with within without would you your и в во не что он на я с со как а то все она так его но да ты к у же вы за бы
по только ее её мне было вот от меня еще ещё нет о из ему теперь когда даже ну вдруг ли если уже или быть был
него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем
была сам чтоб без будто чего раз тоже себе под будет который это этот эта эти также 的 了 是 在 和 与 有
"""
"""What a sentence can have more or less of without saying anything else."""

JOINING = """
according answer answers below brief case cases conclusion contrast details example fact follow following
follows further here found general however instance likewise mean means meanwhile moreover nevertheless note one
other others overall part parts passage passages point points reason reasons say says short show shows similarly
sum summary text texts therefore thus together turn way ways hand first second finally addition contain contains
give gives given know known tell tells information mention mentions mentioned several things thing side question
both ones итак кратко словом согласно текст текстам тексты ответ вот следующее следующие причина причины общем
например однако кроме того
"""
"""What joins statements and adds no fact."""

ASKING = """
many much often long far tall high deep wide large big old year date day time place name kind sort number amount
сколько много долго далеко год дата день место имя
"""
"""What a question may ask for that nobody said before."""

STARTERS = """
a about above according across after again against all almost along also although altogether among an and
another any apart approximately around as at because before behind below between beyond both built but by
despite due during each earlier either even eventually every few finally first following for fourth from
furthermore further given half he her here his how however i if in indeed initially inside instead it its itself
last later less like local many meanwhile more moreover most much near nearly neither next no nobody none nor
not nothing now of officially on once one only opened or originally other others our over overall part people
plans previously rather roughly second several she since so some still such than that the their them then there
thereafter therefore these they third this those though three through throughout thus to today together total
traffic trains two under unlike until up upon we what when where whereas which while who why with within without
work works yes yet you your construction currently capacity cost costs drivers experts farmers officials
residents researchers scientists authorities critics local workers
"""
"""Capitalised for beginning a sentence, and no names."""

STYLES = "president mayor minister prime dr mr mrs ms sir lord lady professor the chinese russian american british"
"""What may stand before a name or not."""

OPPOSITES = """
rise fall|rose fell|rising falling|risen fallen|increase decrease|increased decreased|grew shrank|grow shrink
more fewer|more less|above below|before after|earlier later|first last|won lost|win lose|opened closed
open close|north south|east west|northern southern|eastern western|largest smallest|longest shortest
highest lowest|oldest newest|higher lower|longer shorter|larger smaller|faster slower|best worst|import export
imported exported|imports exports|buy sell|bought sold|support oppose|supported opposed|allow ban|allowed banned
allowed forbidden|legal illegal|safe dangerous|built demolished|accepted rejected|approved rejected
started stopped|started ended|began ended|up down|success failure|succeeded failed|true false|gained lost
men women|daily weekly|weekly monthly|monthly yearly|annual daily|hot cold|wet dry|summer winter|spring autumn
morning evening|minimum maximum|majority minority|выросло упало|вырос упал|больше меньше|выше ниже|открыт закрыт
север юг|восток запад|до после|первый последний
"""
"""Pairs of which a statement must not have the one where its quote has the other, parted by bars and lines."""

NUMBER_JOINS = """
a an and as at but by for from in into is it its of on or per than that the their then they this to was were
when where which while who with up down after before between during over under more less и в на с по до от за из
а но что как при для
"""
"""Words after a number that are not what it counts."""

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
TEENS = "seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

CYRILLIC = """
аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya
"""
"""Each Cyrillic letter and how Latin writes it."""
