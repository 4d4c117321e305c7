"""The reader's training: examples whose answers stand where they say, near misses that miss, and a loss that falls."""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from index.embed import Embedder
from index.passage import SOURCE_MARKS
from index.reader import WEIGHTS
from index.reader.encode import Encoder, batch
from index.reader.network import FROZEN, installed_weights, trained_network
from index.reader.training.__main__ import lessons_of, main
from index.reader.training.cloze import cloze, clozes
from index.reader.training.example import Example, contains, sentences
from index.reader.training.folder import Folder, Query, Text, read_folder
from index.reader.training.kinship import Kinship
from index.reader.training.lesson import Lessons, question_lesson, statement_lesson, together
from index.reader.training.mined import answers, mined
from index.reader.training.misses import Misses
from index.reader.training.nearest import Nearest, NearestByMeaning
from index.reader.training.paired import paired
from index.reader.training.positives import Positives
from index.reader.training.recipe import examples
from index.reader.training.reworded import reworded
from index.reader.training.scores import auroc, f1, interval, scores
from index.reader.training.shape import brief, listed, window
from index.reader.training.start import average, installed_network, save
from index.reader.training.telling import KINDS, WORD, form
from index.reader.training.tune import Pace, Progress, masked, tune

BRIDGE = (
    "The Ruby Bridge over the Tarn was opened in 2019 by mayor Ilse Brandt of Linden. "
    "It is 412 metres long and cost 38 million crowns. "
    "In 2021 about 9,300 vehicles a day crossed the Ruby Bridge, most of them lorries on their way to Port Amsel."
)
TUNNEL = (
    "The Emerald Tunnel under Mount Sorrel was closed in 2017 after a rock fall near Linden. "
    "Minister Paul Okoye promised in 2018 that the tunnel would be opened again. "
    "The repair of the Emerald Tunnel employed 220 miners from Port Amsel and Linden."
)
FERRY = (
    "The ferry across the Tarn carried 1,400 passengers a day in 2016. "
    "Captain Nora Held sold the ferry to the city of Linden for 3 million crowns. "
    "The last ferry sailed to Port Amsel on 30 June 2020 because the Ruby Bridge had taken its passengers."
)
ASKED = [
    ("When was the Ruby Bridge opened?", "bridge", "2019"),
    ("Who opened the Ruby Bridge in 2019?", "bridge", "Ilse Brandt"),
    ("How many vehicles crossed the Ruby Bridge each day in 2021?", "bridge", "9,300"),
    ("In what year was the Emerald Tunnel closed?", "tunnel", "2017"),
    ("How many miners did the repair of the Emerald Tunnel employ?", "tunnel", "220"),
    ("Who promised in 2018 to open the Emerald Tunnel again?", "tunnel", "Paul Okoye"),
    ("How many passengers did the ferry carry a day in 2016?", "ferry", "1,400"),
    ("Why did the last ferry sail in 2020?", "ferry", "because the Ruby Bridge had taken its passengers"),
]
TEXTS = {
    "bridge": Text("bridge", "Traffic of Linden", BRIDGE),
    "tunnel": Text("tunnel", "Traffic of Linden", TUNNEL),
    "ferry": Text("ferry", "Ferries", FERRY),
}


def query(question: str, document: str, answer: str) -> Query:
    text = TEXTS[document]
    start = text.text.index(answer)
    return Query(question, text, ((start, start + len(answer)),), (answer,))


FOLDER = Folder("linden", tuple(TEXTS.values()), tuple(query(*one) for one in ASKED))


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Use one thread: on a busy machine two wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def kin() -> Kinship:
    return Kinship()


def misses(kin: Kinship, seed: int = 0) -> Misses:
    return Misses(Positives(FOLDER, random.Random(seed)), kin)


def many(kin: Kinship, recipe: str) -> Iterator[tuple[Query, Example]]:
    """Yield the near misses of one kind that are made in ten tries of every question."""
    for seed in range(10):
        make = getattr(misses(kin, seed), recipe)
        for one in FOLDER.queries:
            made = make(one)
            if made:
                yield one, made


