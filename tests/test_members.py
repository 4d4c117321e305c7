"""The members of a list are gathered from the sentences that name most of them, in an answer's length."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.evidence import Candidate, Support, Weighed
from bot.members import count, gathered, shortened
from index.passage import Document, Hit, Passage
from index.reader import Sentence

SIGNS = Support(*[0.0] * 14)


def replaced(found: Sequence[Weighed], **signs: float) -> list[Weighed]:
    return [replace(one, support=replace(one.support, **signs)) for one in found]


def weighed(sentences: Sequence[str], odds: Sequence[float], rank: int = 0, margin: float = 0.0) -> list[Weighed]:
    """Return the sentences of one passage, weighed; the words that answer stand between angle brackets."""
    text, places, spans = "", [], []
    for sentence in sentences:
        start, end = sentence.index("<"), sentence.index(">") - 1
        spans.append((len(text) + start, len(text) + end))
        plain = sentence.replace("<", "").replace(">", "")
        places.append((len(text), len(text) + len(plain)))
        text += f"{plain} "
    passage = Passage(Document(f"{rank}.txt", text), 0, len(text), tuple(places))
    return [
        Weighed(Candidate(Hit(passage, 1.0), *place, rank, Sentence(0.0, span, margin), 0.0), SIGNS, log_odds)
        for place, span, log_odds in zip(places, spans, odds, strict=True)
    ]


def texts(found: Sequence[Weighed], words: int = 58) -> list[str]:
    best_first = sorted(found, key=lambda one: -one.log_odds)
    return [one.text for one in gathered(best_first, {"good", "lindel", "export"}, 4, words)]


def test_members_are_gathered_from_several_passages() -> None:
    first = weighed(["Lindel exports <salt>."], [1.0])
    second = weighed(["To Tesin go <amber and tar> from Lindel."], [0.2], 1)
    assert texts([*first, *second]) == ["Lindel exports salt.", "To Tesin go amber and tar from Lindel."]


def test_that_the_best_passage_is_another_does_not_count_against_a_member() -> None:
    first = replaced(weighed(["Lindel exports <salt>."], [1.0], margin=3.0), first=1.0, covered=0.5)
    second = weighed(["Lindel sells <tar>."], [-1.6], 1, margin=3.0)
    assert len(texts([*first, *replaced(second, covered=0.5)])) == 2
    assert len(texts([*first, *replaced(second, covered=0.2)])) == 1
    assert len(texts([*first, *replaced(weighed(["Lindel sells <tar>."], [-1.6], 1, margin=-1.0), covered=0.5)])) == 1


def test_what_names_nothing_new_is_left_out() -> None:
    assert texts(weighed(["Lindel exports <salt>.", "Ships carry <salt>."], [1.0, 0.9])) == ["Lindel exports salt."]


def test_beside_a_whole_list_an_unlikely_name_is_left_out() -> None:
    found = weighed(["Lindel exports <salt, amber, tar and wool>.", "Lindel is known for <fog>."], [1.0, 0.0])
    assert len(texts(found)) == 1


def test_a_sentence_that_goes_on_with_one_comes_along() -> None:
    found = weighed(["Lindel exports <salt>.", "It also sells <amber>.", "<Fog> is common."], [1.0, -3.0, -3.0])
    assert texts(found) == ["Lindel exports salt.", "It also sells amber."]


def test_short_sentences_that_name_more_go_before_a_long_one() -> None:
    long = f"Lindel, {'which is an old and quiet town, ' * 8}exports <salt>."
    found = weighed([long, "Kovara buys <amber>.", "Tesin buys <tar>."], [0.6, 0.5, 0.5])
    assert texts(found) == ["Kovara buys amber.", "Tesin buys tar."]


def test_a_single_sentence_may_be_of_any_length() -> None:
    long = f"Lindel exports <salt>{' and so on' * 40}."
    assert len(texts(weighed([long], [1.0]))) == 1


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("Ann Lee (born 1950; died 1999) was a <miller> of Osk.", "Ann Lee … was a miller of Osk."),
        ("Osk has <three mills>; the first (of 1911) burned down.", "Osk has three mills …"),
        (
            "Osk has mills; <the first> (of 1911) burned down; so did others.",
            "Osk has mills; the first … burned down …",
        ),
        ("Osk sells salt (to <Kovara>).", "Osk sells salt (to Kovara)."),
        ("The mill (not yet built) is in <Osk>.", "The mill (not yet built) is in Osk."),
        ("<Ann Lee> built it, which took years.", "Ann Lee built it …"),
        ("The mill is by <Ann Lee>, and starring in films since 1911.", "The mill is by Ann Lee …"),
        ("<Ann Lee> built it, while others didn’t.", "Ann Lee built it, while others didn’t."),
        ("They sell <salt>, amber and tar.", "They sell salt, amber and tar."),
        ("Osk (planned; since 2020) and Tesin are <stops>.", "Osk (planned; since 2020) and Tesin are stops."),
        ("All towns (except Osk) sell <salt> (of 1911).", "All towns (except Osk) sell salt …."),
        ("They sell <salt>; the mine (of 1911) isn’t theirs.", "They sell salt; the mine … isn’t theirs."),
    ],
)
def test_a_sentence_is_shortened_apart_from_its_answer(sentence: str, short: str) -> None:
    assert shortened(weighed([sentence], [0.0])[0].candidate) == short


@pytest.mark.parametrize(
    ("listed", "things"),
    [("salt", 1), ("salt and amber", 2), ("salt, amber, and tar", 3), ("salt, amber and tar,", 3), ("3,000 tonnes", 1)],
)
def test_the_things_that_words_list_are_counted(listed: str, things: int) -> None:
    assert count(listed) == things
