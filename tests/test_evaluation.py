"""The gold is sound, its scores are what a hand would reckon, and the answers to a part of it stay above a floor."""

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot import render
from bot.bootstrap import answering
from bot.settings import BotSettings
from index import generation, records
from index.build import build
from index.embed import Embedder
from tests.evaluation import drive, scoring, tables
from tests.evaluation.gold import ANSWERABLE, UNANSWERABLE, Evidence, Gold, read_data, read_gold
from tests.evaluation.judge import Judgement, LostQuotationError, judge
from tests.evaluation.report import Report, report

REPOSITORY = Path(__file__).resolve().parents[1]
CORPUS = REPOSITORY / "corpus"
GOLD = read_gold(REPOSITORY / "tests" / "evaluation" / "gold.jsonl")

GATE = GOLD[::7]
"""Every seventh question, so that nobody picks them: some of each kind."""

# Floors of the gate, a good deal under what the extractive engine reached on it (code 88d275c14689, after the colon).
# They catch what breaks, not what wavers: 14 questions are answerable, 7 are not. Raise them as the engine gets better.
LEAST_HIT_4 = 0.75  # : 14 of 14
LEAST_CITED = 0.5  # : 10 of 14
LEAST_RIGHT = 0.5  # : 10 of 14
MOST_FALSELY_REFUSED = 0.3  # : 1 of 14
LEAST_REFUSED = 0.5  # : 6 of 7


# The gold


def test_every_gold_question_has_an_id_and_a_wording_of_its_own() -> None:
    assert len({gold.id for gold in GOLD}) == len(GOLD)
    assert len({gold.question.casefold() for gold in GOLD}) == len(GOLD)


def test_the_gold_has_enough_questions_of_every_kind() -> None:
    kinds = Counter(gold.kind for gold in GOLD)
    assert set(kinds) == {*ANSWERABLE, *UNANSWERABLE}
    assert all(kinds[kind] >= 6 for kind in kinds)
    assert sum(kinds[kind] for kind in ANSWERABLE) >= 56
    assert sum(kinds[kind] for kind in UNANSWERABLE) >= 28


def test_answerable_gold_has_evidence_and_facts_and_other_gold_has_none() -> None:
    for gold in GOLD:
        assert gold.answerable == (gold.kind in ANSWERABLE) == bool(gold.evidence) == bool(gold.facts), gold.id
        assert all(spelling.strip() for fact in gold.facts for spelling in fact), gold.id


def test_every_quotation_stands_once_and_verbatim_in_its_document_without_source_marks() -> None:
    for gold in GOLD:
        for one in gold.evidence:
            assert (CORPUS / one.document).read_text(encoding="utf-8").count(one.quotation) == 1, (gold.id, one)
            assert "[1]" not in one.quotation, gold.id


def test_the_quotations_say_the_facts() -> None:
    for gold in GOLD:
        quoted = " ".join(one.quotation for one in gold.evidence)
        assert scoring.says(quoted, gold.facts), gold.id


def test_the_gold_asks_about_most_briefs() -> None:
    assert len({one.document for gold in GOLD for one in gold.evidence}) >= 50


# The scores


def test_a_hit_covers_a_quotation_that_stands_wholly_in_it() -> None:
    assert scoring.covers((10, 50), (10, 50))
    assert not scoring.covers((10, 50), (49, 51))


def test_hit_asks_for_some_of_the_evidence_and_whole_for_all_of_it() -> None:
    assert scoring.hit_at([3, None], 4)
    assert not scoring.hit_at([3, None], 2)
    assert not scoring.whole_at([3, None], 4)
    assert scoring.whole_at([3, 4], 4)


