"""Kinds of thing that a question may ask for, and that a sentence plainly has or has not.

Only kinds that an answering sentence hardly ever lacks: of 192 such questions of SQuAD 2, new Wikipedia, QED and XQuAD
two sentences did; of 1,100 that ask when, one. It imports the standard library and `bot.wording` only.
"""

from __future__ import annotations

import re

from bot.wording import same_script

_VERB = r"(?:is|are|was|were|does|do|did|has|have|had|will|can|may|should|shall|must|could|would)"
_LENGTH = (
    r"\b\d*(?:m|(?:kilo|deci|centi|milli|micro|nano)?met(?:re|er)s?|kms?|microns?|miles?|feet|foot|ft|inch(?:es)?|cm|mm"
    r"|nm|yards?|fathoms?|cubits?|stor(?:e?ys?|ies)|floors?)\b|\d\s?[′″]|\d'\s?\d"
)
_EXTENT = r"\d\s(?:pages?|chapters?|lines?|verses?|words?|letters?|characters?|digits?|bits?|bytes?|episodes?)\b"
_TIME = (
    r"\b(?:seconds?|minutes?|hours?|nights?|days?|fortnights?|weeks?|months?|seasons?|years?|decades?|centur(?:y|ies)"
    r"|generations?|semesters?|terms?|since|until|till|from|between|life(?:time)?|forever|permanent\w*|(?:1\d|20)\d\d)\b"
    r"|\d\s?(?:s|secs?|mins?|h|hrs?)\b"
)
_MONEY = (
    r"[$€£¥₸₽₹₩₴₺₫₦₱฿₪]|\b(?:dollars?|euros?|pounds?|yuan|renminbi|rou?bles?|tenge|soms?|somoni|crowns?|kron\w+|rupees?"
    r"|yen|won|francs?|marks?|lir[ae]s?|cents?|pence|shillings?|guilders?|florins?|ducats?|livres?|pesos?|dinars?"
    r"|dirhams?|r[iy]+als?|baht|rand|zloty\w*|forints?|shekels?|ringgits?|rupiahs?|rs|chf|kzt|usd|eur|gbp|cny|rmb|jpy"
    r"|thousand|million|billion|trillion|free|gratis|half|twice|as\s+much)\b"
)
_SHARE = (
    r"%|per\s?cent|percentage|\b(?:half|halves|thirds?|quarters?|fifths?|sixths?|tenths?|majority|minority|most|all"
    r"|none|nearly|double|twice)\b|\d\s+(?:in|of|out\s+of)\s+\d|\b(?:one|two|three|four)\s+(?:in|out\s+of)\s"
)
_ASKS_MONEY = (
    r"\bhow\s+much\b(?!\s+time\b).*\b(?:costs?|pa(?:y|ys|id)|worth|price|money|spen[dt]|earn\w*)\b"
    r"|\bhow\s+expensive\b|\b(?:what|how\s+(?:high|large|much))(?:[’']s|\s+is|\s+was)\s+the\s+(?:\w+\s+){0,2}"
    r"(?:cost|price|fee|budget|salary|fare|rent)\b"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"\d|\b(?:{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|springs?|summers?|autumns?|falls?|winters?|noon"
    r"|midnight|mornings?|afternoons?|evenings?|nights?|to(?:day|morrow|night)|yesterday|now|ago|later|earlier|early"
    r"|late|mid\w*|ends?|ended|after\w*|before|during|since|until|till|when\w*|upon|while|once|if|unless|as|in\s+the"
    r"|following|follows|begin\w*|began|start\w*|soon|annual\w*|dai?ly|weekly|monthly|yearly|times?|periods?|eras?"
    r"|ages?|aged|decades?|centur(?:y|ies)|millenni\w+|years?|months?|weeks?|days?|hours?|minutes?|seconds?|first|third"
    r"|last|next|wars?|reigns?|birth\w*|deaths?|childhood|every|seasons?|episodes?|chapters?|by|prior|recent\w*|then"
    r"|current\w*|already|long|between|throughout|still|weekends?|weekdays?|dawn|dusk|sun\w+"
    r"|hourly|quarterly|fortnights?|clock|eve|easter|christmas|antiquity|tides?|ramadan|previous\w*|ancient|modern|medieval|always|never)\b"
)
_KINDS = (
    (
        rf"^\W*(?:when\s+(?:exactly\s+)?(?:was|were|did|had)"
        rf"|(?:in\s+|on\s+)?(?:what|which)\s+(?:year|month|date|day)\s+{_VERB})\b",
        _DATE,
    ),
    (rf"\bhow\s+(?:deep|tall|wide|thick)\s+{_VERB}\b", rf"(?<!cubic\s)(?<!square\s){_LENGTH}"),
    (rf"\bhow\s+long\s+{_VERB}\b", rf"{_LENGTH}|{_TIME}|{_EXTENT}"),
    (_ASKS_MONEY, _MONEY),
    (r"\b(?:what|which)\s+(?:percentage|percent|share|proportion|interest\s+rate)\b", _SHARE),
)
_ASKED_AND_HAD = tuple((re.compile(f"(?i){asked}"), re.compile(f"(?i){had}")) for asked, had in _KINDS)


def lacks(question: str, sentence: str) -> bool:
    """Tell whether *question* asks for a time, a length, a duration, money or a share, and *sentence* has none.

    The words are English: of a sentence in another script nothing can be told.
    """
    if not same_script(question, sentence):
        return False
    return any(asked.search(question) and not had.search(sentence) for asked, had in _ASKED_AND_HAD)
