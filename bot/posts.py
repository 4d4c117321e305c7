"""An answer becomes Telegram messages with buttons, and each of its sources a message of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answer import Answer, Citation
from bot.display import clean, excerpt, label, link, shown_quote
from bot.lines import answer_text, described, title
from bot.styled import (
    BLOCKQUOTE,
    BOLD,
    LINK,
    MESSAGE_ENTITIES,
    MESSAGE_UNITS,
    Button,
    Message,
    Style,
    Styled,
    joined,
    to_messages,
    units,
)
from bot.taps import CLOSE, DISLIKE, LIKE, PAGE, QUESTION, REASON, SOURCE, Tap
from bot.texts import ENGLISH, Texts
from bot.translate import translated
from index.passage import Passage, Publication, Span

PASSAGE_CHARACTERS = 1900
"""A longer passage is shown around its quotes only, so that one fits a message whatever its letters."""
MOST_SOURCES = 8
"""As many buttons as a row of them still shows as something to tap."""
MOST_QUESTIONS = 3
HEAD_CHARACTERS = 600
"""What stands before an answer is shortened to so many."""
QUESTION_CHARACTERS = 60
"""A question on a button is shortened to so many."""

Rows = tuple[tuple[Button, ...], ...]


def to_telegram(answer: Answer, texts: Texts = ENGLISH, row: int | None = None) -> list[Message]:
    """Return the answer as the messages to send, in order: what is said, its sources, the passages.

    With the *row* of the ledger that keeps the answer, the last message has buttons, and the passages stand behind
    them. Corpus text never acts as markup: it is text, and every link is the address of a publication.
    """
    blocks = [answer_text(answer, texts), *([Styled(clean(translated(answer.note, texts)))] if answer.note else [])]
    if answer.answered:
        blocks.append(
            joined([Styled(texts.sources).within(BOLD), *(_numbered(c, texts) for c in answer.citations)], "\n")
        )
        if row is None:
            blocks += [_passage(cited) for cited in _by_passage(answer.citations)]
    elif answer.nearest:
        blocks.append(Styled(f"{texts.nearest}\n") + joined((_nearest(c, texts) for c in answer.nearest), "\n\n"))
    if answer.offered and row is None:
        questions = (Styled(f"• {clean(question)}") for question in answer.offered)
        blocks.append(joined([Styled(_offer(answer, texts)), *questions], "\n"))
    elif answer.offered and row is not None:
        blocks.append(Styled(_offer(answer, texts)))
    messages = to_messages(blocks)
    if messages and row is not None:
        messages[-1] = replace(messages[-1], buttons=buttons(answer, texts, row))
    return messages


def buttons(answer: Answer, texts: Texts, row: int, *, asking_why: bool = False) -> Rows:
    """Return the buttons under an answer that the ledger keeps in *row*; small talk has none.

    *asking_why* puts the reasons for dislike where the thumbs were.
    """
    count = min(len(answer.citations), MOST_SOURCES) if answer.answered else 0
    labels = [texts.read_passage] if count == 1 else [f"📖 {number}" for number in range(1, count + 1)]
    sources = tuple(Button(said, Tap(SOURCE, row, number).data) for number, said in enumerate(labels, 1))
    asked = tuple((_question(question, row, n),) for n, question in enumerate(answer.offered[:MOST_QUESTIONS], 1))
    votes: Rows = ()
    if asking_why:
        votes = tuple((Button(said, Tap(REASON, row, n).data),) for n, (_, said) in enumerate(texts.reasons, 1))
    elif answer.answered or answer.nearest or answer.offered:
        votes = ((Button("👍", Tap(LIKE, row).data), Button("👎", Tap(DISLIKE, row).data)),)
    return tuple(one for one in (sources, *votes, *asked) if one)


def source(answer: Answer, number: int, texts: Texts, row: int) -> Message:
    """Return the source of that *number* as a message: what it is, its passage with the quote in bold, ways on.

    *number* counts from 1 and goes round, so that whoever pages never comes to an end.
    """
    count = len(answer.citations)
    at = (number - 1) % count
    citation = answer.citations[at]
    head = Styled(texts.source_of.format(number=at + 1, count=count)).within(BOLD) if count > 1 else Styled()
    named = source_line(citation, texts)
    blocks = joined([*([head] if count > 1 else []), named, _quoted([citation])], "\n")
    message = to_messages([blocks])[0]
    ways = (
        Button("‹", Tap(PAGE, row, (at - 1) % count + 1).data),
        Button("›", Tap(PAGE, row, (at + 1) % count + 1).data),
    )
    close = Button(texts.close, Tap(CLOSE, row).data)
    return replace(message, buttons=((ways[0], close, ways[1]) if count > 1 else (close,),))


def passed_on(citation: Citation, texts: Texts) -> Message:
    """Return a passage as somebody sends it to a chat: its quote, and where that stands."""
    quote = Styled(shown_quote(citation.passage, citation.start, citation.end)).within(BLOCKQUOTE)
    return to_messages([joined([quote, source_line(citation, texts)], "\n")])[0]


def about(head: str, messages: Sequence[Message]) -> list[Message]:
    """Return *messages* after a bold line, such as the question that they answer where nobody wrote it just above."""
    said = " ".join(clean(head).split())
    line = to_messages([Styled(said if len(said) <= HEAD_CHARACTERS else said[:HEAD_CHARACTERS] + "…").within(BOLD)])[0]
    first = messages[0]
    if units(line.text) + units(first.text) + 2 > MESSAGE_UNITS or len(first.entities) == MESSAGE_ENTITIES:
        return [line, *messages]
    shift = units(line.text) + 2
    moved = tuple(replace(entity, offset=entity.offset + shift) for entity in first.entities)
    return [replace(first, text=f"{line.text}\n\n{first.text}", entities=(*line.entities, *moved)), *messages[1:]]


def _offer(answer: Answer, texts: Texts) -> str:
    return texts.related if answer.answered else texts.offered


def _question(question: str, row: int, number: int) -> Button:
    shown = label(question)
    if len(shown) > QUESTION_CHARACTERS:
        shown = shown[: QUESTION_CHARACTERS - 1].rstrip() + "…"
    return Button(f"❓ {shown}", Tap(QUESTION, row, number).data)


def source_line(citation: Citation, texts: Texts = ENGLISH) -> Styled:
    """Return a line that names and links the publications behind a quote; a brief is said to be our summary."""
    document = citation.passage.document
    named = [_publication(citation, publication, texts) for publication in citation.publications]
    if not document.is_brief:
        return joined(named, "; ")
    return Styled(f"{title(document)}: {texts.summary_of}") + joined(named, "; ")


def _publication(citation: Citation, publication: Publication, texts: Texts) -> Styled:
    name, more = described(citation, publication, texts)
    url = link(citation.passage.document, publication, citation.quote)
    return (Styled(name).within(LINK, url) if url else Styled(name)) + more


def _numbered(citation: Citation, texts: Texts) -> Styled:
    return Styled(f"[{citation.number}] ") + source_line(citation, texts)


def _passage(cited: list[Citation]) -> Styled:
    """Return the passage that some citations share under their numbers and its title."""
    marks = "".join(f"[{citation.number}]" for citation in cited)
    return Styled(f"{marks} {title(cited[0].passage.document)}\n") + _quoted(cited)


def _quoted(cited: list[Citation]) -> Styled:
    """Return the passage that some citations share, folded, with their quotes in bold."""
    passage = cited[0].passage
    text, spans = excerpt(passage, [(citation.start, citation.end) for citation in cited], PASSAGE_CHARACTERS)
    bold = tuple(Style(BOLD, start, end) for start, end in _merged(spans))
    return Styled(text, bold).within(BLOCKQUOTE)


def _nearest(citation: Citation, texts: Texts) -> Styled:
    quote = shown_quote(citation.passage, citation.start, citation.end)
    return Styled(f"• “{quote}” — ") + source_line(citation, texts)


def _by_passage(citations: tuple[Citation, ...]) -> Iterator[list[Citation]]:
    """Yield the citations that share a passage together, in the order of their first."""
    together: dict[tuple[str, int, int], list[Citation]] = {}
    for citation in citations:
        together.setdefault(_place(citation.passage), []).append(citation)
    yield from together.values()


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.document_id, passage.start, passage.end


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
