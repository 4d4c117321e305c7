"""A question falls into parts, and which of them is its subject is told from its verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.reader.training.verbs import AUXILIARIES, BE, DO, HAVE, Verbs

_PREPOSITIONS_LIST = """
in on at to from by with for of during since until under after before about into through over between against as
around within near among via across towards toward upon along behind without
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_LIST.split())
_DETERMINERS_LIST = """
a an the his her its their this that these those my our your some any all most many several each every no both two
three four five six seven eight nine ten
"""
_DETERMINERS = frozenset(_DETERMINERS_LIST.split())
_PREDICATES_LIST = """
able been about subject important famous popular available common necessary dangerous responsible difficult easy
possible different similar likely present active born dead alive due called known first named illegal legal unique
significant successful best worst good bad better worse high low higher lower true hard open closed rare controversial
native home similar opposed equal
"""
_PREDICATES = frozenset(_PREDICATES_LIST.split())
_NAMING_LIST = """
called named known considered described located born titled nicknamed termed found used
"""
_NAMING = frozenset(_NAMING_LIST.split())
_ADVERBS_LIST = """
also not n't never primarily mainly largely still often sometimes generally commonly widely now once usually first
originally currently mostly only always ever
"""
_ADVERBS = frozenset(_ADVERBS_LIST.split())
_SIZES_LIST = """
long tall high old wide deep thick heavy far large big often fast hot cold strong close
"""
_SIZES = frozenset(_SIZES_LIST.split())
_MEASURED_LIST = """
long tall high old wide deep thick
"""
MEASURED = frozenset(_MEASURED_LIST.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in parts: a preposition, the question word, what it asks of, the verb, and all after it."""

    lead: str
    wh: str
    noun: list[str]
    verb: str
    rest: list[str]


class Asking:
    """Takes questions apart, with the verbs of one vocabulary."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs

    def parts(self, lead: str, tokens: Sequence[str]) -> Asked | None:
        wh, rest = tokens[0].lower(), list(tokens[1:])
        if (wh == "how" and rest and rest[0] in ("many", "much")) or (
            wh == "how" and len(rest) > 1 and rest[0] in _SIZES
        ):
            wh, rest = f"how {rest[0]}", rest[1:]
        end = next((n for n, token in enumerate(rest[:8]) if token.lower() in AUXILIARIES), -1)
        if end < 0 and (wh in ("who", "what") or not rest):
            return Asked(lead, wh, [], "", rest) if len(rest) > 1 and self.is_finite(rest[0]) else None
        if end < 0:
            return self._without_auxiliary(lead, wh, rest)
        if end and wh in ("who", "whom", "when", "where", "why", "how"):
            return Asked(lead, wh, [], "", rest) if wh == "who" and self.is_finite(rest[0]) else None
        if end and wh == "what" and self.is_finite(rest[0]):
            return Asked(lead, wh, [], "", rest)
        return Asked(lead, wh, rest[:end], rest[end].lower(), rest[end + 1 :])

    def _without_auxiliary(self, lead: str, wh: str, rest: list[str]) -> Asked | None:
        if lead or wh.split()[0] in ("when", "where", "why") or wh == "how":
            return None
        verb = next((n for n in range(1, len(rest)) if self.is_finite(rest[n]) and rest[n - 1] not in PREPOSITIONS), -1)
        if (verb < 0 and rest[0].endswith("s")) or wh == "how many":
            plain = (n for n in range(1, len(rest)) if self._verbs.is_base(rest[n]) and rest[n - 1] not in PREPOSITIONS)
            verb = min(next(plain, len(rest)), verb if verb > 0 else len(rest))
        return Asked("", wh, rest[:verb], "", rest[verb:]) if verb > 0 and verb < len(rest) - 1 else None

    def is_subject(self, asked: Asked) -> bool:
        """Return whether the question asks for the subject: `Who was elected`, not `Who was Elizabeth married to`."""
        if asked.verb in DO or not asked.rest:
            return asked.rest[:1] == ["not"]
        if asked.wh.removeprefix("how ") in MEASURED and asked.verb in BE:
            return False
        first = next((token for token in asked.rest if token not in _ADVERBS), "")
        if first in _PREDICATES or first in PREPOSITIONS or self.is_participle(first) or self._verbs.is_ing(first):
            return True
        if asked.verb in BE:
            at = self.predicate(asked)
            return asked.rest[-1] not in PREPOSITIONS and (at < 0 or self._describes(asked, at))
        return asked.verb not in HAVE and self._verbs.is_base(first) and first.islower()

    def _describes(self, asked: Asked, at: int) -> bool:
        """Return whether a participle belongs to the noun before it: `What is one convention used for brackets`."""
        if (
            asked.noun
            or asked.wh not in ("what", "who")
            or asked.rest[-1] in ("do", "doing")
            or asked.rest[at] in _NAMING
        ):
            return False
        return asked.rest[0] in ("a", "an", "one", "another", "some") or at + 1 < len(asked.rest)

    def is_participle(self, token: str) -> bool:
        return bool(self._verbs.base_of_participle(token)) or (
            token.endswith("ed") and token.islower() and len(token) > 4
        )

    def predicate(self, asked: Asked) -> int:
        """Return where in the rest the subject ends, or -1."""
        rest = asked.rest
        for n in range(1, len(rest)):
            token, last = rest[n], rest[n - 1].lower()
            if last in _DETERMINERS or (last in PREPOSITIONS and asked.verb not in BE):
                continue
            if asked.verb in BE:
                after = rest[n + 1].lower() if n + 1 < len(rest) else ""
                if token in _PREDICATES and after and after not in PREPOSITIONS and after not in ("to", "that"):
                    continue
                if (
                    token in _PREDICATES
                    or token in _ADVERBS
                    or (self._verbs.is_ing(token) and last not in PREPOSITIONS)
                ):
                    return n
                if self.is_participle(token) and last not in PREPOSITIONS:
                    return n
            elif asked.verb in HAVE:
                if self.is_participle(token) or token in ("been", "to"):
                    return n
            elif self._verbs.is_base(token) and last not in PREPOSITIONS and not self._is_noun(rest, n):
                return n
        return -1

    def _is_noun(self, rest: Sequence[str], n: int) -> bool:
        """Return whether a later word is the likelier verb: the next is a verb too, and no object of this one."""
        if rest[n] in ("be", "have", "get", "become"):
            return False
        return n + 1 < len(rest) and self._verbs.is_base(rest[n + 1]) and rest[n + 1] not in PREPOSITIONS

    def is_finite(self, token: str) -> bool:
        return token in AUXILIARIES or bool(self._verbs.base_of_past(token) or self._verbs.base_of_third(token))
