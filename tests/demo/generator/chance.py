"""Whether a number of hits is what a probability would give: within four standard errors of a binomial count."""

from __future__ import annotations

from math import sqrt


def plausible(hits: float, *, of: int, probability: float) -> bool:
    """Whether so many hits in so many tries agree with the probability (a true one fails one time in 16,000)."""
    error = sqrt(max(of * probability * (1 - probability), 1.0))
    return abs(hits - of * probability) <= 4 * error
