"""The weights of the extractive engine, fitted by `python -m tests.bench.fit` on public questions.

Two are set by hand: that of the question's figures in a sentence (the last of SUPPORT) and of their missing near the
best one (-1.00 in DOUBT). Too few of the questions they were fitted on had a figure to swap; but a question about one
year must not be answered with another.
"""

SUPPORT = (1.56, 0.00, 0.00, 1.04, 2.37, 0.00, 0.69, 1.71, 0.28, -0.08, 0.00, 1.00)
SUPPORT_BIAS = -3.42
DOUBT = (0.15, 0.00, 0.00, 0.79, 1.32, 2.02, -1.00, -2.33, 0.00, 0.00, 0.16, 1.04)
DOUBT_BIAS = -0.12
