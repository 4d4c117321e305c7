"""Passages for the tests of the LLM engine."""

import re
from collections.abc import Sequence

from bot.claims import Claim
from bot.faults import faults
from bot.proof import quotes_of
from index.passage import Document, Passage

_SENTENCE = re.compile(r"[^.。\n]*(?:\.(?!\s)[^.。\n]*)*[.。]")


def passage_of(document: Document) -> Passage:
    """Return the whole of *document* as a passage, its sentences found by their full stops."""
    spans = [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in _SENTENCE.finditer(document.text)]
    return Passage(document, 0, len(document.text), tuple(spans))


def unbroken(claim: Claim, passages: Sequence[Passage]) -> bool:
    """Return whether the words of *claim* stand in the passages it points to, and no rule speaks against it."""
    quotes = quotes_of(claim, passages)
    return bool(quotes) and not any(faults(claim.text, quotes))


BRIDGE = passage_of(
    Document(
        "bridge.md",
        "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt. The Ruby Bridge is 412 metres "
        "long and cost 38 million crowns. In 2020 about 9,300 vehicles a day crossed the Ruby Bridge, "
        "12% more than forecast.",
        "The Ruby Bridge",
    )
)
MILL = passage_of(
    Document("mill.txt", "The old mill at Sorrel burned down in 1911. It was rebuilt in brick by the brothers Hale.")
)
FERRY = passage_of(
    Document("ferry.txt", "The Lindel ferry carries 240 passengers at a time. It sails four times a day in summer.")
)
PASSAGES = (BRIDGE, MILL, FERRY)
