"""Two facts that a text tells beside each other are told as cause and effect, or one as coming after the other."""

from __future__ import annotations

import re

from index.reader.training.case import Case, Edit, Means
from index.reader.training.example import sentences
from index.reader.training.wording import lowered

_LINKS = (" because ", ", so ", ", which is why ", ", and as a result ", ", and for that reason ", " after ")
_TOLD = re.compile(
    r"(?i)\b(?:because|so|due|after|before|later|then|led|leads?|leading|result\w*|therefore|thus|hence|since|caus\w+|why|until"
    r"|when|consequen\w+|following|reason\w*|enabl\w*|forc\w+|trigger\w*|sparked)\b"
)


def linked(case: Case, means: Means) -> Edit | None:
    """Put a cause or an order between the parts of a joined statement, where its sentences tell of none."""
    start, end = case.joint
    if not end or _TOLD.search(case.holder):
        return None
    link = means.chance.choice(_LINKS)
    statement = case.statement[:start] + link + case.statement[end:]
    return Edit("link added", statement, _followed(case.holder, link), backward=False)


def _followed(holder: str, link: str) -> str:
    """Return two sentences joined by the link, or nothing where there are not two."""
    spans = sentences(holder)
    if len(spans) != 2 or spans[1][1] != len(holder):
        return ""
    return holder[: spans[0][1]].rstrip(".") + link + lowered(holder[spans[1][0] :])
