"""Words for numbers become numbers: English, Russian and Chinese. Standard library and `bot.lexicon` only."""

from __future__ import annotations

import re

from bot import lexicon

_SMALLEST = f"{lexicon.UNITS} {lexicon.TEENS}".split()
_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_RUSSIAN = {
    2: "два две двух двумя двум", 3: "три трёх трех тремя трём трем", 4: "четыре четырёх четырех четырьмя",
    5: "пять пяти пятью", 6: "шесть шести шестью", 7: "семь семи семью", 8: "восемь восьми восемью",
    9: "девять девяти", 10: "десять десяти", 11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати",
    13: "тринадцать тринадцати", 14: "четырнадцать", 15: "пятнадцать пятнадцати", 16: "шестнадцать",
    17: "семнадцать", 18: "восемнадцать", 19: "девятнадцать", 20: "двадцать двадцати", 30: "тридцать тридцати",
    40: "сорок сорока", 50: "пятьдесят пятидесяти", 60: "шестьдесят", 70: "семьдесят", 80: "восемьдесят",
    90: "девяносто", 100: "сто ста", 200: "двести двухсот", 300: "триста трёхсот", 400: "четыреста", 500: "пятьсот",
    600: "шестьсот", 700: "семьсот", 800: "восемьсот", 900: "девятьсот",
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1_000, "thousands": 1_000, "million": 10**6, "millions": 10**6, "billion": 10**9,
    "billions": 10**9, "trillion": 10**12, "mln": 10**6, "bln": 10**9, "bn": 10**9, "тысяч": 1_000, "тысяча": 1_000,
    "тысячи": 1_000, "тыс": 1_000, "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6, "млн": 10**6,
    "миллиард": 10**9, "миллиарда": 10**9, "миллиардов": 10**9, "млрд": 10**9, "триллиона": 10**12, "万": 10**4,
    "亿": 10**8, "萬": 10**4, "億": 10**8,
}  # fmt: skip
"""Words that multiply the number before them."""

SMALL = (
    dict(zip(_SMALLEST, range(20), strict=True))
    | dict(zip(lexicon.TENS.split(), range(20, 100, 10), strict=True))
    | _ORDINALS
    | {form: value for value, forms in _RUSSIAN.items() for form in forms.split()}
)
"""Words that are a number below a thousand."""

_CHINESE = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10**4, "亿": 10**8}
CHINESE_RUN = re.compile("[零〇一二两三四五六七八九十百千万亿]{2,24}")


def chinese(run: str) -> int:
    """Return the number that a run of Chinese numerals writes: 三百 is 300, 一九九七 is 1997."""
    if not any(c in _CHINESE_SCALES for c in run):
        return int("".join(str(_CHINESE[c]) for c in run))
    total = section = digit = 0
    for c in run:
        scale = _CHINESE_SCALES.get(c)
        if scale is None:
            digit = _CHINESE[c]
        elif scale < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = total + (section + digit or 1) * scale, 0, 0
    return total + section + digit


def spelled(words: list[str]) -> int:
    """Return the number that *words* spell, such as `["two", "hundred", "and", "forty"]`, all of them known."""
    total = section = 0
    for word in words:
        if word in SMALL:
            section += SMALL[word]
        elif word in SCALES:
            scale = SCALES[word]
            if scale == 100:
                section = (section or 1) * scale
            else:
                total, section = total + (section or 1) * scale, 0
    return total + section
