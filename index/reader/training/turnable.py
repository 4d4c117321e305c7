"""Sentences that can be turned round in a seldom way are found: directions, comparisons, quantities, plans, units."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from index.passage import Span
from index.reader.training.example import sentences
from index.reader.training.folder import Text

_KINDS = (
    r"\bfrom (?:the )?[\w’'-]+ (?:[A-Z][\w’'-]+ )?(?:in)?to (?:the )?\w",
    r"\b(?:more|less|fewer|larger|smaller|higher|lower|older|longer|earlier|later) than\b|\bat (?:least|most)\b",
    r"\b(?:second|third|first|twice|half|double[ds]?|three times|largest|smallest|highest|lowest|longest|oldest) \w",
    r"\b(?:[Ss]ome|[Mm]ost|[Mm]any|[Aa]ll|[Ss]everal|[Ff]ew) (?:of the )?[a-z]+s\b|\b(?:part|half) of\b|\bone of the\b",
    r"\b(?:will|plans? to|planned to|agreed to|intends? to|hopes? to|expected to|proposed|may|might|could|likely to)\b",
    r"\d[\d.,]* (?:million|billion|km|kilomet\w+|miles|tonn?e?s|years|months|days|weeks|hours|per ?cent)\b|\d%",
    r"\b(?:was|were|is|are) (?:\w+ed|built|won|bought|sold|led|written|made|taken) by (?:the )?[A-Za-z]",
    r"\b(?:north|south|east|west|increas|decreas|import|export|rose|fell|before|after|bought|sold|won|lost|import)\w*\b",
    r"\b(?:not|never|no longer|denied|rejected|refused|failed|without)\b",
    r"^[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* [a-z]+ed (?:the )?[A-Z]",
)


class Turnable:
    """The sentences of some texts by the ways in which they can be turned round."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._kinds: list[list[tuple[Text, Span]]] = [[] for _ in _KINDS]
        patterns = [re.compile(kind) for kind in _KINDS]
        for text in texts:
            for span in sentences(text.text):
                sentence = text.text[slice(*span)]
                for found, pattern in zip(self._kinds, patterns, strict=True):
                    if pattern.search(sentence):
                        found.append((text, span))
        self._kinds = [found for found in self._kinds if found]

    def __call__(self, chance: random.Random) -> tuple[Text, Span] | None:
        """Return a sentence of a way drawn by chance, the seldom as often as the frequent."""
        return chance.choice(chance.choice(self._kinds)) if self._kinds else None