@pytest.mark.parametrize(
    ("ranks", "gain"),
    [
        ([1], 1.0),
        ([3], 0.5),  # 1 / log2(4)
        ([None], 0.0),
        ([11], 0.0),
        ([1, 1], 1.0),  # one hit holds both
        ([1, 3], 0.919721),  # (1 + 0.5) / (1 + 0.63093)
        ([1, None], 0.613147),  # 1 / (1 + 0.63093)
    ],
)
def test_ndcg_weighs_each_proving_hit_by_its_rank(ranks: Sequence[int | None], gain: float) -> None:
    assert scoring.ndcg(ranks) == pytest.approx(gain, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "fact", "said"),
    [
        ("It handled 16,400 trips.", "16,400", True),
        ("It handled 116,400 trips.", "16,400", False),
        ("It cost 16,400.5 yuan.", "16,400", False),
        ("It cost US$4.2 billion.", "4.2 billion", True),
        ("up 14%, since 2014", "14", True),
        ("since 2014", "14", False),
        ("the Xi’an summit", "Xi'an", True),
        ("73–80% of the inflow", "73-80%", True),
        ("KHORGOS\u00a0Gateway", "khorgos gateway", True),
        ("Mexico", "Mexic", False),
        ("他们是308人", "308", True),
    ],
)
def test_a_fact_is_said_in_whole_words_and_whole_numbers(text: str, fact: str, said: bool) -> None:
    assert scoring.contains(text, fact) is said


def test_a_right_answer_says_every_fact_in_sixty_words_or_fewer() -> None:
    assert scoring.right("Kashgar and Horgos. [1][2]", [["Kashgar"], ["Khorgos", "Horgos"]])
    assert not scoring.right("Kashgar. [1]", [["Kashgar"], ["Khorgos", "Horgos"]])
    assert scoring.right("Kashgar " * 60 + "[1]", [["Kashgar"]])
    assert not scoring.right("Kashgar " * 61, [["Kashgar"]])
    assert not scoring.right("Many. [5]", [["5"]])


def test_citation_marks_are_no_words() -> None:
    assert scoring.words("Two words [1][2]. And three more.[3]") == 5


def test_a_quote_proves_when_it_holds_half_of_the_quotation() -> None:
    assert scoring.proves((0, 100), (20, 60))
    assert scoring.proves((40, 100), (20, 60))
    assert not scoring.proves((41, 100), (20, 60))
    assert not scoring.proves((60, 100), (20, 60))


def test_a_quote_is_exact_only_where_it_says_it_stands() -> None:
    assert scoring.exact("abcdef", 2, 4, "cd")
    assert not scoring.exact("abcdef", 2, 4, "de")
    assert not scoring.exact("abcdef", 2, 2, "")
    assert not scoring.exact(None, 2, 4, "cd")


def test_auroc_counts_the_pairs_in_order_and_half_of_the_ties() -> None:
    assert scoring.auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert scoring.auroc([0.2], [0.8]) == 0
    assert math.isnan(scoring.auroc([], [0.8]))


def test_wilson_gives_the_interval_of_a_proportion() -> None:
    assert scoring.wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert scoring.wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert scoring.wilson(0, 0) == (0.0, 1.0)


def test_percentiles_take_the_nearest_rank() -> None:
    assert scoring.percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert scoring.percentile([float(n) for n in range(1, 101)], 95) == 95.0
    assert math.isnan(scoring.percentile([], 50))


def test_a_bootstrap_gives_the_same_interval_each_time() -> None:
    values = [0.0, 1.0] * 50
    low, high = scoring.bootstrap(values)
    assert (low, high) == scoring.bootstrap(values)
    assert low == pytest.approx(0.4, abs=0.03)
    assert high == pytest.approx(0.6, abs=0.03)
    assert scoring.bootstrap_auroc([0.9], [0.1]) == (1.0, 1.0)


# A judgement

TEXTS = {"mill.txt": "The mill burned down in 1911. It was rebuilt in brick."}
BURNED = Gold("mill", "When did it burn?", "date", True, (Evidence("mill.txt", "burned down in 1911"),), (("1911",),))


def _hit(document: str, start: int, end: int) -> dict[str, Any]:
    return {"document": document, "start": start, "end": end, "text": TEXTS[document][start:end], "score": 1.0}


def _reply(text: str, *places: tuple[int, int]) -> dict[str, Any]:
    cited = [{"document": "mill.txt", "start": a, "end": b, "quote": TEXTS["mill.txt"][a:b]} for a, b in places]
    return {
        "answered": bool(cited),
        "confidence": 0.7,
        "answer": text,
        "citations": cited,
        "waited": 0.1,
        "engine": "x",
    }


def _judged(gold: Gold, answer: dict[str, Any], *hits: dict[str, Any]) -> Judgement:
    return judge(gold, {"hits": hits}, answer, TEXTS)


