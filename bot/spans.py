"""Whether the words that the reader takes for the answer are of another kind than a question asks for.

"How long is the tunnel?" is not answered by a year, nor "How many ships called?" by so many tonnes; an engine that
is told so refuses what stands beside its subject. It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.kin import related
from bot.wording import same_script
from index.analysis import terms
from index.passage import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?<![\d.,])(?:1\d|20)\d\d(?:s\b|(?![.,]?\d))"
_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|will|can|could|would|should|may|might)"
_NUMBER = re.compile(
    r"(?i)\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mb]illions?|trillions?|dozens?|half|third|quarter|fifth|twice"
    r"|once|both|none|no|single|several|many|few|multiple|numerous|various|couple|pair|double|all|most|majority|only"
    r"|every|each|any|some|first|second|fourth)\b"
)
_MONEY = re.compile(
    r"(?i)[$€£¥₸₽₹₩₴₺₫₦₱฿₪]|\b(?:dollars?|euros?|pounds?|yuan|renminbi|rou?bles?|tenge|soms?|somoni|crowns?|kron\w+"
    r"|rupees?|yen|won|francs?|marks?|lir[ae]s?|cents?|pence|shillings?|pesos?|dinars?|dirhams?|bucks|usd|eur|gbp|cny"
    r"|rmb|kzt|jpy)\b"
)
_SHARE = re.compile(
    r"(?i)%|\bper\s?cent|\bpercent|\b(?:half|third|quarter|fifth|sixth|tenth|majority|minority|most|all|none|nearly"
    r"|double)s?\b|\b\w+\s+(?:in|of|out\s+of)\s+(?:\d|two|three|four|five|ten)"
)
_LENGTH = re.compile(
    r"(?i)(?<!cubic\s)(?<!square\s)(?<!sq\s)\b\d*(?:(?:kilo|centi|milli)?met(?:re|er)s?|kms?|miles?|feet|foot|ft|inch(?:es)?|cm|mm|yards?|m|nm|microns?"
    r"|stor(?:e?ys?|ies)|floors?)\b|\d\s?[′″'\"]"
)
_WEIGHT = re.compile(r"(?i)\b\d*(?:kgs?|kilos?|kilogram\w*|grams?|lbs?|pounds?|tonn?es?|tons?|oz|ounces?|stone|mg)\b")
_DURATION = re.compile(
    r"(?i)\b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|seasons?|springs?|summers?|autumns?"
    r"|winters?|years?|decades?|centur(?:y|ies)|millenni\w+|generations?|semesters?|terms?|life(?:time)?|brief\w*|forever|permanent\w*|since"
    r"|until|till|from|between|pages?|chapters?|lines?|verses?|words?|characters?|episodes?)\b|\d\s?(?:h|hrs?|mins?|secs?)\b"
)
_SPEED = re.compile(
    r"(?i)km|mph|/|\b(?:an?|per|each|every)\s+(?:hour|minute|second|day|week|month|year)|knots?|times|fast|slow|quick"
    r"|rapid|speed|\b(?:seconds?|minutes?|hours?|days|weeks|months)\b"
)
_AGE = re.compile(r"(?i)\d|\b(?:years?|months?|old|aged?|centur(?:y|ies)|decades?|young\w*|teen\w*|child\w*|grew)\b")
_TIME = re.compile(
    rf"(?i)\d|\b(?:{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|fall|winter|noon|midnight"
    r"|morning|afternoon|evening|night|today|tomorrow|yesterday|now|ago|later|earlier|early|late|mid\w*|end|after\w*"
    r"|before|during|since|until|till|when\w*|upon|while|once|if|unless|as|following|beginning|start|soon|annual\w*|dai?ly"
    r"|weekly|monthly|yearly|times?|periods?|eras?|ages?|decades?|centur(?:y|ies)|years?|months?|weeks?|days?|hours?"
    r"|minutes?|first|second|third|last|next|war|reign|birth|death|childhood|every|each|seasons?|episodes?|chapters?|levels?)\b"
)
_BARE_DATE = re.compile(
    rf"(?i)^(?=.*(?:\b{_MONTH}\b|{_YEAR}))(?:\W|\b(?:in|on|by|since|from|until|till|to|at|the|of|early|late|mid|end|about"
    rf"|around|between|and)\b|\b\d{{1,2}}(?:st|nd|rd|th)?\b|\b{_MONTH}\b|{_YEAR})*$"
)
_OF_MONEY = re.compile(
    r"(?i)\bhow\s+much\b(?!\s+time\b).*\b(?:costs?|pa(?:y|ys|id)|worth|price|money|spen[dt]|earn\w*|owe\w*|len[dt])\b"
    r"|\bhow\s+expensive\b|\bwhat\s+(?:do|does|did|would|will)\b.*\bcost\b"
    r"|\b(?:what|how\s+(?:high|large|much))(?:[’']s|\s+is|\s+was|\s+are|\s+were)\s+the\s+(?:\w+\s+){0,2}"
    r"(?:costs?|price|fees?|budget|salary|fare|rent)\b"
)
_COUNTED = re.compile(
    rf"(?i)\bhow\s+many\s+(?P<thing>(?:(?!{_VERB}\b)[\w’'-]+\s+){{0,3}}?[\w’'-]+)(?=\s+{_VERB}\b|\s|\W*$)"
)
_UNITS = (
    _MONEY,
    re.compile(r"(?i)%|\bper\s?cent|\bpercent"),
    _LENGTH,
    _WEIGHT,
    re.compile(
        r"(?i)\b\d*(?:[kMGT]Wh?|hectares?|ha|acres?|square|sq|cubic|barrels?|lit(?:re|er)s?|gallons?|TEU|degrees?)\b|°"
    ),
    re.compile(r"(?i)\b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))\b"),
)
"""What a number may be followed by, each of another kind."""


def clashes(question: str, sentence: str, span: Span) -> bool:
    """Tell whether the words at *span*, in characters of *sentence*, cannot be what *question* asks for.

    The patterns are English: of a sentence in another script than the question's nothing can be told.
    """
    words = sentence[slice(*span)]
    if not words.strip() or not same_script(question, sentence):
        return False
    said = _Said(question, words, sentence[: span[0]].split()[-2:], sentence[span[1] :].split()[:2])
    return any(asked.search(question) and not fits(said) for asked, fits in _KINDS)


class _Said:
    """Words that may answer a question, with what stands right before and after them."""

    def __init__(self, question: str, words: str, before: Sequence[str], after: Sequence[str]) -> None:
        self.question, self.words = question, words
        self.with_unit = " ".join([words, *after])
        if before and _MONEY.search(before[-1][-4:]):
            self.with_unit = f"{before[-1][-4:]}{self.with_unit}"
        self.introduced = " ".join([*before, words])

    def in_another_unit(self, but: re.Pattern[str] | None = None) -> bool:
        """Tell whether a unit follows, of another kind than *but* finds, or the words are a date and nothing else."""
        units = (one for one in _UNITS if one is not but)
        return any(unit.search(self.with_unit) for unit in units) or bool(_BARE_DATE.match(self.words))


def _counts(said: _Said) -> bool:
    """Tell whether it may count what "how many" asks: a number that is no year, nor in a unit of another thing."""
    if not _NUMBER.search(said.words):
        return False
    asked = _COUNTED.search(said.question)
    thing = asked["thing"] if asked else ""
    had = set(terms(said.with_unit))
    if any(term in had or related(term, had) for term in terms(thing)):
        return True
    return not said.in_another_unit(next((unit for unit in _UNITS if unit.search(thing)), None))


def _lasts(said: _Said) -> bool:
    """Tell whether it may say how long: a length, a duration, or a time where something went on until it."""
    if _DURATION.search(said.with_unit) or _DURATION.search(said.introduced) or _LENGTH.search(said.with_unit):
        return True
    return not re.search(r"(?i)\bhow\s+long\s+(?:is|are)\b", said.question) and bool(_TIME.search(said.introduced))


def _dates(said: _Said) -> bool:
    """Tell whether it may say when."""
    if re.search(rf"(?i){_YEAR}|\b{_MONTH}\b", said.words):
        return True
    return bool(_TIME.search(said.introduced)) and not (_MONEY.search(said.with_unit) or _SHARE.match(said.with_unit))


def _measures(unit: re.Pattern[str], others: str = r"(?!)") -> Callable[[_Said], bool]:
    """Return what tells whether something is in *unit*, is told in words such as *others*, or is a bare number."""
    told = re.compile(others)

    def measured(said: _Said) -> bool:
        if unit.search(said.with_unit) or told.search(said.with_unit):
            return True
        return bool(re.search(r"\d", said.words)) and not said.in_another_unit(unit)

    return measured


def _is_no_date(said: _Said) -> bool:
    return not _BARE_DATE.match(said.words)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[_Said], bool]], ...] = (
    (re.compile(r"(?i)\bhow\s+many\b|\bwhat\s+(?:is|was)\s+the\s+(?:number|population)\s+of\b"), _counts),
    (_OF_MONEY, _measures(_MONEY, r"(?i)\b(?:free|no|half|twice|nothing|cheap\w*|\w*expensive)\b")),
    (
        re.compile(r"(?i)\b(?:what|which)\s+(?:percentage|percent|share|proportion|interest\s+rate)\b"),
        _measures(_SHARE),
    ),
    (
        re.compile(
            rf"(?i)\bhow\s+(?:deep|tall|wide|thick|high|broad)\s+{_VERB}\b(?!\s+the\s+(?:costs?|price|fees?|rent))"
        ),
        _measures(_LENGTH, r"(?i)\b(?:high|tall|deep|wid|thick|broad)er\b"),
    ),
    (re.compile(rf"(?i)\bhow\s+long\s+{_VERB}\b"), _lasts),
    (
        re.compile(rf"(?i)\bhow\s+heavy\s+{_VERB}\b|\bhow\s+much\s+{_VERB}\b.*\bweigh"),
        _measures(_WEIGHT, r"(?i)\b(?:light|heav|weigh)\w*"),
    ),
    (re.compile(rf"(?i)\bhow\s+fast\s+{_VERB}\b"), _measures(_SPEED)),
    (
        re.compile(rf"(?i)\bhow\s+old\s+{_VERB}\b|\bat\s+what\s+age\b"),
        lambda said: bool(_AGE.search(said.with_unit) or _NUMBER.search(said.words)),
    ),
    (
        re.compile(
            rf"(?i)^\W*(?:(?:since|until|till|by|from)\s+)?when\s+{_VERB}\b"
            r"|\b(?:what|which)\s+(?:year|date|month|day|decade|century)\b"
        ),
        _dates,
    ),
    (re.compile(rf"(?i)^\W*(?:who(?:m|se)?|where)\b|\bhow\s+(?:big|large)\s+{_VERB}\b"), _is_no_date),
)
