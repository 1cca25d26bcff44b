"""Ranks with their intervals: most areas cannot be told from their neighbours in a league table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.analysis.counts import Floats, check_confidence, count_series, series
from frankpledge.analysis.refusals import NoDenominator, NotEnoughData

_PRIOR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RankIntervals:
    """One entry an area: its rank (1 is the highest rate; ties share the middle of their ranks) and its interval."""

    rank: Floats
    low: Floats
    high: Floats
    n: int
    draws: int
    seed: int
    confidence: float

    @property
    def value(self) -> Floats:
        """The ranks, as estimates name theirs."""
        return self.rank


def rank_intervals(
    *,
    events: Sequence[float | None] | Floats,
    base: Sequence[float | None] | Floats,
    draws: int = 10_000,
    seed: int = 1,
    dispersion: float = 1.0,
    confidence: float = 0.95,
) -> RankIntervals:
    """Return each area's rank by rate and the interval in which its rank lies, by simulation.

    Each draw takes a rate for every area from the gamma posterior of its Poisson count (Jeffreys prior: count + ½), the
    counts and bases divided by `dispersion` first. Overlapping intervals mean that the order is not known. One area is
    first for certain; areas without any event anywhere tie. Source: Goldstein and Spiegelhalter (1996), Journal of the
    Royal Statistical Society A 159.
    """
    check_confidence(confidence)
    counts, bases = count_series(events, name="events"), series(base, name="base")
    if counts.size != bases.size:
        raise ValueError(f"{counts.size} counts but {bases.size} bases")
    if np.any(np.isnan(counts)):
        raise NotEnoughData("An area's count is missing, which is not the same as zero.", where="events")
    if not np.all(bases > 0):
        raise NoDenominator("An area has no base, so it has no rate to rank.", where="base")
    if draws < 1:
        raise ValueError("ranks by simulation need a draw")
    if not dispersion >= 1:
        raise ValueError(f"a dispersion of {dispersion:g} would make the counts surer than Poisson counts")
    rng = np.random.default_rng(seed)
    rates = rng.gamma(counts / dispersion + _PRIOR, dispersion / bases, size=(draws, counts.size))
    drawn = np.argsort(np.argsort(-rates, axis=1), axis=1) + 1
    tail = (1 - confidence) / 2
    return RankIntervals(
        rank=_ranks(counts / bases),
        low=np.quantile(drawn, tail, axis=0, method="inverted_cdf").astype(np.float64),
        high=np.quantile(drawn, 1 - tail, axis=0, method="inverted_cdf").astype(np.float64),
        n=counts.size,
        draws=draws,
        seed=seed,
        confidence=confidence,
    )


def _ranks(rates: Floats) -> Floats:
    above = np.sum(rates[None, :] > rates[:, None], axis=1)
    level = np.sum(rates[None, :] == rates[:, None], axis=1)
    ranks: Floats = above + (level + 1) / 2
    return ranks
