"""Are areas becoming more alike over time? How far their rates lie apart, period after period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.trend import MINIMUM, MannKendall, mann_kendall

_LEAST_AREAS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """`spread` is the standard deviation of the logarithms of the rates in each period, beyond what chance brings.

    `raw` is the same with chance in it. `trend` tests the spread; `verdict` is converging, diverging or cannot_tell.
    `relative` is each area's rate over the rate of all together (periods × areas): 1 is level with the whole.
    """

    verdict: Literal["converging", "diverging", "cannot_tell"]
    spread: Floats
    raw: Floats
    relative: Floats
    trend: MannKendall
    n: int
    periods: int


def convergence(
    *,
    events: Sequence[Sequence[float]] | Floats,
    base: Sequence[Sequence[float]] | Floats,
    alpha: float = 0.05,
) -> Convergence:
    """Return whether the rates of areas draw together over periods; `events` and `base` are periods × areas.

    Sigma-convergence (Barro and Sala-i-Martin 1992): the spread of log rates falls. Small counts lie apart by chance,
    so the mean Poisson variance of the logarithms (1 ÷ events) is taken from each period's variance, never below zero.
    The trend is Mann and Kendall's at `alpha`, for which eight periods are needed; three areas at least. An area
    without an event in a period has no logarithm: `NotEnoughData`, join periods or areas; so has a spread that is
    nothing beyond chance in every period, for it cannot fall. That extremes draw to the middle in the first periods
    after areas were picked for being extreme is regression to the mean, not convergence.
    """
    counts, bases = np.asarray(events, dtype=np.float64), np.asarray(base, dtype=np.float64)
    if counts.ndim != 2 or counts.shape != bases.shape:
        raise ValueError(f"events and base are periods × areas alike: got {counts.shape} and {bases.shape}")
    if counts.shape[1] < _LEAST_AREAS:
        raise NotEnoughData(f"Areas drawing together need {_LEAST_AREAS}; there are {counts.shape[1]}.", where="events")
    if np.any(np.isnan(counts)):
        raise NotEnoughData("An area's count is missing, which is not the same as zero.", where="events")
    if np.any(counts < 0) or np.any(np.isinf(counts)):
        raise NotACount("A count is negative or without end.", where="events")
    if not np.all((bases > 0) & np.isfinite(bases)):
        raise NoDenominator("An area has no base.", where="base")
    if np.any(counts == 0):
        raise NotEnoughData("An area had no event in a period.", where="events", cure="Join periods or areas.")
    logs = np.log(counts / bases)
    variance = logs.var(axis=1, ddof=1)
    spread = np.sqrt(np.maximum(0.0, variance - np.mean(1 / counts, axis=1)))
    if len(counts) >= MINIMUM and not spread.any():
        raise NotEnoughData("The areas never lie further apart than chance would put them.", where="events")
    trend = mann_kendall(values=spread, alpha=alpha)
    words: dict[str, Literal["converging", "diverging", "cannot_tell"]] = {
        "decreasing": "converging",
        "increasing": "diverging",
        "none": "cannot_tell",
    }
    whole = counts.sum(axis=1, keepdims=True) / bases.sum(axis=1, keepdims=True)
    return Convergence(
        verdict=words[trend.trend],
        spread=spread,
        raw=np.sqrt(variance),
        relative=counts / bases / whole,
        trend=trend,
        n=int(counts.shape[1]),
        periods=int(counts.shape[0]),
    )
