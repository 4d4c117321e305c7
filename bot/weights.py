"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on: 1,520 rows of some 900 questions, on two
articles of SQuAD 2 and on articles of SQuADShifts, QED and XQuAD that were held out. The thresholds balance mistakes
on 70 questions invented over the briefs (`tests/bench/asked.jsonl`), in the words of people who have not read them.
Those of the question's figures in a sentence (2.00 in SUPPORT) and missing (-2.00 in DOUBT) are set by hand, and are
the least that the fit may give: it would give less, from few such questions.
"""

SUPPORT = (1.18, 0.00, 0.00, 1.87, 2.80, 0.00, 0.76, 1.24, 0.02, -0.08, 0.00, 2.00, 1.00)
SUPPORT_BIAS = -2.51
DOUBT = (0.03, 0.00, 0.00, 0.04, 0.68, 1.15, 0.34, 0.81, 1.12, -2.00, -0.50, -0.35, -1.70, -0.54, 0.00, 0.14, 2.78)
DOUBT_BIAS = -0.87
THRESHOLDS = {"strict": 0.61, "balanced": 0.28, "generous": 0.14}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