def test_an_answer_with_its_proof_is_found_cited_right_and_exact() -> None:
    judged = _judged(
        BURNED, _reply("It burned in 1911. [1]", (0, 29)), _hit("mill.txt", 30, 54), _hit("mill.txt", 0, 54)
    )
    assert judged.ranks == (2,)
    assert judged.cited
    assert judged.right
    assert judged.exact == (True,)
    assert judged.words == 4


def test_a_right_answer_with_another_quote_is_not_proven() -> None:
    judged = _judged(BURNED, _reply("It burned in 1911. [1]", (30, 54)), _hit("mill.txt", 30, 54))
    assert judged.ranks == (None,)
    assert judged.right
    assert not judged.proven


def test_a_cited_answer_that_does_not_say_the_fact_is_not_right() -> None:
    judged = _judged(BURNED, _reply("It burned down. [1]", (0, 29)), _hit("mill.txt", 0, 54))
    assert judged.cited
    assert not judged.right


def test_a_refusal_is_neither_right_nor_cited_whatever_it_says() -> None:
    judged = _judged(BURNED, _reply("The texts don't say what burned in 1911."), _hit("mill.txt", 0, 54))
    assert not judged.answered
    assert not judged.right
    assert not judged.cited


def test_any_of_several_pieces_of_evidence_is_enough_where_the_gold_says_so() -> None:
    both = (*BURNED.evidence, Evidence("mill.txt", "rebuilt in brick"))
    answer = _reply("It burned in 1911. [1]", (0, 29))
    whole = _judged(Gold("both", "?", "date", True, both, BURNED.facts), answer, _hit("mill.txt", 0, 29))
    either = _judged(Gold("any", "?", "date", True, both, BURNED.facts, any=True), answer, _hit("mill.txt", 0, 29))
    assert (whole.ranks, whole.cited) == ((1, None), False)
    assert (either.ranks, either.cited) == ((1,), True)


def test_public_data_is_found_by_document_and_right_by_an_answer_in_the_first_two_quotes() -> None:
    gold = Gold("public", "?", "answerable", True, (Evidence("mill.txt"),), (("in brick", "of brick"),))
    hits = [{"document": "other", "start": 0, "end": 9}] * 3 + [_hit("mill.txt", 0, 29)]
    judged = _judged(gold, _reply("It was rebuilt. [1][2]", (0, 29), (30, 54)), *hits)
    assert judged.ranks == (2,)
    assert judged.proven
    assert not _judged(gold, _reply("It was rebuilt. [1]", (0, 29)), *hits).right


def test_a_quotation_that_the_corpus_lacks_is_named() -> None:
    with pytest.raises(LostQuotationError, match="burned down in 1911"):
        judge(BURNED, {"hits": [_hit("mill.txt", 0, 54)]}, _reply("No."), {"mill.txt": "Another text."})


# The report


def _small_report() -> Report:
    absent = Gold("absent", "Who owned | it?", "absent", False)
    judged = [
        _judged(BURNED, _reply("It burned in 1911. [1]", (0, 29)), _hit("mill.txt", 0, 54)),
        _judged(absent, _reply("It was brick. [1]", (30, 54)), _hit("mill.txt", 0, 54)),
    ]
    return report(judged, {"engine": "x"})


def test_the_report_sums_up_what_was_judged() -> None:
    made = _small_report()
    assert made["hit@1"] == made["right and cited"] == made["quote exact"] == 1.0
    assert made["refused"] == made["falsely refused"] == 0.0
    assert made["AUROC of confidence"] == 0.5
    assert made["answer length, mean"] == 3.5
    assert [kind.name for kind in made.kinds] == ["date", "absent"]
    assert json.loads(json.dumps(made.as_json(), allow_nan=False))["questions"][0]["gold"]["id"] == "mill"


def test_the_refusal_curve_says_what_each_threshold_would_have_done() -> None:
    made = _small_report()
    low, high = (next(one for one in made.curve if (one.kind, one.threshold) == ("", at)) for at in (0.7, 0.8))
    assert (low.refused_absent.value, low.refused_present.value, low.right.value) == (0.0, 0.0, 1.0)
    assert (high.refused_absent.value, high.refused_present.value, high.right.value) == (1.0, 1.0, 0.0)
    assert {one.kind for one in made.curve} == {"", "date", "absent"}
    assert "| date | 0.7 |  | 0 % (0–79) | 100 % (21–100) |" in tables.markdown(made)


