"""The weights of the extractive engine, fitted by `python -m tests.bench.fit` on public questions.

Two are set by hand: that of the question's figures in a sentence (the last of SUPPORT) and of their missing near the
best one (-2.00 in DOUBT). Too few of the questions they were fitted on had a figure to swap; but a question about one
year must not be answered with another.
"""

SUPPORT = (1.88, 0.00, 0.00, 1.85, 2.80, 0.00, 0.23, 1.32, 0.06, -0.10, 0.00, 1.00)
SUPPORT_BIAS = -2.09
DOUBT = (0.55, 0.00, 0.00, 0.00, 0.37, 1.52, -2.00, -2.81, -0.17, 0.00, 0.00, 3.52)
DOUBT_BIAS = -1.17
