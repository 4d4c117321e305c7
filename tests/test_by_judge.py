"""The judge's columns, with a stand-in for deepeval, which lives in an environment of its own."""

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.evaluation.by_judge import main

ANSWERS = [
    {
        "answered": True,
        "gold": {"id": "a", "question": "How long?"},
        "answer": "It is 412 m. [1]",
        "quotes": ["It is."],
    },
    {"answered": True, "gold": {"id": "b", "question": "How old?"}, "answer": "Unreadable. [1]", "quotes": ["It is."]},
    {"answered": False, "gold": {"id": "c", "question": "Why?"}, "answer": "The texts don't say.", "quotes": []},
]


class Metric:
    """Scores every answer alike, but for one whose judgement cannot be read."""

    def __init__(self, **options: Any) -> None:
        self.judge = options["model"]

    def measure(self, case: SimpleNamespace, **_: Any) -> float:
        if case.actual_output.startswith("Unreadable"):
            raise ValueError("no JSON")
        return 0.5


def test_the_answers_of_a_report_are_judged_and_an_unreadable_judgement_is_no_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, holds in {
        "deepeval": {},
        "deepeval.metrics": {"FaithfulnessMetric": Metric, "AnswerRelevancyMetric": Metric},
        "deepeval.models": {"LocalModel": SimpleNamespace},
        "deepeval.test_case": {"LLMTestCase": SimpleNamespace},
    }.items():
        module = ModuleType(name)
        module.__dict__.update(holds)
        monkeypatch.setitem(sys.modules, name, module)
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"questions": ANSWERS}))
    monkeypatch.setattr(
        sys, "argv", ["by_judge", "--report", str(report), "--model", "judge-1", "--url", "http://127.0.0.1:9/v1"]
    )
    monkeypatch.setenv("DEEPEVAL_TELEMETRY_OPT_OUT", "")
    main()
    assert "faithfulness: 0.500 over 1 of 2 answers, by judge-1" in capsys.readouterr().out
    assert json.loads((tmp_path / "judged.json").read_text()) == [
        {"id": "a", "faithfulness": 0.5, "answer relevancy": 0.5},
        {"id": "b", "faithfulness": None, "answer relevancy": None},
    ]
