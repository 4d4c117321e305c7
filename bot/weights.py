"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on: about 700, on two articles of SQuAD 2 and on
articles of SQuADShifts, QED and XQuAD that were held out. The thresholds balance mistakes on 70 questions invented
over the briefs (`tests/bench/asked.jsonl`), in the words of people who have not read them.
Those of the question's figures in a sentence (2.00 in SUPPORT) and missing (-2.00 in DOUBT) are set by hand: the fit
gave 1.00, the least it might then, and -1.05, from few such questions.
"""

SUPPORT = (1.51, 0.00, 0.00, 1.60, 2.98, 0.00, 0.43, 1.42, 0.18, -0.25, 0.00, 2.00, 1.00)
SUPPORT_BIAS = -2.39
DOUBT = (0.12, 0.00, 0.00, 0.00, 0.60, 1.23, 0.34, 0.68, 1.17, -2.00, -0.75, -0.30, -1.91, -0.67, 0.00, 0.12, 2.74)
DOUBT_BIAS = -0.62
THRESHOLDS = {"strict": 0.60, "balanced": 0.29, "generous": 0.14}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
