"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on (1,520 rows of some 900 questions, on two
articles of SQuAD 2 and on articles of SQuADShifts, QED and XQuAD that were held out) and, counting as much together, on
270 questions invented over the briefs (`tests/bench/asked.jsonl`), in the words of people who have not read them. The
thresholds balance mistakes on those, each weighed without its fold.
Those of the question's figures in a sentence (2.00 in SUPPORT) and missing (-2.00 in DOUBT) are set by hand, and are
the least that the fit may give: it would give less, from few such questions.
"""

SUPPORT = (0.77, 0.00, 0.00, 2.04, 2.01, 0.00, 0.40, 1.42, 0.04, -0.09, 0.00, 2.00, 1.00, -0.46)
SUPPORT_BIAS = -2.20
DOUBT = (
    0.00, 0.03, 0.00, 0.09, 0.62, 0.89, 0.36, 0.34, 0.62, -2.00, -0.50, -0.11, -1.02, -0.20, 0.00,
    -1.44, -1.34, 0.00, 2.56,
)  # fmt: skip
DOUBT_BIAS = -0.71
THRESHOLDS = {"strict": 0.57, "balanced": 0.37, "generous": 0.22}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
