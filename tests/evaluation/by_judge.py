"""Extra columns by an LLM judge, never the only ones: `… -m tests.evaluation.by_judge --model NAME --url ADDRESS`.

It reads `report.json` of an evaluation and asks deepeval's faithfulness and answer relevancy of each answer, with a
chat model of any server that speaks OpenAI's protocol as the judge. It needs deepeval, which wants other versions of
rich and click than we pin and adds plugins to pytest, and so lives in an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

REPORT = Path(__file__).resolve().parents[2] / "reports" / "evaluation" / "report.json"


def main() -> None:
    """Judge the answers of a report, print the means, and write the scores beside it."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.by_judge", description=__doc__)
    parser.add_argument("--report", type=Path, default=REPORT)
    parser.add_argument("--model", required=True, help="the judge, as its server calls it")
    parser.add_argument("--url", required=True, help="its server, ending in /v1; the key is OPENAI_API_KEY")
    parser.add_argument("--limit", type=int, default=None, help="how many answers")
    given = parser.parse_args()
    answered = [one for one in json.loads(given.report.read_text(encoding="utf-8"))["questions"] if one["answered"]]
    rows = judged(answered[: given.limit], given.model, given.url)
    given.report.with_name("judged.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    for name in ("faithfulness", "answer relevancy"):
        scores = [row[name] for row in rows if row[name] is not None]
        mean = sum(scores) / len(scores) if scores else float("nan")
        print(f"{name}: {mean:.3f} over {len(scores)} of {len(rows)} answers, by {given.model}")  # noqa: T201


def judged(answered: list[dict[str, Any]], model: str, url: str) -> list[dict[str, Any]]:
    """Return the scores of each answer, 0 to 1; None where the judge's reply could not be used."""
    os.environ["DEEPEVAL_TELEMETRY_OPT_OUT"] = "1"  # before it is imported: it reports home otherwise
    from deepeval.metrics import AnswerRelevancyMetric, FaithfulnessMetric
    from deepeval.models import LocalModel
    from deepeval.test_case import LLMTestCase

    key = os.environ.get("OPENAI_API_KEY", "none")
    judge = LocalModel(model=model, base_url=url, api_key=key, temperature=0)
    rows = []
    for one in answered:
        case = LLMTestCase(
            input=one["gold"]["question"], actual_output=one["answer"], retrieval_context=list(one["quotes"])
        )
        row: dict[str, Any] = {"id": one["gold"]["id"]}
        for name, metric in (("faithfulness", FaithfulnessMetric), ("answer relevancy", AnswerRelevancyMetric)):
            try:
                row[name] = metric(model=judge, async_mode=False, include_reason=False).measure(
                    case, _show_indicator=False
                )
            except Exception:  # whatever the library raises of a reply that it cannot read
                row[name] = None
        rows.append(row)
    return rows


if __name__ == "__main__":
    main()
