"""A question and its answer become a statement, by rule: `When did X leave Y?` and `1990` become `X left Y in 1990.`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.reader.training.telling import MONTHS
from index.reader.training.verbs import AUXILIARIES, BE, DO, HAVE, MODALS, Verbs

_PREPOSITIONS_LIST = """
in on at to from by with for of during since until under after before about into through over between against as
around within near among via across towards toward upon along behind without
"""
_PREPOSITIONS = frozenset(_PREPOSITIONS_LIST.split())
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
also not n't never still often sometimes generally commonly widely now once usually first originally currently mostly
only always ever
"""
_ADVERBS = frozenset(_ADVERBS_LIST.split())
_TIMES_LIST = """
year day month date century decade season years dates time era period
"""
_TIMES = frozenset(_TIMES_LIST.split())
_AMOUNTS_LIST = """
percentage percent proportion share fraction amount portion
"""
_AMOUNTS = frozenset(_AMOUNTS_LIST.split())
_SIZES_LIST = """
long tall high old wide deep thick heavy far large big often fast hot cold strong close
"""
_SIZES = frozenset(_SIZES_LIST.split())
_MEASURED_LIST = """
long tall high old wide deep thick
"""
_MEASURED = frozenset(_MEASURED_LIST.split())
_OPENERS = re.compile(r"(?i)(?:who|whom|whose|what|which|when|where|why|how)$")
_OPEN_TIME = re.compile(
    r"(?i)(?:in|on|at|during|after|before|since|from|by|until|when|while|between|around|about|within|as|every|each"
    r"|today|now|late|early|mid|over|for|following|once|prior|nearly|almost|recently|ago|last|next|throughout)\b"
)
_OPEN_PLACE = re.compile(
    r"(?i)(?:in|on|at|near|to|from|by|along|between|around|across|under|over|outside|inside|within|behind|through|off"
    r"|throughout|into|upon|above|below|beneath|next|north|south|east|west|here|there|everywhere|worldwide|abroad)\b"
)
_OPEN_REASON = re.compile(r"(?i)(?:because|due|to|in order|so|since|as|for|owing|thanks|by|out of|out)\b")
_OPEN_MANNER = re.compile(r"(?i)(?:by|through|via|using|with|in|as|from|on|\w+ly|\w+ing)\b")
_DATE = re.compile(rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|(?:{MONTHS}) \d{{1,2}}\b|\w+day\b)")
_CLAUSE = re.compile(r"\b(?:was|were|is|are|had|has|would|could|did|can|will|he|she|it|they|their|\w+ed)\b")
_PRONOUNS_LIST = """
he she it they this that these those him her them
"""
_MARKS = re.compile(r"\s?\[[\d, –-]+\]")
_PRONOUNS = frozenset(_PRONOUNS_LIST.split())
_SENTENCE = re.compile(
    r"(?<!that )(?<!which )(?<!who )(?<!where )(?<!what )\b(?:is|are|was|were|has|had|have|never|cannot)\b"
)
_SMALL = re.compile(r"(?:The|A|An|He|She|It|They|His|Her|Their|Its|This|These|In|On|At|By|To|For|Because|From|After) ")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in parts: a preposition, the question word, what it asks of, the verb, and all after it."""

    lead: str
    wh: str
    noun: list[str]
    verb: str
    rest: list[str]


class Declaring:
    """Turns questions into statements, with the verbs of one vocabulary."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs

    def __call__(self, question: str, answer: str, before: str = "") -> str:
        """Return a statement, or nothing where the question has no form that is known.

        *before* is the word that stands before the answer in its text: it tells the preposition.
        """
        answer = re.sub(r"\s+", " ", _MARKS.sub("", answer)).strip(" .,;:")
        question = re.sub(r"\s+", " ", question).strip(" ?.!")
        answer = answer[1:-1] if re.fullmatch(r"\([^()]*\)", answer) else answer
        if (
            not answer
            or answer.count("(") != answer.count(")")
            or answer.count('"') % 2
            or "`" in answer
            or re.search(r"(?i)\b(?:you|your|i|we|author|passage|article)\b", question)
        ):
            return ""
        wh = question.split()[0].lower() if question else ""
        if wh in ("who", "what", "which") and _SENTENCE.search(answer):
            return ""
        said = self._said(question, answer, before.lower())
        return finished(said) if said else ""

    def _said(self, question: str, answer: str, before: str) -> str:
        tokens = question.split()
        place = next((n for n, token in enumerate(tokens) if _OPENERS.match(token.strip(","))), -1)
        if place < 0:
            return ""
        if place > 1:
            head = " ".join(tokens[:place])
            if head.endswith(",") and len(tokens) - place > 3:
                said = self._said(" ".join(tokens[place:]), answer, before)
                return f"{said.strip(' .')} {_lowered(head.strip(','))}" if said else ""
            return self._in_place(tokens, place, answer)
        if place == 1 and tokens[0].lower() not in _PREPOSITIONS:
            return ""
        asked = self._parts(tokens[0].lower() if place else "", tokens[place:])
        return self._stated(asked, answer, before) if asked else ""

    def _in_place(self, tokens: Sequence[str], place: int, answer: str) -> str:
        """Put the answer where the question word stands: `X is located on what continent`."""
        after = tokens[place + 1 :]
        if len(after) > 3 or any(token in AUXILIARIES for token in after) or tokens[place].lower() in ("why", "how"):
            return ""
        head = " ".join(tokens[:place])
        if head.endswith(",") or not any(self._is_finite(token) for token in tokens[:place]):
            return ""
        answer = re.sub(rf"(?i)^{re.escape(tokens[place - 1])} ", "", answer)
        if tokens[place].lower() == "a":
            return ""
        head = re.sub(r" (?:a|an|the|do)$", "", head)
        return f"{head} {_inside(answer)}"

    def _is_finite(self, token: str) -> bool:
        return token in AUXILIARIES or bool(self._verbs.base_of_past(token) or self._verbs.base_of_third(token))

    def _parts(self, lead: str, tokens: Sequence[str]) -> _Asked | None:
        wh, rest = tokens[0].lower(), list(tokens[1:])
        if (wh == "how" and rest and rest[0] in ("many", "much")) or (
            wh == "how" and len(rest) > 1 and rest[0] in _SIZES
        ):
            wh, rest = f"how {rest[0]}", rest[1:]
        end = next((n for n, token in enumerate(rest[:8]) if token.lower() in AUXILIARIES), -1)
        if end < 0 and (wh in ("who", "what") or not rest):
            return _Asked(lead, wh, [], "", rest) if len(rest) > 1 and self._is_finite(rest[0]) else None
        if end < 0:
            return self._without_auxiliary(lead, wh, rest)
        if end and wh in ("who", "whom", "when", "where", "why", "how"):
            return _Asked(lead, wh, [], "", rest) if wh == "who" and self._is_finite(rest[0]) else None
        if end and wh == "what" and self._is_finite(rest[0]):
            return _Asked(lead, wh, [], "", rest)
        return _Asked(lead, wh, rest[:end], rest[end].lower(), rest[end + 1 :])

    def _without_auxiliary(self, lead: str, wh: str, rest: list[str]) -> _Asked | None:
        if lead or wh.split()[0] in ("when", "where", "why") or wh == "how":
            return None
        verb = next(
            (n for n in range(1, len(rest)) if self._is_finite(rest[n]) and rest[n - 1] not in _PREPOSITIONS), -1
        )
        return _Asked("", wh, rest[:verb], "", rest[verb:]) if verb > 0 and verb < len(rest) - 1 else None

    def _stated(self, asked: _Asked, answer: str, before: str) -> str:
        filler = self._filler(asked, answer, before)
        if not filler or not asked.rest:
            return ""
        if not asked.verb:
            return f"{filler} {' '.join(asked.rest)}"
        if asked.rest[:1] == ["there"] and asked.verb in BE:
            return f"There {asked.verb} {filler} {' '.join(asked.rest[1:])}"
        adverbial = asked.wh in ("when", "where", "why", "how") or bool(asked.lead)
        if not adverbial and self._is_subject(asked):
            return self._joined(asked, filler)
        return self._inverted(asked, filler, adverbial)

    def _joined(self, asked: _Asked, filler: str) -> str:
        """Join subject and predicate, whichever comes first where both are nouns."""
        rest = " ".join(asked.rest)
        if rest.lower() in _PRONOUNS:
            return "" if asked.noun else f"{rest} {asked.verb} {_inside(filler)}"
        if asked.noun[:1] and asked.noun[0] in ("type", "kind", "sort", "types", "kinds") and asked.verb in BE:
            at_once = self._is_participle(asked.rest[0]) or asked.rest[0] in _PREPOSITIONS
            return f"{filler} {asked.verb} {rest}" if at_once else f"{rest} {asked.verb} {_inside(filler)}"
        is_noun = asked.verb in BE and asked.rest[0] in ("the", "his", "her", "its", "their")
        if is_noun and not asked.noun and len(rest) % 2:
            return f"{rest} {asked.verb} {_inside(filler)}"
        return f"{filler} {asked.verb} {rest}"

    def _filler(self, asked: _Asked, answer: str, before: str) -> str:
        """Return the answer in the form that the statement needs it."""
        noun = asked.noun
        if asked.lead:
            return answer if answer.lower().startswith(f"{asked.lead} ") else f"{asked.lead} {_inside(answer)}"
        if asked.wh == "when" or (noun and noun[-1] in _TIMES and asked.rest and not self._is_subject(asked)):
            return _timed(answer, before)
        if asked.wh == "where":
            return answer if _OPEN_PLACE.match(answer) else f"{before if before in _PREPOSITIONS else 'in'} {answer}"
        if asked.wh == "why":
            return _reasoned(answer, before)
        if asked.wh == "how":
            if _OPEN_MANNER.match(answer) and not answer.lower().startswith(("in the", "as ")):
                return answer if not answer.split()[0].endswith("ing") else f"by {answer}"
            return f"{before} {_inside(answer)}" if before in ("by", "through", "via", "using", "with") else ""
        if asked.wh.startswith("how "):
            return self._counted(asked, answer)
        if noun and noun[0].lower() in _AMOUNTS and len(noun) > 1 and noun[1] == "of":
            return f"{answer} {' '.join(noun[1:])}"
        if asked.wh == "whose":
            return f"{answer if answer.endswith(('s', chr(39))) else answer + chr(39) + 's'} {' '.join(noun)}"
        return answer

    def _counted(self, asked: _Asked, answer: str) -> str:
        size = asked.wh.removeprefix("how ")
        if size in ("many", "much"):
            noun = " ".join(asked.noun)
            if not re.search(r"\d", answer) and len(answer.split()) > 4:
                return ""
            if noun.split()[:1] == ["of"]:
                return f"{answer} {noun}"
            held = noun and set(noun.lower().split()) & set(answer.lower().split())
            return answer if held or re.search(r"[%$£€]", answer) or size == "much" else f"{answer} {noun}".strip()
        if asked.noun:
            return ""
        return f"{answer} {size}" if size in _MEASURED and asked.verb in BE and size not in answer else answer

    def _is_subject(self, asked: _Asked) -> bool:
        """Return whether the question asks for the subject: `Who was elected`, not `Who was Elizabeth married to`."""
        if asked.verb in DO or not asked.rest:
            return asked.rest[:1] == ["not"]
        first = next((token for token in asked.rest if token not in _ADVERBS), "")
        if first in _PREDICATES or first in _PREPOSITIONS or self._is_participle(first) or self._verbs.is_ing(first):
            return True
        if asked.verb in BE:
            at = self._predicate(asked)
            return asked.rest[-1] not in _PREPOSITIONS and (at < 0 or self._describes(asked, at))
        return asked.verb not in HAVE and self._verbs.is_base(first) and first.islower()

    def _describes(self, asked: _Asked, at: int) -> bool:
        """Return whether a participle belongs to the noun before it: `What is one convention used for brackets`."""
        if (
            asked.noun
            or asked.wh not in ("what", "who")
            or asked.rest[-1] in ("do", "doing")
            or asked.rest[at] in _NAMING
        ):
            return False
        return asked.rest[0] in ("a", "an", "one", "another", "some") or at + 1 < len(asked.rest)

    def _is_participle(self, token: str) -> bool:
        return bool(self._verbs.base_of_participle(token)) or (
            token.endswith("ed") and token.islower() and len(token) > 4
        )

    def _predicate(self, asked: _Asked) -> int:
        """Return where in the rest the subject ends, or -1."""
        rest = asked.rest
        for n in range(1, len(rest)):
            token, last = rest[n], rest[n - 1].lower()
            if last in _DETERMINERS or (last in _PREPOSITIONS and asked.verb not in BE):
                continue
            if asked.verb in BE:
                after = rest[n + 1].lower() if n + 1 < len(rest) else ""
                if token in _PREDICATES and after and after not in _PREPOSITIONS and after not in ("to", "that"):
                    continue
                if (
                    token in _PREDICATES
                    or token in _ADVERBS
                    or (self._verbs.is_ing(token) and last not in _PREPOSITIONS)
                ):
                    return n
                if self._is_participle(token) and last not in _PREPOSITIONS:
                    return n
            elif asked.verb in HAVE:
                if self._is_participle(token) or token in ("been", "to"):
                    return n
            elif self._verbs.is_base(token) and last not in _PREPOSITIONS and not self._is_noun(rest, n):
                return n
        return -1

    def _is_noun(self, rest: Sequence[str], n: int) -> bool:
        """Return whether a later word is the likelier verb: the next is a verb too, and no object of this one."""
        return n + 1 < len(rest) and self._verbs.is_base(rest[n + 1]) and rest[n + 1] not in _PREPOSITIONS

    def _inverted(self, asked: _Asked, filler: str, adverbial: bool) -> str:
        at = self._predicate(asked)
        if at < 0:
            if asked.verb not in BE or (asked.noun and not adverbial and not asked.wh.startswith("how")):
                return ""
            if asked.wh in ("why", "how"):
                return ""
            if asked.rest[-1] in _PREPOSITIONS:
                return f"{' '.join(asked.rest[:-1])} {asked.verb} {asked.rest[-1]} {_inside(filler)}"
            return f"{' '.join(asked.rest)} {asked.verb} {_inside(filler)}"
        subject, verb, rest = " ".join(asked.rest[:at]), asked.rest[at], asked.rest[at + 1 :]
        if asked.verb in DO and verb == "do" and not adverbial:
            first = filler.split()[0]
            return f"{subject} {filler}" if not rest and asked.verb == "did" and self._verbs.base_of_past(first) else ""
        if asked.verb in DO:
            said = self._inflected(asked.verb, verb)
            if subject.endswith((" not", " n't")) or subject.startswith("not "):
                return ""
        else:
            said = f"{asked.verb} {verb}"
        tail = self._tail(rest, filler, adverbial or asked.verb in BE)
        return f"{subject} {said} {tail}" if tail else ""

    def _inflected(self, auxiliary: str, verb: str) -> str:
        if auxiliary == "did":
            return self._verbs.past(verb)
        return self._verbs.third(verb) if auxiliary == "does" else verb

    def _tail(self, rest: list[str], filler: str, adverbial: bool) -> str:
        """Return what follows the verb, with the answer in its place."""
        if not adverbial and rest[-2:] == ["to", "do"]:
            return f"{' '.join(rest[:-2])} {'' if filler.startswith('to ') else 'to '}{filler}"
        if rest[-1:] == ["doing"]:
            rest = rest[:-1]
        if rest and rest[0] in BE | HAVE | MODALS and not adverbial:
            return f"{filler} {' '.join(rest)}"
        if rest and rest[-1] in _PREPOSITIONS and filler.lower().startswith(f"{rest[-1]} "):
            rest = rest[:-1]
        if adverbial or not rest or rest[-1] in _PREPOSITIONS:
            return f"{' '.join(rest)} {_inside(filler)}".strip()
        if rest[0] in _PREPOSITIONS or rest[0] in ("to", "when", "because", "while", "if", "that", "after"):
            return f"{_inside(filler)} {' '.join(rest)}"
        return f"{' '.join(rest)} {_inside(filler)}"


def _timed(answer: str, before: str) -> str:
    if _OPEN_TIME.match(answer):
        return answer
    if before in ("in", "on", "at", "during", "by", "since", "until", "after", "before", "around", "about", "from"):
        return f"{before} {_inside(answer)}"
    return f"{'on' if _DATE.match(answer) else 'in'} {_inside(answer)}"


def _reasoned(answer: str, before: str) -> str:
    if _OPEN_REASON.match(answer):
        return answer
    if before == "to":
        return f"to {answer}"
    return f"because {'' if _CLAUSE.search(answer) else 'of '}{_inside(answer)}"


def _inside(answer: str) -> str:
    """Return the answer as it stands inside a sentence."""
    return _lowered(answer) if _SMALL.match(answer) else answer


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if _SMALL.match(text) else text


def finished(said: str) -> str:
    """Return the words as a sentence: a capital, single blanks and a full stop."""
    said = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", said)).strip(" ,;:")
    said = re.sub(r"\b(to|in|on|at|was|is|of|the|by|for|from) \1\b", r"\1", re.sub(r"[,;:]+\.$", ".", said))
    return said[:1].upper() + said[1:].rstrip(".") + "." if said else ""