def test_a_refused_question_would_be_right_where_the_nearest_quote_holds_the_facts() -> None:
    refused = _reply("The texts don't say.") | {"nearest": [{"document": "mill.txt", "quote": "It burned in 1911."}]}
    judged = _judged(BURNED, refused, _hit("mill.txt", 0, 54))
    assert (judged.right, judged.would_be_right) == (False, True)


def test_the_report_is_written_as_tables_that_name_what_went_wrong() -> None:
    written = tables.markdown(_small_report())
    assert "| absent: Who owned \\| it? | answered | It was brick. [1] |" in written
    assert "| right and cited | 100.0 % | 20.7 % to 100.0 % | 1 |" in written
    console = Console(record=True, width=120)
    with console.capture() as shown:
        tables.show(_small_report(), console)
    assert "quote exact" in shown.get()


def test_a_report_without_unanswerable_questions_says_nothing_of_them() -> None:
    made = report([_judged(BURNED, _reply("No."), _hit("mill.txt", 0, 54))], {})
    assert "| refused | – |" in tables.markdown(made)
    json.dumps(made.as_json(), allow_nan=False)


# The way there


def _script(tmp_path: Path, body: str) -> list[str]:
    script = tmp_path / "stand_in.py"
    script.write_text(f"import json, sys\nfor line in sys.stdin:\n    asked = json.loads(line)\n    {body}\n")
    return [sys.executable, str(script)]


def test_one_process_is_asked_line_by_line(tmp_path: Path) -> None:
    command = _script(tmp_path, "print(json.dumps({'id': asked['id'], 'n': len(asked['question'])}), flush=True)")
    replies = list(drive.replies(command, [BURNED, Gold("other", "Wer wohnt in Zürich?", "absent", False)]))
    assert [reply["n"] for reply in replies] == [17, 20]
    assert all(reply["waited"] > 0 for reply in replies)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [("sys.exit(3)", "ended at question mill"), ('print(\'{"id": "x"}\', flush=True)', "reply of question x")],
)
def test_a_process_that_does_not_answer_is_named(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(drive.EndedEarlyError, match=complaint):
        list(drive.replies(_script(tmp_path, body), [BURNED]))


def test_a_folder_of_public_data_becomes_gold(tmp_path: Path) -> None:
    rows = [
        {
            "id": str(n),
            "question": f"{n}?",
            "answerable": n % 2 == 0,
            "document": "d",
            "answers": ["x", ""],
            "starts": [1],
        }
        for n in range(20)
    ]
    (tmp_path / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    questions = read_data(tmp_path)
    assert questions[0] == Gold("0", "0?", "answerable", True, (Evidence("d"),), (("x",),))
    assert questions[1] == Gold("1", "1?", "unanswerable", False)
    assert len(read_data(tmp_path, 5)) == 5
    assert read_data(tmp_path, 5) == read_data(tmp_path, 5)


# The gate


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report on the gate's questions, answered by the real chain over the whole corpus."""
    root = tmp_path_factory.mktemp("gate")
    build(CORPUS, root, Embedder())
    texts = {one.document.id: one.document.text for one in records.read(generation.live(root).records)}
    answer = answering(BotSettings(index=root))
    judged = []
    for gold in GATE:
        hits = [_row(hit) for hit in answer.searcher.search(gold.question, 10).hits]
        reply = render.to_json(answer(gold.question), gold.id, 0.0) | {"waited": 0.0}
        judged.append(judge(gold, {"hits": hits}, reply, texts))
    answer.searcher.close()
    return report(judged, {})


def _row(hit: Any) -> dict[str, Any]:
    return {"document": hit.passage.document_id, "start": hit.passage.start, "end": hit.passage.end}


def test_every_quote_of_the_gate_stands_in_its_document(gate: Report) -> None:
    assert gate["quote exact"] == 1.0


def test_the_gate_finds_cites_and_says_what_the_corpus_holds(gate: Report) -> None:
    assert gate["hit@4"] >= LEAST_HIT_4
    assert gate["cited"] >= LEAST_CITED
    assert gate["right"] >= LEAST_RIGHT
    assert gate["falsely refused"] <= MOST_FALSELY_REFUSED


def test_the_gate_refuses_what_the_corpus_does_not_hold(gate: Report) -> None:
    assert gate["refused"] >= LEAST_REFUSED
