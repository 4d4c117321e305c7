"""The weights and thresholds of the extractive engine, as `python -m tests.bench.fit` prints them.

Fitted on public questions over texts that the reader was not trained on: about 870, on two articles of SQuAD 2 and on
articles of its others, XQuAD, SQuADShifts and QED that were held out. The thresholds balance mistakes on 70 questions
invented over the briefs (`tests/bench/asked.jsonl`); on the public ones they would be 0.65, 0.46 and 0.26.
"""

SUPPORT = (1.59, 0.00, 0.00, 1.86, 2.70, 0.00, 0.59, 1.56, 0.00, -0.13, 0.00, 1.00, 1.00)
SUPPORT_BIAS = -2.56
DOUBT = (0.04, 0.00, 0.00, 0.22, 0.36, 1.11, 0.43, 0.91, 1.29, -1.13, -0.50, 0.00, -1.60, -0.27, 0.00, 0.00, 1.41)
DOUBT_BIAS = -0.27
THRESHOLDS = {"strict": 0.47, "balanced": 0.26, "generous": 0.12}
"""The confidence below which an answer is refused, by the setting SERAI_REFUSAL."""
