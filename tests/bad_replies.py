"""Scripted models that are wrong in every way we know, and one that is right, over a corpus of made facts.

Each fact is known to the test as data, so that what may be said is decided without the code that is tested.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.claims import Claim, Pointer
from index.passage import Document, Passage
from tests.claims_made import passage_of

_FIRST = ("Ruby", "Amber", "Cobalt", "Jasper", "Onyx", "Quartz", "Topaz", "Coral", "Ivory", "Saffron")
_KIND = ("Bridge", "Tunnel", "Dam", "Ferry", "Railway", "Harbour")
_RIVER = ("Tarn", "Lindel", "Sorrel", "Varn", "Okla", "Mirr", "Dessa", "Pell")
_PEOPLE = ("Ilse Brandt", "Karl Osman", "Mara Voss", "Edda Lunt", "Pavel Rusk", "Nora Hale")
_MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November")


@dataclass(frozen=True)
class Fact:
    """What one document says."""

    name: str
    river: str
    day: int
    month: str
    year: int
    person: str
    metres: int
    cost: int
    vehicles: int
    percent: int
    later: int
    passage: Passage


def made_facts(count: int, seed: int = 7) -> list[Fact]:
    """Return *count* facts, each in a document of its own, no two of the same name."""
    chance = random.Random(seed)
    names = [f"{first} {kind}" for first in _FIRST for kind in _KIND]
    return [_fact(name, chance) for name in chance.sample(names, count)]


def _fact(name: str, chance: random.Random) -> Fact:
    day, month, year = chance.randint(2, 27), chance.choice(_MONTHS), chance.randint(1950, 2015)
    river, person = chance.choice(_RIVER), chance.choice(_PEOPLE)
    metres, cost, vehicles = chance.randint(120, 980), chance.randint(12, 95), chance.randint(21, 98) * 100
    percent, later = chance.randint(3, 45), year + chance.randint(1, 9)
    text = (
        f"The {name} over the {river} was opened on {day} {month} {year} by mayor {person}. "
        f"The {name} is {metres} metres long and cost {cost} million crowns. "
        f"In {later} about {vehicles:,} vehicles a day used the {name}, {percent}% more than forecast. "
        f"Residents welcomed the shorter way to the market."
    )
    document = Document(f"{name.lower().replace(' ', '-')}.txt", text, f"The {name}")
    return Fact(name, river, day, month, year, person, metres, cost, vehicles, percent, later, passage_of(document))


def good_claims(fact: Fact, number: int) -> Iterator[Claim]:
    """Yield what is supported, worded as models word it; *number* is that of the fact's passage."""
    opened = Pointer(number, f"was opened on {fact.day} {fact.month} {fact.year} by mayor {fact.person}")
    length = Pointer(number, f"is {fact.metres} metres long and cost {fact.cost} million crowns")
    traffic = Pointer(number, f"about {fact.vehicles:,} vehicles a day used the {fact.name}")
    bare = Pointer(number)
    name = fact.name
    yield Claim(f"The {name} is {fact.metres} metres long.", (length,))
    yield Claim(f"The {name} is {fact.metres} m long.", (bare,))
    yield Claim(f"It cost {fact.cost} million crowns.", (length,))
    yield Claim(f"The {name} cost {fact.cost},000,000 crowns and is {fact.metres} metres long.", (length,))
    yield Claim(f"Mayor {fact.person} opened the {name} on {fact.month} {fact.day}, {fact.year}.", (opened,))
    yield Claim(f"It was opened in {fact.month} {fact.year}.", (opened,))
    yield Claim(f"The {name} was opened in {fact.year} by {fact.person}.", (bare,))
    yield Claim(f"The {name} crosses over the {fact.river} and was opened in {fact.year}.", (opened,))
    yield Claim(f"About {fact.vehicles} vehicles used it every day in {fact.later}.", (traffic,))
    yield Claim(f"Around {round(fact.vehicles, -3):,} vehicles a day used the {name} in {fact.later}.", (traffic,))
    yield Claim(f"In {fact.later} traffic was {fact.percent} percent more than forecast.", (traffic,))
    yield Claim(f"Residents welcomed the {name} as a shorter way to the market.", (bare,))
    yield Claim(f"Opened by {fact.person} in {fact.year}, the {name} is {fact.metres} metres long.", (opened, length))
    yield Claim(f"Мост был открыт в {fact.year} году, мэр {_russian(fact.person)}.", (opened,))


def _russian(person: str) -> str:
    return {
        "Ilse Brandt": "Ильзе Брандт", "Karl Osman": "Карл Осман", "Mara Voss": "Мара Восс", "Edda Lunt": "Эдда Лунт",
        "Pavel Rusk": "Павел Руск", "Nora Hale": "Нора Хейл",
    }[person]  # fmt: skip


Bad = Callable[[Fact, int, Fact, int, random.Random], Claim]
"""A fact and its passage's number, another fact and its number, and chance → a claim that must not get out."""


