"""A comparison becomes the question of each of its sides. It imports the standard library and `bot.measures` only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.measures import AUXILIARY, DONE, PICKS, PLACED, measure, noun

MOST_SIDES = 4
_MOST_CHARACTERS = 300
"""A longer question is no comparison: the patterns look at every pair of words."""

_RESPECTS = r"(?:in\s+terms\s+of|with\s+regard\s+to|when\s+it\s+comes\s+to|in|by|for|on)"
_CAPITAL = r"[^\W\d_a-z][^\s,;:?]*"
_NAMED = (
    rf"(?:[Tt]he\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:of|the|a|an|in|on|at|for|de|la|le|du|van|von)\s+)*{_CAPITAL}|\s+\d{{1,4}}(?=[\s,?]|$))*"
)
_COMMON = r"(?:the|an?|its|their|our)\s+[^,;:?]+"
_OWNED = r"(?:[’']s?\s+[a-z]\S*)?"
_MORE = r"(?:more|less|fewer|better|worse|(?!(?:other|under|over|after|never|ever|whether|number)\b)\w+er)"
_ALIKE = r"(?:both|same|similar|alike|equal|equally|different)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_PERIOD = rf"(?:\w+\s+)?{_YEAR}"
_EACH = re.compile(r"(?i)\b(?:they|it|each)\b")
_OR, _AND_OR = (re.compile(rf"(?i)\s*,?\s+{word}\s+") for word in ("or", "(?:and|or)"))
_COMMA = re.compile(r"\s*,\s*")

_CHOICE = re.compile(rf"(?i)^(?P<head>(?:{PLACED}\s+)?{PICKS}\b[^:–—]*?)\s*(?:[,:–—-]+\s+|:)(?P<sides>.*\s+or\s+.*)$")
_CHOICE_OF_NAMES = re.compile(rf"^(?P<head>(?i:{PICKS})\b.*?)\s+(?P<sides>{_NAMED}\s+or\s+{_NAMED})$")
_LIST_OF_NAMES = rf"{_NAMED}(?:,\s+{_NAMED})*"
_CHOICE_OF = re.compile(
    rf"^(?:(?i:(?P<head>{PICKS}(?:\s+one)?)\s+of|of|among|between))\s+"
    rf"(?P<sides>{_LIST_OF_NAMES},?\s+(?:and|or)\s+{_NAMED}),?\s+(?P<rest>.+)$"
)
_CHOICE_FIRST = re.compile(rf"^(?P<sides>.+\s+(?i:vs\.?|versus|or)\s+.+?)\s*[,:–—-]+\s*(?P<head>(?i:{PICKS})\b.+)$")
_PLACES = re.compile(
    rf"^(?P<verb>(?i:{AUXILIARY}))\s+(?P<rest>.*\b{_MORE}\b.*)\s(?P<by>{PLACED})\s+(?P<a>{_NAMED}|{_PERIOD}),?"
    rf"\s+(?:or|than)\s+(?:(?P=by)\s+)?(?P<b>{_NAMED}|{_PERIOD})(?P<tail>\s+{PLACED}\s.+)?$"
)
_EITHER = re.compile(rf"^(?P<verb>(?i:{AUXILIARY}))\s+(?P<sides>{_LIST_OF_NAMES},?\s+or\s+{_NAMED})\s+(?P<rest>.+)$")
_EITHER_COMMON = re.compile(rf"(?i)^(?P<verb>{AUXILIARY})\s+(?P<a>{_COMMON})\s+or\s+(?P<rest>(?:the|an?)\s+.+)$")
_HOW_MUCH = re.compile(
    rf"(?i)^(?:by\s+)?how\s+(?:much|many|far)\s+(?P<more>{_MORE}\b.*?)\s+(?P<verb>{AUXILIARY})\s+(?P<rest>.+?)\s+than\s+"
)
_AS_LONG = re.compile(r"(?i)\bas\s+(?!(?:much|many|well|soon|far)\b)(\w+)\s+as\b(?=.)")
_AS_MUCH = re.compile(r"(?i)\bas\s+(?:much|many)\s+(?P<thing>(?:\S+\s+){0,3}?)as\b(?=.)")
_THAN = re.compile(
    rf"^(?P<verb>(?i:{AUXILIARY}))\s+(?P<a>{_NAMED}{_OWNED}|(?i:{_COMMON}))\s+(?P<rest>(?:.*?\s)??)"
    rf"(?:(?:much|far|even|any)\s+)?(?P<more>{_MORE}\b(?:\s.*?)?)\s+than\s+(?P<b>.+)$"
)
_ORDER = re.compile(
    rf"^(?P<verb>(?i:{AUXILIARY}))\s+(?P<a>{_NAMED})\s+(?P<rest>.+?)\s+(?:before|after)(?:\s+or\s+(?:before|after))?"
    rf"\s+(?P<b>{_NAMED})$"
)
_BOTH = re.compile(
    rf"^(?P<verb>(?i:{AUXILIARY}))\s+(?:both\s+)?(?P<sides>{_LIST_OF_NAMES},?\s+and\s+{_NAMED})"
    rf"\s+(?P<rest>.*\b{_ALIKE}\b.*|(?<=both\b).*)$"
)
_SAME = re.compile(rf"(?i)\b(?:{PLACED}\s+)?(?:the\s+)?(?:same|similar|different)\s+(?P<thing>\w+)")
_TOGETHER = re.compile(
    r"(?i)^(?:(?:please\s+)?compare(?:\s+and\s+contrast)?|(?:what(?:\s+(?:is|are|was|were)|[’']s)\s+)?(?:the\s+)?differences?\s+(?:in\s+(?P<rest>.+?)\s+)?between)\s+"
    r"(?P<a>.+?)\s+(?:and|with|to|versus|vs\.?)\s+(?P<b>.+)$"
)
_DIFFER = re.compile(
    rf"(?i)^(?:(?:how|in\s+what\s+ways?)\s+)?{AUXILIARY}\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\s+(?:differ|compare|different|similar"
    r"|alike)\b\s*(?P<rest>.*)$"
)
_FROM = re.compile(
    rf"(?i)^(?:(?:how|in\s+what\s+ways?)\s+{AUXILIARY}\s+(?P<a>.+?)\s+(?:differ(?:s|ent)?\s+from|compare[sd]?\s+(?:to|with))"
    r"|what\s+(?:distinguish(?:es|ed)|separate[sd])\s+(?P<c>.+?)\s+from)\s+(?P<b>.+)$"
)
_OWNED_NOUN = re.compile(rf"(?:[’']s?|^(?i:whose))\s+(?P<noun>\S.*?)(?=\s+(?:{AUXILIARY}|{DONE})\b|$)")
_POINTS = re.compile(rf"(?i)(?:that|those|the\s+ones?)\s+(?={PLACED}\s)")
_NO_SIDE = re.compile(
    r"(?i)(?:\d[\d,.]*\s*[^\W\d]|(?:it|they|he|she|planned|expected|intended|thought|believed|usual|normal|before"
    r"|ever|any\w+|(?:the|its|their)\s+\w+\s+(?:said|says|planned|promised|expected|allow(?:s|ed)|foresaw)$)\b)"
)
"""What a thing is held against that is no other thing: "longer than 400 metres", "than planned", "than it was"."""
_ALL_OR_NONE = re.compile(r"(?i)(?:both|neither|either|none)\b(?:\s+(?:of\s+)?(?:them|these|those))?$")
_RESPECT = re.compile(rf"(?i)^(?P<b>.+?)\s+(?P<rest>{_RESPECTS}\s+.+)$")
_ASPECT = re.compile(rf"(?i)^{_RESPECTS}\s+(?:(?:the|their|its)\s+)?(?P<of>.+)$")
_SHARED = re.compile(rf"^(?P<before>.*\s{PLACED}\s+)(?P<name>{_NAMED})(?P<after>.*)$")
_SINGLE = {"are": "is", "were": "was", "do": "does", "have": "has"}


def sides(question: str) -> tuple[str, ...]:
    """Return for a comparison of things the question of each, or nothing.

    "Which is longer, the Nile or the Volga?" asks "How long is the Nile?" and "How long is the Volga?".
    """
    question = re.sub(rf"(?i)^({PICKS})[’']s\b", r"\1 is", " ".join(question.split()).strip(" ?？!."))
    if len(question) > _MOST_CHARACTERS:
        return ()
    question = _AS_MUCH.sub(r"more \g<thing>than", _AS_LONG.sub(r"\1er than", question))
    for form in _FORMS:
        asked = tuple(" ".join(one.split()) + "?" for one in form(question))
        if 2 <= len(asked) <= MOST_SIDES and len({one.casefold() for one in asked}) == len(asked):
            return tuple(one[:1].upper() + one[1:] for one in asked)
    return ()


def _choice(question: str) -> Iterator[str]:
    """Part "Which is longer, the Nile or the Volga?" and "Which of the Nile and the Volga is longer?"."""
    if found := _CHOICE.match(question) or _CHOICE_OF_NAMES.match(question):
        yield from (_picked(found["head"], _whole(side, found["head"])) for side in _listed(found["sides"], _OR))
    elif found := _CHOICE_OF.match(question):
        rest = re.sub(rf"(?i)^{PICKS}\s+", "", found["rest"])
        yield from (_picked(f"{found['head'] or 'which'} {rest}", one) for one in _listed(found["sides"], _AND_OR))
    elif found := _CHOICE_FIRST.match(question):
        either = re.sub(r"(?i)\s(?:vs\.?|versus)\s", " or ", found["sides"])
        yield from (_picked(found["head"], one) for one in _listed(either, _OR))


def _places(question: str) -> Iterator[str]:
    """Part "Did it grow faster in 2023 or in 2024?" and "Was more sold to Kovara than to Tesin?"."""
    if found := _PLACES.match(question):
        for where in (found["a"], found["b"]):
            yield _verbal(found["verb"], "", f"{found['rest']} {found['by']} {where} {found['tail'] or ''}")


def _either(question: str) -> Iterator[str]:
    """Part "Is the Nile or the Volga longer?"."""
    if found := _EITHER.match(question):
        yield from (_verbal(found["verb"], side, found["rest"]) for side in _listed(found["sides"], _OR))
    elif found := _EITHER_COMMON.match(question):
        words, count = found["rest"].split(), len(found["a"].split())
        for side in (found["a"], " ".join(words[:count])):
            yield _verbal(found["verb"], side, " ".join(words[count:]))


def _than(question: str) -> Iterator[str]:
    """Part "Is the Nile longer than the Volga?" and "How much longer is the Nile than the Volga?"."""
    question = _HOW_MUCH.sub(r"\g<verb> \g<rest> \g<more> than ", question)
    found = _THAN.match(question)
    if not found:
        return
    first, rest = found["a"], found["rest"]
    if done := re.search(rf"(?i)\s+{DONE}$", first):
        first, rest = first[: done.start()], f"{done.group()} {rest}"
    named = re.match(rf"(?P<b>{_NAMED}{_OWNED})(?P<tail>.*)$", found["b"])
    second, tail = (named["b"], named["tail"]) if named else (found["b"], "")
    if _NO_SIDE.match(second) or re.match(r"(?i)\s+(?:and|or)\b", tail):
        return
    tail = re.sub(rf"^\s+{AUXILIARY}\b", "", tail)
    yield from (_verbal(found["verb"], one, f"{rest} {found['more']} {tail}") for one in (first, _whole(second, first)))


def _order(question: str) -> Iterator[str]:
    """Part "Was the Nile named before the Volga?"."""
    if found := _ORDER.match(question):
        yield from (f"When {_single(found['verb'])} {found[side]} {found['rest']}" for side in ("a", "b"))


def _both(question: str) -> Iterator[str]:
    """Part "Are the Nile and the Volga in the same country?"."""
    if found := _BOTH.match(question):
        verb, same = _single(found["verb"]), _SAME.search(found["rest"])
        rest = _without(_ALIKE, _SAME.sub("", found["rest"]))
        asked = f"which {same['thing']} {verb}" if same else verb
        yield from (f"{asked} {side} {rest}" for side in _listed(found["sides"], _AND_OR))


def _together(question: str) -> Iterator[str]:
    """Part "Compare the Nile and the Volga by length" and "How does the Nile differ from the Volga?"."""
    found = _FROM.match(question) or _DIFFER.match(question) or _TOGETHER.match(question)
    if not found:
        return
    second, rest = found["b"], found.groupdict().get("rest") or ""
    if not rest and not _POINTS.match(second) and (respect := _RESPECT.match(second)):
        second, rest = respect["b"], respect["rest"]
    if rest and not re.match(rf"(?i){_RESPECTS}\b", rest):
        rest = f"in {rest}"
    yield from (_about(side, rest) for side in _sharing(found["a"] or found["c"], second))


_FORMS: tuple[Callable[[str], Iterator[str]], ...] = (_places, _choice, _either, _than, _order, _both, _together)


def _listed(sides: str, joint: re.Pattern[str]) -> list[str]:
    """Return what a list such as "A, B or C" has; "or both", or a question that follows it, is none of them."""
    pieces = (one.strip(" ,") for piece in joint.split(sides) for one in _COMMA.split(piece))
    named = (one for one in pieces if one and not _ALL_OR_NONE.match(one))
    return [one for one in named if not re.match(rf"(?i)(?:and|but)\b|{PICKS}\b", one)]


def _whole(side: str, first: str) -> str:
    """Return a side with the noun that it takes from the *first* one, or from the question's head.

    "that of the Volga" after "the length of the Nile", "Kovara's" after "Tesin's trade", "the one in Osk" after
    "which mill".
    """
    if that := _POINTS.match(side):
        same = rf"(?i)\s{side[that.end() :].split()[0]}\s"
        placed = re.search(same, first) or re.search(rf"(?i)\s{PLACED}\s", first)
        side = f"{first[: placed.start()]} {side[that.end() :]}" if placed else side
    if re.search(r"[’']s?$", side) and (owned := _OWNED_NOUN.search(first)):
        return f"{side} {owned['noun']}"
    picked = noun(first)
    return re.sub(r"(?i)\bone\b", picked, side, count=1) if picked else side


def _sharing(first: str, second: str) -> tuple[str, str]:
    """Return both sides whole: "the trade of Kovara" and "Tesin in salt" share what stands around the names."""
    second = _whole(second, first)
    if re.fullmatch(_YEAR, second) and re.search(rf"{_YEAR}$", first):
        return first, re.sub(rf"{_YEAR}$", second, first)
    shared, named = _SHARED.match(first), re.match(rf"(?P<name>{_NAMED})(?P<after>(?:\s.+)?)$", second)
    if re.fullmatch(_NAMED, first) or not shared or not named:
        return first, second
    after = named["after"]
    return f"{first}{after}", f"{shared['before']}{named['name']}{shared['after']}{after}"


def _about(side: str, rest: str) -> str:
    """Return the question that a comparison in some respect asks of a side."""
    aspect = _ASPECT.match(rest)
    if not aspect or re.search(r"\d", rest):
        return f"what is {side} {rest}"
    of = aspect["of"]
    if re.match(rf"(?i){PICKS}\b", of):
        return _EACH.sub(lambda _: side, of, count=1)
    return f"what {'are' if of.endswith('s') else 'is'} the {of} of {side}"


def _picked(head: str, side: str) -> str:
    """Return the question of one side of a choice: of "Which film is older", "How old is it?"."""
    head = re.sub(
        r"(?i)\s+(?:of\s+(?:the\s+(?:two|three)|them|these)|the(?=\s+\w+\s+of\s+the\s+(?:two|three)))\b", "", head
    )
    found = measure(head)
    if not found:
        return f"{head} {side}"
    asked, left = found
    if re.match(r"(?i)where\b", head) and not re.match(rf"(?i){PLACED}\s", side):
        side = f"in {side}"
    left = re.sub(rf"(?i)^(?:{PLACED}\s+)?{PICKS}\b(?:\s+one\b)?\s*", "", left)
    verb = re.match(rf"(?i)(?:\S+\s+){{0,6}}?(?P<verb>{AUXILIARY})\b\s*(?P<rest>.*)$", left)
    placed = re.match(rf"(?i){PLACED}(?=\s+{PICKS}\b)", head)
    if verb and placed:
        return f"{asked} {verb['verb']} {verb['rest']} {placed.group().lower()} {side}"
    if re.fullmatch(_PERIOD, side):
        return f"{asked} {left.removeprefix(noun(head))} in {side}"
    if verb and re.match(rf"(?i){PLACED}\s", side):
        return f"{asked} {verb['verb']} {verb['rest']} {side}"
    if verb:
        return f"{asked} {_single(verb['verb'])} {side} {verb['rest']}"
    return f"{asked} {side} {left.removeprefix(noun(head)) or 'is'}"


def _verbal(verb: str, side: str, rest: str) -> str:
    """Return the question of one side of a question of yes or no: of "Is it longer", "How long is it?"."""
    asked, left = measure(rest) or ("", rest)
    return f"{asked} {verb.lower()} {side} {left}".strip()


def _without(word: str, text: str) -> str:
    return re.sub(rf"(?i)\b{word}\b", "", text, count=1)


def _single(verb: str) -> str:
    return _SINGLE.get(verb.casefold(), verb.casefold())
