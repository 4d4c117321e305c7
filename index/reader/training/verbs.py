"""English verbs change their form, by rule and a table of irregular ones; which words are verbs, a vocabulary tells."""

from __future__ import annotations

from collections.abc import Collection

_IRREGULAR = """
arise/arose/arisen awake/awoke/awoken bear/bore/born beat/beat/beaten become/became/become begin/began/begun
bend/bent/bent bind/bound/bound bite/bit/bitten bleed/bled/bled blow/blew/blown break/broke/broken
breed/bred/bred bring/brought/brought broadcast/broadcast/broadcast build/built/built burn/burned/burned
burst/burst/burst buy/bought/bought cast/cast/cast catch/caught/caught choose/chose/chosen cling/clung/clung
come/came/come cost/cost/cost creep/crept/crept cut/cut/cut deal/dealt/dealt dig/dug/dug do/did/done
draw/drew/drawn dream/dreamed/dreamed drink/drank/drunk drive/drove/driven eat/ate/eaten fall/fell/fallen
feed/fed/fed feel/felt/felt fight/fought/fought find/found/found flee/fled/fled fly/flew/flown forbid/forbade/forbidden
forget/forgot/forgotten forgive/forgave/forgiven freeze/froze/frozen get/got/got give/gave/given go/went/gone
grow/grew/grown hang/hung/hung have/had/had hear/heard/heard hide/hid/hidden hit/hit/hit hold/held/held
hurt/hurt/hurt keep/kept/kept know/knew/known lay/laid/laid lead/led/led leave/left/left lend/lent/lent
let/let/let lie/lay/lain light/lit/lit lose/lost/lost make/made/made mean/meant/meant meet/met/met
overcome/overcame/overcome overthrow/overthrew/overthrown pay/paid/paid put/put/put quit/quit/quit read/read/read
ride/rode/ridden ring/rang/rung rise/rose/risen run/ran/run say/said/said see/saw/seen seek/sought/sought
sell/sold/sold send/sent/sent set/set/set shake/shook/shaken shed/shed/shed shine/shone/shone shoot/shot/shot
show/showed/shown shut/shut/shut sing/sang/sung sink/sank/sunk sit/sat/sat sleep/slept/slept speak/spoke/spoken
spend/spent/spent spin/spun/spun split/split/split spread/spread/spread stand/stood/stood steal/stole/stolen
stick/stuck/stuck strike/struck/struck strive/strove/striven swear/swore/sworn sweep/swept/swept swim/swam/swum
swing/swung/swung take/took/taken teach/taught/taught tear/tore/torn tell/told/told think/thought/thought
throw/threw/thrown undergo/underwent/undergone understand/understood/understood undertake/undertook/undertaken
wake/woke/woken wear/wore/worn win/won/won wind/wound/wound withdraw/withdrew/withdrawn write/wrote/written
"""
_DOUBLING_LIST = """
stop plan ban drop ship rob rub grab plot trap trim chop step strip wrap slip skip beg fit knit nod pin dub admit
commit permit submit transmit omit refer prefer occur transfer defer confer control patrol compel equip regret rebel
expel propel repel recur incur tag log jog mug flag drag bar star stir scar spar
"""
_DOUBLING = frozenset(_DOUBLING_LIST.split())
_NOT_VERBS_LIST = """
pitt travers horne institut tens sir premier severe evidence blood armour armor fame eras laude them she barr barre penn
a an the he she it they his her its their this that these those there of in on at to from by with for and or but not
who what when where why how which many much more most other own such very new old first second last great century
river war city people mother father brother sister number world country people person bed
"""
_NOT_VERBS = frozenset(_NOT_VERBS_LIST.split())
_BE_LIST = """
is are was were
"""
BE = frozenset(_BE_LIST.split())
_DO_LIST = """
do does did
"""
DO = frozenset(_DO_LIST.split())
_HAVE_LIST = """
has have had
"""
HAVE = frozenset(_HAVE_LIST.split())
_MODALS_LIST = """
can could will would should may might must shall
"""
MODALS = frozenset(_MODALS_LIST.split())
AUXILIARIES = BE | DO | HAVE | MODALS
_VOWELS = "aeiou"


class Verbs:
    """The verbs that a vocabulary knows in several of their forms."""

    def __init__(self, vocabulary: Collection[str]) -> None:
        self._past: dict[str, str] = {}
        self._participle: dict[str, str] = {}
        for verb in _IRREGULAR.split():
            base, past, participle = verb.split("/")
            self._past[base], self._participle[base] = past, participle
        regular = [
            word
            for word in vocabulary
            if word.isalpha() and word.islower() and len(word) > 2 and word not in self._past and word not in _NOT_VERBS
        ]
        for word in regular:
            sure = ing_of(word) in vocabulary or third_of(word) in vocabulary or len(word) > 3 or word in ("sue", "rob")
            if past_of(word) in vocabulary and sure:
                self._past[word] = self._participle[word] = past_of(word)
        self._base_of_past = {past: base for base, past in sorted(self._past.items(), reverse=True)}
        self._base_of_participle = {done: base for base, done in sorted(self._participle.items(), reverse=True)}
        self._base_of_third = {third_of(base): base for base in sorted(self._past, reverse=True)}
        self._ings = frozenset(ing_of(base) for base in self._past)

    def is_base(self, word: str) -> bool:
        return word in self._past or word == "be"

    def forms(self, word: str) -> tuple[bool, bool, bool]:
        """Return whether *word* is a verb's base, past or form in -ing: what it may stand for in a sentence."""
        return word in self._past, word in self._base_of_past, word in self._ings

    def past(self, base: str) -> str:
        return "was" if base == "be" else self._past.get(base) or past_of(base)

    def participle(self, base: str) -> str:
        return "been" if base == "be" else self._participle.get(base) or past_of(base)

    def third(self, base: str) -> str:
        """Return the form for he, she and it."""
        return {"be": "is", "have": "has"}.get(base) or third_of(base)

    def base_of_past(self, word: str) -> str:
        """Return the base form of a past form, or nothing."""
        return self._base_of_past.get(word, "")

    def base_of_participle(self, word: str) -> str:
        """Return the base form of a past participle, or nothing."""
        return self._base_of_participle.get(word, "")

    def base_of_third(self, word: str) -> str:
        """Return the base form of a form in -s, or nothing."""
        return self._base_of_third.get(word, "")

    def is_ing(self, word: str) -> bool:
        return word in self._ings


def past_of(base: str) -> str:
    """Return the regular past form."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if base in _DOUBLING else base + "ed"


def ing_of(base: str) -> str:
    """Return the form in -ing."""
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1] + "ing"
    doubled = base in _DOUBLING or base in (
        "run",
        "win",
        "sit",
        "get",
        "put",
        "set",
        "cut",
        "hit",
        "begin",
        "swim",
        "let",
    )
    return base + base[-1] + "ing" if doubled else base + "ing"


def third_of(base: str) -> str:
    """Return the form in -s."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in _VOWELS else base + "s"