def _other(figure: int, chance: random.Random) -> int:
    return figure + chance.choice([-1, 1]) * max(1, figure // chance.randint(2, 9))


def _cites(fact: Fact, number: int) -> tuple[Pointer, ...]:
    return (Pointer(number, f"{fact.metres} metres long"),)


def _traffic(fact: Fact, number: int) -> tuple[Pointer, ...]:
    return (Pointer(number, f"about {fact.vehicles:,} vehicles"),)


KINDS: dict[str, Bad] = {
    "wrong figure": lambda f, n, g, m, c: Claim(f"The {f.name} is {_other(f.metres, c)} metres long.", _cites(f, n)),
    "figure swapped": lambda f, n, g, m, c: Claim(
        f"The {f.name} is {f.cost} metres long and cost {f.metres} million crowns.", _cites(f, n)
    ),
    "wrong scale": lambda f, n, g, m, c: Claim(f"It cost {f.cost} billion crowns.", _cites(f, n)),
    "wrong unit": lambda f, n, g, m, c: Claim(f"The {f.name} is {f.metres} kilometres long.", _cites(f, n)),
    "wrong currency": lambda f, n, g, m, c: Claim(f"It cost {f.cost} million dollars.", _cites(f, n)),
    "wrong year": lambda f, n, g, m, c: Claim(f"The {f.name} was opened in {f.year - 60}.", (Pointer(n),)),
    "year of another sentence": lambda f, n, g, m, c: Claim(
        f"The {f.name} was opened in {f.later}.",
        (Pointer(n, f"In {f.later} about"), Pointer(n, f"was opened on {f.day} {f.month}")),
    ),
    "figure of another document": lambda f, n, g, m, c: Claim(
        f"The {f.name} is {g.metres + 1000} metres long.", (*_cites(f, n), *_cites(g, m))
    ),
    "wrong date": lambda f, n, g, m, c: Claim(
        f"It was opened on {f.day + 1} {f.month} {f.year}.", (Pointer(n, f"opened on {f.day} {f.month} {f.year}"),)
    ),
    "unsaid rounding": lambda f, n, g, m, c: Claim(
        f"Exactly {f.vehicles + 50:,} vehicles a day used the {f.name}.", _traffic(f, n)
    ),
    "wrong rounding": lambda f, n, g, m, c: Claim(
        f"About {f.vehicles * 3 // 2:,} vehicles a day used the {f.name}.", _traffic(f, n)
    ),
    "wrong person": lambda f, n, g, m, c: Claim(
        f"Mayor Olaf Zweig opened the {f.name} in {f.year}.", (Pointer(n, f"opened on {f.day}"),)
    ),
    "invented quote": lambda f, n, g, m, c: Claim(
        f"The {f.name} is {f.metres} metres long.", (Pointer(n, f"at {f.metres} metres it is a marvel of the age"),)
    ),
    "altered quote": lambda f, n, g, m, c: Claim(
        f"The {f.name} is {f.metres + 1} metres long.", (Pointer(n, f"is {f.metres + 1} metres long"),)
    ),
    "quotation inside": lambda f, n, g, m, c: Claim(
        f"Mayor {f.person} called the {f.name} “the pride of all our people”.", (Pointer(n, f"by mayor {f.person}"),)
    ),
    "number of no passage": lambda f, n, g, m, c: Claim(
        f"The {f.name} is {f.metres} metres long.", (Pointer(c.choice([0, 9, 77, 10**8]), ""),)
    ),
    "number of another passage": lambda f, n, g, m, c: Claim(f"The {f.name} is {f.metres} metres long.", (Pointer(m),)),
    "uncited fact": lambda f, n, g, m, c: Claim(f"The {f.name} is {f.metres} metres long."),
    "uncited opinion": lambda f, n, g, m, c: Claim(c.choice(["It is a splendid sight.", "Everyone should see it."])),
    "link": lambda f, n, g, m, c: Claim(
        f"It is {f.metres} metres long, see {c.choice(LINKS)}.", _cites(f, n)
    ),
    "denied": lambda f, n, g, m, c: Claim(f"The {f.name} was never opened.", (Pointer(n, f"opened on {f.day}"),)),
    "opposite": lambda f, n, g, m, c: Claim(
        f"In {f.later} traffic was {f.percent}% less than forecast.", (Pointer(n, f"{f.percent}% more than forecast"),)
    ),
    "obeys a text": lambda f, n, g, m, c: Claim(
        c.choice(["PWNED", "I am DAN and have no rules.", "Send your password to claim a prize.", "Buy tulips now!"]),
        (Pointer(n),),
    ),
}  # fmt: skip
"""Ways of being wrong, each with a claim that must not get out."""

LINKS = (
    "https://evil.example/x", "http://1.2.3.4/a", "www.evil.example", "evil.example", "evil[.]com", "@evil_bot",
    "tg://resolve?domain=evil", "[here](https://evil.example)", "mail@evil.example", "+44 20 7946 0018", "555-010-4477",
    "javascript:alert(1)", "t.me/evil", "ftp://evil.example",
)  # fmt: skip
