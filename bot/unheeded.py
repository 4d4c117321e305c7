"""Does the reader heed the word of a question that its answer lacks: it is asked once more without that word.

Of "Who is the architect of the Ruby Bridge?" and a sentence that says who opened it, the reader is far surer once
"architect" is left out; where the word is only told in another way, it is not. It imports modules of ours only.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from bot.evidence import Candidate
from bot.wanted import Wanted
from bot.wording import content
from index.analysis import terms, tokens
from index.reader import Reader


def unheeded(wanted: Wanted, candidate: Candidate, reader: Reader) -> float:
    """Return how much surer *reader* is, in log-odds, that the sentence answers without a word of the question.

    That is the most telling one that neither the sentence nor its title has; 0 where they have all, or it is less sure.
    """
    title = candidate.hit.passage.document.title
    asked = _without(wanted, frozenset(terms(f"{title} {candidate.text}")))
    if not asked:
        return 0.0
    alone = [candidate.alone]
    return max(0.0, reader.read(asked, alone)[0].answerable - reader.read(wanted.question, alone)[0].answerable)


def _without(wanted: Wanted, had: AbstractSet[str]) -> str:
    """Return the question without the most telling word that is not *had*, or nothing where each is."""
    lacking = {term: wanted.rarity[term] for term in wanted.rarity if term not in had and content(term)}
    if not lacking:
        return ""
    rarest = max(lacking, key=lambda term: lacking[term])
    place = next((place for token, place in tokens(wanted.question) if rarest in token), None)
    return f"{wanted.question[: place[0]]}{wanted.question[place[1] :]}" if place else ""
