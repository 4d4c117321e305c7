"""The signs around a number become its unit or currency, in three languages, or else the word that it counts.

It imports the standard library and `bot.lexicon` only.
"""

from __future__ import annotations

import re

from bot import lexicon

_UNIT_NAMES = {
    "%": "% percent pct процент процента процентов 个百分点",
    "m": "m metre metres meter meters м метр метра метров 米", "km": "km kilometre kilometres kilometer kilometers км",
    "mm": "mm millimetre millimetres millimeter millimeters мм",
    "cm": "cm centimetre centimetres centimeter centimeters см",
    "ft": "ft foot feet", "in": "inch inches", "l": "l litre litres liter liters",
    "g": "g gram grams", "mg": "mg milligram milligrams",
    "week": "week weeks неделя недели недель", "second": "second seconds секунд секунды",
    "mi": "mi mile miles миль мили миля", "sqkm": "sqkm km² км²", "sqmi": "sqmi mi²",
    "sqm": "sqm m² м²", "cubm": "cubm m³ м³", "cubkm": "cubkm km³ км³",
    "kwh": "kwh", "mwh": "mwh", "gwh": "gwh", "kw": "kw kilowatt kilowatts квт", "bcm": "bcm",
    "kg": "kg kilogram kilograms кг", "t": "t tonne tonnes ton tons тонн тонны 吨",
    "ha": "ha hectare hectares га", "mw": "mw megawatt megawatts мвт", "gw": "gw gigawatt gigawatts",
    "usd": "usd us$ $ dollar dollars доллар доллара долларов 美元", "eur": "eur € euro euros евро 欧元",
    "gbp": "gbp £ pound pounds", "cny": "cny rmb yuan юаней юаня 元 人民币",
    "rub": "rub ruble rubles rouble roubles ₽ рублей",
    "year": "year years год года лет 年", "month": "month months месяц месяца месяцев", "day": "day days дней дня",
    "hour": "hour hours час часа часов 小时", "minute": "minute minutes минут минуты 分钟",
}  # fmt: skip
UNITS = {form: unit for unit, forms in _UNIT_NAMES.items() for form in forms.split()}
"""Units and currencies by the words and signs for them."""
_JOINS = frozenset(lexicon.NUMBER_JOINS.split())
"""Words after a number that are not what it counts."""
_SIDES = {"km": "km", "kilom": "km", "mi": "mi", "mile": "mi", "miles": "mi", "m": "m", "metre": "m", "meter": "m"}
_POWER = re.compile(r"^(?P<power>sq|square|cu|cubic)[. ]*(?P<side>km|kilomet\w+|mi|miles?|m|met(?:re|er)s?)$")


def unit_of(before: str, after: str) -> tuple[str, str]:
    """Return the unit that the signs around a number name, or else the word after it."""
    word = after.casefold().rstrip(".").replace("per cent", "percent")
    word = _POWER.sub(lambda found: f"{found['power'][:2].replace('cu', 'cub')}{_SIDES[found['side'][:5]]}", word)
    unit = UNITS.get(before.casefold()) or UNITS.get(word) or ""
    return unit, "" if unit or word in _JOINS else word
