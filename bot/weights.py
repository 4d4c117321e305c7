"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on (1,520 rows of some 900 questions, on two
articles of SQuAD 2 and on articles of SQuADShifts, QED and XQuAD that were held out) and, counting as much together, on
270 questions invented over the briefs (`tests/bench/asked.jsonl`), in the words of people who have not read them. The
thresholds balance mistakes on those, each weighed without its fold.
Those of the question's figures in a sentence (2.00 in SUPPORT) and missing (-2.00 in DOUBT) are set by hand, and are
the least that the fit may give: it would give less, from few such questions.
"""

SUPPORT = (1.02, 0.00, 0.00, 1.88, 1.09, 0.00, 0.44, 1.31, 0.14, -0.18, 0.00, 2.00, 1.00, -0.42)
SUPPORT_BIAS = -2.12
DOUBT = (
    0.00, 0.03, 0.00, 0.00, 0.28, 0.71, 0.00, 0.48, 0.34, -2.00, -0.50, -0.25, -0.92, -0.16,
    0.00, -0.70, -1.09, 0.00, 2.67, 0.24,
)  # fmt: skip
DOUBT_BIAS = -0.45
THRESHOLDS = {"strict": 0.54, "balanced": 0.34, "generous": 0.19}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""

BACKING = (
    0.70, 0.69, -0.03, -0.45, -0.33, -0.67, -0.01, -0.22, -0.18, -0.27, 0.00, -0.00, 0.00, -3.50,
    -3.50, -3.50, -3.50, -3.50, -3.50, -3.50, -3.50, -3.50, -3.50, -3.50,
)  # fmt: skip
"""How the signs that quotes back a statement are weighed (`bot.backing`), as `tests.bench.weighing` prints it."""
BACKING_BIAS = 0.56
PROVEN = -0.5
"""The log-odds below which a statement is not proven."""
