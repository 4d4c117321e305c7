"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on (1,520 rows of some 900 questions, on two
articles of SQuAD 2 and on articles of SQuADShifts, QED and XQuAD that were held out) and, counting as much together, on
270 questions invented over the briefs (`tests/bench/asked.jsonl`), in the words of people who have not read them. The
thresholds balance mistakes on those, each weighed without its fold.
Those of the question's figures in a sentence (2.00 in SUPPORT) and missing (-2.00 in DOUBT) are set by hand, and are
the least that the fit may give: it would give less, from few such questions.
"""

SUPPORT = (0.83, 0.00, 0.00, 2.06, 2.05, 0.00, 0.38, 1.40, 0.08, -0.11, 0.00, 2.00, 1.00, -0.47)
SUPPORT_BIAS = -2.19
DOUBT = (
    0.00, 0.03, 0.00, 0.09, 0.62, 0.89, 0.37, 0.34, 0.62, -2.00, -0.50, -0.11, -1.02, -0.20, 0.00,
    -1.45, -1.30, 0.00, 2.56,
)  # fmt: skip
DOUBT_BIAS = -0.73
THRESHOLDS = {"strict": 0.57, "balanced": 0.36, "generous": 0.20}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
