"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on (1,520 rows of some 900 questions, on two
articles of SQuAD 2 and on articles of SQuADShifts, QED and XQuAD that were held out) and, counting as much together, on
270 questions invented over the briefs (`tests/bench/asked.jsonl`), in the words of people who have not read them. The
thresholds balance mistakes on those, each weighed without its fold.
Those of the question's figures in a sentence (2.00 in SUPPORT) and missing (-2.00 in DOUBT) are set by hand, and are
the least that the fit may give: it would give less, from few such questions.
"""

SUPPORT = (0.77, 0.00, 0.00, 2.04, 2.04, 0.00, 0.39, 1.43, 0.04, -0.12, 0.00, 2.00, 1.00)
SUPPORT_BIAS = -2.20
DOUBT = (0.00, 0.03, 0.00, 0.00, 0.72, 0.91, 0.36, 0.39, 0.72, -2.00, -0.50, -0.06, -1.03, -0.15, 0.00, 0.00, 2.62)
DOUBT_BIAS = -0.89
THRESHOLDS = {"strict": 0.56, "balanced": 0.34, "generous": 0.23}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
