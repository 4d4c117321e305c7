"""A question and its answer become a statement by rule: when X left Y and 1990 become X left Y in 1990."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.reader.training.asked import PREPOSITIONS, Asked, Asking
from index.reader.training.filled import filled, finished, inside, lowered_article
from index.reader.training.verbs import AUXILIARIES, BE, DO, HAVE, MODALS, Verbs

_OPENERS = re.compile(r"(?i)(?:who|whom|whose|what|which|when|where|why|how)$")
_PRONOUNS_LIST = """
he she it they this that these those him her them
"""
_MARKS = re.compile(r"\s?\[[\d, –-]+\]")
_PRONOUNS = frozenset(_PRONOUNS_LIST.split())
_SENTENCE = re.compile(
    r"(?<!that )(?<!which )(?<!who )(?<!where )(?<!what )\b(?:is|are|was|were|has|had|have|never|cannot)\b"
)

_FINITE = r"(?:is|are|was|were|has|had|can|could|will|would)"
_TWO_VERBS = re.compile(rf"\b{_FINITE}\b([^,;\"]*?)\b{_FINITE}\b")
_JOINS = re.compile(
    r"\b(?:and|or|that|which|who|whom|whose|because|when|if|while|after|before|as|but|where|what|how|since|than|although"
    r"|though|whether|until|so|to)\b"
)
_ASTRAY = re.compile(
    rf"\bbe {_FINITE}\b|^(?:Sometimes|Often|Usually|Not|Been|Also) |\b(?:is|are|was|were) been\b| (?:be|not)\.$"
)


class Declaring:
    """Turns questions into statements, with the verbs of one vocabulary."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs, self._asking = verbs, Asking(verbs)

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
        said = finished(self._said(question, answer, before.lower()))
        return "" if _is_garbled(said) else said

    def _said(self, question: str, answer: str, before: str) -> str:
        tokens = question.split()
        place = next((n for n, token in enumerate(tokens) if _OPENERS.match(token.strip(","))), -1)
        if place < 0:
            return ""
        if place > 1:
            head = " ".join(tokens[:place])
            if head.endswith(",") and len(tokens) - place > 3:
                said = self._said(" ".join(tokens[place:]), answer, before)
                return f"{said.strip(' .')} {lowered_article(head.strip(','))}" if said else ""
            return self._in_place(tokens, place, answer)
        if place == 1 and tokens[0].lower() not in PREPOSITIONS:
            return ""
        asked = self._asking.parts(tokens[0].lower() if place else "", tokens[place:])
        return self._stated(asked, answer, before) if asked else ""

    def _in_place(self, tokens: Sequence[str], place: int, answer: str) -> str:
        """Put the answer where the question word stands: `X is located on what continent`."""
        after = tokens[place + 1 :]
        if len(after) > 3 or any(token in AUXILIARIES for token in after) or tokens[place].lower() in ("why", "how"):
            return ""
        head = " ".join(tokens[:place])
        if head.endswith(",") or not any(self._asking.is_finite(token) for token in tokens[:place]):
            return ""
        answer = re.sub(rf"(?i)^{re.escape(tokens[place - 1])} ", "", answer)
        if tokens[place].lower() == "a":
            return ""
        head = re.sub(r" (?:a|an|the|do)$", "", head)
        return f"{head} {inside(answer)}"

    def _stated(self, asked: Asked, answer: str, before: str) -> str:
        filler = filled(asked, answer, before, self._asking.is_subject(asked))
        if not filler or not asked.rest:
            return ""
        if not asked.verb:
            return f"{filler} {' '.join(asked.rest)}"
        if asked.rest[:1] == ["there"] and asked.verb in BE:
            return f"There {asked.verb} {filler} {' '.join(asked.rest[1:])}"
        adverbial = asked.wh in ("when", "where", "why", "how") or bool(asked.lead)
        if not adverbial and self._asking.is_subject(asked):
            return self._joined(asked, filler)
        return self._inverted(asked, filler, adverbial)

    def _joined(self, asked: Asked, filler: str) -> str:
        """Join subject and predicate, whichever comes first where both are nouns."""
        rest = " ".join(asked.rest)
        if rest.lower() in _PRONOUNS:
            return "" if asked.noun else f"{rest} {asked.verb} {inside(filler)}"
        if asked.noun[:1] and asked.noun[0] in ("type", "kind", "sort", "types", "kinds") and asked.verb in BE:
            at_once = self._asking.is_participle(asked.rest[0]) or asked.rest[0] in PREPOSITIONS
            return f"{filler} {asked.verb} {rest}" if at_once else f"{rest} {asked.verb} {inside(filler)}"
        is_noun = asked.verb in BE and asked.rest[0] in ("the", "his", "her", "its", "their")
        if is_noun and not asked.noun and len(rest) % 2:
            return f"{rest} {asked.verb} {inside(filler)}"
        return f"{filler} {asked.verb} {rest}"

    def _inverted(self, asked: Asked, filler: str, adverbial: bool) -> str:
        at = self._asking.predicate(asked)
        if at < 0:
            if asked.verb not in BE or (asked.noun and not adverbial and not asked.wh.startswith("how")):
                return ""
            if asked.wh in ("why", "how"):
                return ""
            if asked.rest[-1] in PREPOSITIONS:
                return f"{' '.join(asked.rest[:-1])} {asked.verb} {asked.rest[-1]} {inside(filler)}"
            return f"{' '.join(asked.rest)} {asked.verb} {inside(filler)}"
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
        if rest and rest[-1] in PREPOSITIONS and filler.lower().startswith(f"{rest[-1]} "):
            rest = rest[:-1]
        if adverbial or not rest or rest[-1] in PREPOSITIONS:
            return f"{' '.join(rest)} {inside(filler)}".strip()
        if rest[0] in PREPOSITIONS or rest[0] in ("to", "when", "because", "while", "if", "that", "after"):
            return f"{inside(filler)} {' '.join(rest)}"
        return f"{' '.join(rest)} {inside(filler)}"


def _is_garbled(said: str) -> bool:
    """Return whether words stand as no sentence has them: two verbs with nothing that joins them."""
    twice = _TWO_VERBS.search(said)
    return bool(twice and not _JOINS.search(twice[1])) or bool(_ASTRAY.search(said))