def write_folder(path: Path, texts: list[dict[str, str]], queries: list[dict[str, object]]) -> Path:
    path.mkdir()
    (path / "corpus.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts))
    if queries:
        (path / "queries.jsonl").write_text("".join(json.dumps(one) + "\n" for one in queries))
    return path


def squad_like(path: Path) -> Path:
    """Write FOLDER as a folder of files, each text an article of its own."""
    texts = [{"id": text.id, "title": name, "text": text.text} for name, text in TEXTS.items()]
    queries: list[dict[str, object]] = [
        {"id": str(n), "question": one.question, "answerable": True, "document": one.text.id}
        | {"answers": list(one.answers), "starts": [start for start, _ in one.spans]}
        for n, one in enumerate(FOLDER.queries)
    ]
    queries.append(
        {"id": "x", "question": "Who designed the Ruby Bridge?", "answerable": False}
        | {"document": "bridge", "answers": [], "starts": []}
    )
    return write_folder(path, texts, queries)


def test_an_answer_stands_where_its_example_says() -> None:
    for seed in range(20):
        positives = Positives(FOLDER, random.Random(seed))
        for one in FOLDER.queries:
            made = positives.positive(one)
            assert made is not None
            assert made.span is not None
            assert made.text[slice(*made.span)] in one.answers


def test_an_answer_swapped_in_question_and_passage_alike_is_still_there() -> None:
    found = [
        made
        for seed in range(30)
        for one in FOLDER.queries
        if (made := Positives(FOLDER, random.Random(seed)).swapped_both(one))
    ]
    assert found
    for made in found:
        assert made.span is not None
        assert made.text[slice(*made.span)] in made.answers
        assert made.question not in {one.question for one in FOLDER.queries}


def test_a_swapped_year_figure_or_name_makes_an_unanswerable_near_miss(kin: Kinship) -> None:
    found = list(many(kin, "swapped"))
    assert found
    for one, made in found:
        assert made.span is None
        said = [made.text[a:b] for a, b in sentences(made.text) if contains(made.text[a:b], one.answers)]
        new = {word for kind in KINDS for word in kind(made.question) if word not in one.question}
        assert new
        assert said
        assert not [word for word in new if any(word in sentence for sentence in said)]


def test_a_swapped_year_is_not_the_one_that_the_answering_sentence_names(kin: Kinship) -> None:
    asked = query("Who opened the Ruby Bridge in 2019?", "bridge", "Ilse Brandt")
    for seed in range(40):
        made = misses(kin, seed).swapped(asked)
        if made:
            assert not ("2019" in made.question and "Ruby Bridge" in made.question)
            assert "Ilse Brandt" not in made.question


def test_the_removed_sentence_takes_every_mention_of_the_answer_with_it(kin: Kinship) -> None:
    found = list(many(kin, "removed"))
    assert found
    for one, made in found:
        assert made.span is None
        assert made.question == one.question
        assert not contains(made.text, one.answers)


@pytest.mark.parametrize("recipe", ["retrieved", "sibling"])
def test_a_passage_asked_in_vain_is_another_one_that_never_says_the_answer(kin: Kinship, recipe: str) -> None:
    found = list(many(kin, recipe))
    assert found
    for one, made in found:
        assert made.span is None
        assert not contains(made.text, one.answers)
        assert all(SOURCE_MARKS.sub("", line).rstrip() not in one.text.text for line in made.text.split("\n"))


def test_a_sibling_belongs_to_the_same_article(kin: Kinship) -> None:
    for one, made in many(kin, "sibling"):
        assert one.text.article == "Traffic of Linden"
        assert made.title in ("", "Traffic of Linden")


def test_the_opposite_is_asked_in_one_word(kin: Kinship) -> None:
    asked = query("When was the Ruby Bridge opened?", "bridge", "2019")
    made = misses(kin).opposite(asked)
    assert made is not None
    assert (made.question, made.span) == ("When was the Ruby Bridge closed?", None)


def test_a_foreign_word_has_the_form_of_the_one_it_replaces(kin: Kinship) -> None:
    for one, made in many(kin, "foreign_word"):
        (new,) = set(WORD.findall(made.question)) - set(WORD.findall(one.question))
        (old,) = set(WORD.findall(one.question)) - set(WORD.findall(made.question))
        assert form(new) == form(old)
        assert made.span is None


def test_why_is_not_asked_where_a_reason_stands(kin: Kinship) -> None:
    for _, made in many(kin, "other_wh"):
        assert not (made.question.startswith("Why") and "because" in made.text)


def test_a_brief_holds_the_answering_sentence_as_a_line_among_facts_that_do_not_answer() -> None:
    asked = query("How many miners did the repair of the Emerald Tunnel employ?", "tunnel", "220")
    for seed in range(20):
        made = brief(asked, asked.spans[0], list(TEXTS.values()), random.Random(seed))
        assert made is not None
        text, span = made
        assert text[slice(*span)] == "220"
        lines = text.split("\n")
        assert len(lines) > 1
        assert [line for line in lines if contains(line, ("220",))] == [
            line for line in lines if line.startswith("The repair of the Emerald Tunnel employed 220 miners")
        ]


def test_a_sentence_that_leans_on_the_one_before_is_no_line_of_a_brief() -> None:
    asked = query("How long is the Ruby Bridge?", "bridge", "412 metres")
    assert brief(asked, asked.spans[0], list(TEXTS.values()), random.Random(0)) is None


def test_source_marks_of_a_list_are_outside_its_sentences() -> None:
    for seed in range(10):
        text, span = listed(["Anna paid 5 crowns.", "Bela paid 7 crowns."], random.Random(seed), 1, (10, 11))
        assert text[slice(*span)] == "7"
        passage = Example("Who paid?", "", text, span, ("7",), "given", "x").passage
        assert [passage.text[a:b] for a, b in passage.sentences] == ["Anna paid 5 crowns.", "Bela paid 7 crowns."]


def test_a_window_is_whole_sentences_around_a_place_and_not_longer_than_asked() -> None:
    for seed in range(20):
        start, end = window(BRIDGE, BRIDGE.index("412"), 30, random.Random(seed))
        assert start <= BRIDGE.index("412") < end
        assert {start, end} <= {place for span in sentences(BRIDGE) for place in span}
        assert len(BRIDGE[start:end].split()) <= 30


def test_a_rule_made_question_asks_for_what_its_sentence_says() -> None:
    said = "The Emerald Tunnel was closed by the ministry of transport on 14 May 2017 after a rock fall."
    found = {cloze(said, "Traffic", random.Random(seed)) for seed in range(40)} - {None}
    assert found
    for made in found:
        assert made is not None
        question, (start, end) = made
        assert said[start:end] not in question


def test_what_is_asked_of_another_subject_is_not_told_of_this_one(kin: Kinship) -> None:
    found = [made for _, made in many(kin, "other_thing")]
    assert "How many vehicles crossed the Emerald Tunnel each day in 2021?" in {made.question for made in found}
    assert all(made.span is None and not contains(made.text, ["9,300"]) for made in found if "2021" in made.question)


def test_a_question_put_in_other_words_asks_the_same() -> None:
    put = {reworded("When was the Ruby Bridge opened?", ("2019",), random.Random(seed)) for seed in range(60)}
    assert {"In what year was the Ruby Bridge opened?", "What year was the Ruby Bridge opened?"} <= put
    assert not any("date" in one or "day" in one for one in put)  # its answer names no day
    sold = {reworded("Who bought the ferry?", (), random.Random(seed)) for seed in range(60)}
    assert "Who purchased the ferry?" in sold


def test_meaning_finds_a_text_that_shares_no_word_with_the_question() -> None:
    asked = "How many boat travellers were there daily?"
    assert NearestByMeaning(FOLDER.texts, [asked], Embedder())(asked, 1)[0].id == "ferry"


def test_a_question_is_paired_with_its_answer_and_with_what_does_not_answer_it() -> None:
    learnt = examples([FOLDER], ("nothing",), 3, draws=4).learnt
    made = list(paired(learnt, random.Random(0)))
    true = [one.statement for one in made if one.holds]
    false = [one.statement for one in made if not one.holds]
    assert "When was the Ruby Bridge opened? 2019" in true
    assert {one for one in false if one.startswith("When was the Ruby Bridge opened? ")}
    assert not set(true) & set(false)
    assert all(one.statement.split("? ")[-1] in one.text for one in made if one.holds and "? " in one.statement)


def test_what_fools_the_reader_is_mined_and_its_answers_are_held_against_the_known_ones(kin: Kinship) -> None:
    positives = Positives(FOLDER, random.Random(0))
    asked = lessons_of([one for query in FOLDER.queries if (one := positives.positive(query))])
    missed = lessons_of([made for _, made in many(kin, "swapped")])
    network = trained_network(WEIGHTS)
    found = mined(network, missed, asked, 1)
    again, said = found.at((found.holds < 0).nonzero().flatten()), found.at((found.holds >= 0).nonzero().flatten())
    assert 0 < len(again) < 2 * len(missed)
    assert not again.first.any()
    thought = answers(network, missed).answerable
    assert answers(network, again).answerable.mean() > thought.mean()
    assert 0 < said.holds.sum() <= len(asked)
    tokens = Tokenizer.from_file(str(installed_weights() / "tokenizer.json"))
    true = [tokens.decode(_row(said, place)) for place in said.holds.nonzero().flatten().tolist()]
    assert any(one.startswith("when was the ruby bridge opened? 2019") for one in true)


def _row(lessons: Lessons, place: int) -> list[int]:
    start = int(lessons.starts[place])
    return [int(one) for one in lessons.ids[start : start + int(lessons.lengths[place])]]


def test_masking_hides_words_of_the_question_only() -> None:
    passage = Example("", "", BRIDGE, None, (), "", "").passage
    lesson = statement_lesson(Encoder(200), "When was the Ruby Bridge opened?", passage, holds=True)
    lessons = Lessons.of([lesson] * 8)
    inputs = lessons.batch(torch.arange(8))
    hidden = masked(inputs, 1.0)
    asked = (inputs["kinds"] == 0) & (inputs["ids"] > 103)
    assert (hidden[asked] == 103).all()
    assert torch.equal(hidden[~asked], inputs["ids"][~asked])
    assert torch.equal(masked(inputs, 0.0), inputs["ids"])


def test_rule_made_near_misses_do_not_answer() -> None:
    made = clozes(list(TEXTS.values()) * 3, 60, "linden", random.Random(1))
    assert {one.recipe for one in made} == {"cloze", "cloze swapped", "cloze removed"}
    for one in made:
        assert (one.span is None) == (one.recipe != "cloze")
        if one.span:
            assert one.text[slice(*one.span)] == one.answers[0]
        if one.recipe == "cloze removed":
            assert not contains(one.text, one.answers)


def test_words_find_the_text_that_shares_the_rarest_of_them() -> None:
    nearest = Nearest(FOLDER.texts)
    assert nearest("Which miners worked in the tunnel?", 2)[0].id == "tunnel"
    assert nearest("zzz", 3) == []


def test_spaced_tokens_are_joined_and_their_answers_found_again(tmp_path: Path) -> None:
    text = "Anna , who sold ( by chance ) the ferry , lives in Linden . The ferry 's owner lives there , too ."
    asked = {"id": "1", "question": "Who sold the ferry ?", "answerable": True, "document": "a"}
    folder = read_folder(
        write_folder(
            tmp_path / "spaced", [{"id": "a", "text": text}], [asked | {"answers": ["( by chance )"], "starts": [16]}]
        )
    )
    (one,) = folder.queries
    assert one.text.text == "Anna, who sold (by chance) the ferry, lives in Linden. The ferry's owner lives there, too."
    assert [one.text.text[a:b] for a, b in one.spans] == ["(by chance)"]
    assert one.question == "Who sold the ferry?"


def test_no_text_of_a_held_out_article_is_ever_learnt_from(tmp_path: Path) -> None:
    made = examples([read_folder(squad_like(tmp_path / "squad"))], ("bridge",), 1)
    assert made.learnt
    assert {one.text for one in made.tried} == {BRIDGE}
    told = {BRIDGE[a:b] for a, b in sentences(BRIDGE)}
    assert not [one for one in made.learnt if any(sentence in one.text for sentence in told)]


def test_what_people_wrote_in_vain_is_tried_as_it_is(tmp_path: Path) -> None:
    made = examples([read_folder(squad_like(tmp_path / "squad"))], ("bridge",), 1)
    assert [one.question for one in made.tried if one.span is None] == ["Who designed the Ruby Bridge?"]
    assert {one.recipe for one in made.tried} == {"given"}


def test_the_same_seed_makes_the_same_examples(tmp_path: Path) -> None:
    folder = read_folder(squad_like(tmp_path / "squad"))
    assert examples([folder], ("bridge",), 1) == examples([folder], ("bridge",), 1)
    assert examples([folder], ("bridge",), 1) != examples([folder], ("bridge",), 2)


def test_a_lesson_points_at_the_tokens_of_its_answer() -> None:
    example = Positives(FOLDER, random.Random(3)).positive(FOLDER.queries[1])
    assert example is not None
    lesson = question_lesson(Encoder(200), example.question, example.passage, example.span)
    assert lesson is not None
    offsets = lesson.row.offsets
    start, end = offsets[lesson.first - lesson.row.first][0], offsets[lesson.last - lesson.row.first][1]
    assert example.passage.text[start:end] == "Ilse Brandt"


def test_an_answer_cut_off_by_the_limit_is_no_lesson() -> None:
    long = "The lamp burned all night. " * 60 + "Nora lit it."
    span = (long.index("Nora"), long.index("Nora") + 4)
    cut = Example("Who lit it?", "", long, span, ("Nora",), "given", "x")
    assert question_lesson(Encoder(200), cut.question, cut.passage, cut.span) is None
    assert len(lessons_of([cut])) == 0


def test_packed_lessons_come_back_as_they_were_and_give_the_batches_of_their_rows(tmp_path: Path) -> None:
    positives, encoder = Positives(FOLDER, random.Random(0)), Encoder(200)
    examples_made = [one for query in FOLDER.queries if (one := positives.positive(query))]
    made = [question_lesson(encoder, one.question, one.passage, one.span) for one in examples_made]
    rows = [one for one in made if one]
    rows.append(statement_lesson(encoder, "The bridge was opened in 2019.", examples_made[0].passage, holds=True))
    Lessons.of(rows[:4]).save(tmp_path / "a")
    Lessons.of(rows[4:]).save(tmp_path / "b")
    packed = together([Lessons.load(tmp_path / "a"), Lessons.load(tmp_path / "b")])
    places = torch.tensor([len(rows) - 1, 2, 5])
    found, wanted = packed.batch(places), batch([rows[place].row for place in places.tolist()])
    assert all(torch.equal(found[name], wanted[name]) for name in wanted)
    assert packed.first.tolist() == [one.first for one in rows]
    assert packed.holds.tolist() == [*[-1] * (len(rows) - 1), 1]


def test_a_statement_teaches_one_head_only() -> None:
    encoder = Encoder(200)
    passage = Example("", "", BRIDGE, None, (), "", "").passage
    said = [("The Ruby Bridge was opened in 2019.", True), ("The Ruby Bridge was closed in 2019.", False)]
    torch.manual_seed(0)
    network = installed_network(dropout=0.0)
    before = network.support.weight.clone()
    told: list[Progress] = []
    rows = [statement_lesson(encoder, statement, passage, holds) for statement, holds in said]
    tune(network, Lessons.of(rows), Pace(minutes=5, epochs=40), told.append)
    assert float(told[-1].losses["holds"]) < float(told[0].losses["holds"])
    assert not float(told[-1].losses["answerable"])
    assert torch.allclose(network.support.weight, before, atol=1e-3)


def test_a_dozen_examples_lower_the_loss_and_leave_the_words_as_they_were(tmp_path: Path, kin: Kinship) -> None:
    positives = Positives(FOLDER, random.Random(0))
    made = [one for query in FOLDER.queries if (one := positives.positive(query))]
    made += [one for query in FOLDER.queries[:4] if (one := Misses(positives, kin).removed(query))]
    network = installed_network(dropout=0.0)
    words = network.state_dict()[FROZEN].clone()
    told: list[Progress] = []
    done = tune(network, lessons_of(made), Pace(minutes=5, epochs=3), told.append)
    assert done.seen == 3 * len(made)
    assert told[-1].losses["span"] < told[0].losses["span"]
    assert (network.state_dict()[FROZEN] == words).all()
    path = tmp_path / "reader.safetensors"
    save(network, path)
    assert trained_network(path).state_dict().keys() == network.state_dict().keys()
    assert scores(trained_network(path), Encoder(), made).answerable == len(FOLDER.queries)


def test_training_ends_by_the_clock() -> None:
    example = Positives(FOLDER, random.Random(0)).positive(FOLDER.queries[0])
    assert example is not None
    done = tune(installed_network(0.0), lessons_of([example]), Pace(minutes=1e-9, epochs=1000))
    assert done.seen == 0


def test_scores_are_those_of_their_definitions() -> None:
    assert f1("the 38 million crowns", "38 million") == pytest.approx(0.8)
    assert auroc([3.0, 2.0, 1.0, 0.0], [True, True, False, False]) == 1.0
    assert auroc([1.0, 1.0], [True, False]) == 0.5
    low, high = interval([3.0, 1.0, 2.0, 0.0] * 20, [True, True, False, False] * 20)
    assert low < auroc([3.0, 1.0, 2.0, 0.0], [True, True, False, False]) < high


def test_the_command_trains_on_folders_and_prints_scores_of_what_it_never_saw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = squad_like(tmp_path / "squad"), tmp_path / "reader.safetensors"
    options = ["--minutes", "0.01", "--threads", "1", "--share", "0.001", "--hold-out", "bridge", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", ["training", str(folder), *options])
    main()
    assert out.stat().st_size < 25_000_000
    told = capsys.readouterr().out
    assert "squad: F1" in told
    assert "squad: statements AUROC" in told


def test_what_one_command_packs_another_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, packed, out = squad_like(tmp_path / "squad"), tmp_path / "packed", tmp_path / "reader.safetensors"
    options = ["--threads", "1", "--share", "0.001", "--hold-out", "bridge", "--pack", str(packed)]
    monkeypatch.setattr(sys, "argv", ["training", str(folder), *options])
    main()
    assert len(Lessons.load(packed)) > 0
    options = ["--threads", "1", "--minutes", "0.01", "--packed", str(packed), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", ["training", *options])
    main()
    assert out.exists()


def test_an_average_lies_half_way_between_what_was_learnt_and_what_it_went_on_from(tmp_path: Path) -> None:
    network = installed_network(dropout=0.0)
    save(network, tmp_path / "before.safetensors")
    with torch.no_grad():
        network.support.weight += 2.0
    before = network.support.weight.clone() - 2.0
    average(network, tmp_path / "before.safetensors")
    assert torch.allclose(network.support.weight, before + 1.0, atol=1e-2)
