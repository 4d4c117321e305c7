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
    0.00, 0.03, 0.00, 0.01, 0.62, 0.85, 0.41, 0.39, 0.64, -2.00, -0.50, -0.13, -1.01, -0.19, 0.00,
    -1.41, -1.31, 0.00, 2.58,
)  # fmt: skip
DOUBT_BIAS = -0.76
THRESHOLDS = {"strict": 0.57, "balanced": 0.36, "generous": 0.21}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
