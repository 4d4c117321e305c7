"""The weights of the extractive engine, fitted by `python -m tests.bench.fit` on public questions."""

SUPPORT = (6.0, 3.0, 1.0, 3.0, 1.0, 0.3, 0.7, -0.7, 1.0)
SUPPORT_BIAS = -6.0
DOUBT = (1.0, 0.2, 3.0, 1.0, -2.0, -1.5, -1.0, -3.0, 1.0, 1.0)
DOUBT_BIAS = -2.0
