"""The reader is asked once more without the word that the answering sentence lacks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.evidence import Candidate
from bot.unheeded import unheeded
from bot.wanted import Wanted
from index.analysis import terms
from index.passage import Document, Hit, Passage
from index.reader import Reader, Reading, Sentence

TEXT = "It is red. The Ruby Bridge was opened by Ilse Brandt."


@dataclass
class Listening(Reader):
    """A reader that remembers what it is asked, and is *less* sure with each word."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    less: float = -1.0

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        self.asked += [(question, one.text) for one in passages]
        return [Reading(self.less * float(len(question.split())), (), 0.0) for _ in passages]


def candidate() -> Candidate:
    passage = Passage(Document("a.txt", TEXT, "Bridges"), 0, len(TEXT), ((0, 10), (11, len(TEXT))))
    return Candidate(Hit(passage, 1.0), 11, len(TEXT), 0, Sentence(0.0, (11, 20), 0.0), 0.0)


def wanted(question: str) -> Wanted:
    return Wanted.of(question, {term: float(len(term)) for term in terms(question)})


def test_the_sentence_is_read_alone_with_and_without_the_word_it_lacks() -> None:
    reader = Listening()
    gained = unheeded(wanted("Who is the architect of the Ruby Bridge?"), candidate(), reader)
    sentence = "The Ruby Bridge was opened by Ilse Brandt."
    assert reader.asked == [
        ("Who is the  of the Ruby Bridge?", sentence),
        ("Who is the architect of the Ruby Bridge?", sentence),
    ]
    assert gained == pytest.approx(1.0)


def test_a_word_that_makes_the_reader_surer_is_heeded() -> None:
    assert unheeded(wanted("Who is the architect of the Ruby Bridge?"), candidate(), Listening(less=1.0)) == 0.0


@pytest.mark.parametrize("question", ["Who opened the Ruby Bridge?", "Which of the bridges was opened by whom?", ""])
def test_where_the_sentence_and_its_title_have_all_words_nothing_is_read(question: str) -> None:
    reader = Listening()
    assert unheeded(wanted(question), candidate(), reader) == 0.0
    assert not reader.asked
