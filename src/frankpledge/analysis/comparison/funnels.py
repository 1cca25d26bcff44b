"""Funnel plots: which areas lie further from the average than areas of their size do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from frankpledge.analysis.counts import Floats, check_confidence, count_series, series
from frankpledge.analysis.intervals import normal_quantile, poisson_interval, wilson_interval
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.rules import Rule

Kind = Literal["rate", "proportion", "ratio"]
Overdispersion = Literal["additive", "multiplicative", "none"]
_LEAST_AREAS = 20
_WINSORISE = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """One entry an area: its value, the interval of its own count, and the limits for an area of its size.

    `signals` names `outside` at each area that lies beyond its limits. Under 20 areas there are no limits: `lower`,
    `upper` and `z` are NaN and nothing is `outside`. `centre` is the same for all. `tau_squared` is the variance
    between areas on the log (or logit) scale, `phi` the mean of the winsorised z², None without limits.
    """

    value: Floats
    low: Floats
    high: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    z: Floats
    outside: NDArray[np.bool_]
    phi: float | None
    tau_squared: float | None
    n: int
    per: float
    confidence: float
    kind: Kind
    overdispersion: Overdispersion

    @property
    def signals(self) -> tuple[tuple[Rule, ...], ...]:
        """For each area the names of the rules that fired, as charts give them: `outside` or none."""
        return tuple(("outside",) if beyond else () for beyond in self.outside)


def funnel(
    *,
    events: Sequence[float | None] | Floats,
    base: Sequence[float | None] | Floats,
    kind: Kind = "rate",
    per: float = 1,
    overdispersion: Overdispersion = "additive",
    confidence: float = 0.998,
    winsorise: float = _WINSORISE,
) -> Funnel:
    """Return the funnel of areas: events per base, of a total (`proportion`), or over the expected events (`ratio`).

    The centre is the overall value (1 for `ratio`). Limits lie at centre × exp(± z√(s² + τ²)), s the Poisson standard
    error of the logarithm at the centre; for `proportion` on the logit. `additive` τ² is DerSimonian and Laird's from
    z-scores winsorised 10% at either end; `multiplicative` widens s by √φ instead where φ is above 1. Source:
    Spiegelhalter (2005), Statistics in Medicine 24. Counts are skewed on the logarithm: of areas without any difference
    1.0% lie outside limits of 99.8% at 10 expected events, 0.5% at 30 and 0.24% at 100. Values at the log scale need a
    count: areas with none are placed with half an event. Public Health England draws exact Poisson or Wilson limits
    without any over-dispersion, which call most areas outside: `overdispersion="none"` comes near them.

    Areas all alike lie on the centre with τ² = 0. No event anywhere, or nothing but events in a `proportion`, is
    `NotEnoughData`; a missing count likewise, a base of zero `NoDenominator`.
    """
    counts, bases = count_series(events, name="events"), series(base, name="base")
    _check(counts, bases, kind)
    _check_spread(overdispersion, winsorise)
    centre = 1.0 if kind == "ratio" else float(counts.sum() / bases.sum())
    if not 0 < centre < (1 if kind == "proportion" else np.inf):
        raise NotEnoughData("No area differs from any other: there is nothing to compare.", where="events")
    own = _intervals(counts, bases, kind, check_confidence(confidence))
    n = counts.size
    nowhere = np.full(n, np.nan)
    lower, upper, z, phi, tau = nowhere, nowhere, nowhere, None, None
    if n >= _LEAST_AREAS:
        lower, upper, z, phi, tau = _limits(counts, bases, centre, kind, overdispersion, confidence, winsorise)
    return Funnel(
        value=counts / bases * per,
        low=own[0] * per,
        high=own[1] * per,
        centre=np.full(n, centre * per),
        lower=lower * per,
        upper=upper * per,
        z=z,
        outside=np.abs(z) > normal_quantile(confidence),
        phi=phi,
        tau_squared=tau,
        n=n,
        per=per,
        confidence=confidence,
        kind=kind,
        overdispersion=overdispersion,
    )


def spread_between(*, events: Sequence[float | None] | Floats, base: Sequence[float | None] | Floats) -> float:
    """Return φ between areas: the mean of (observed − expected)² ÷ expected at the overall rate; 1 is chance alone.

    Any number of areas from two may be asked. What is far above 1 says that the areas are of different kinds, and that
    limits around their average would mean nothing.
    """
    counts, bases = count_series(events, name="events"), series(base, name="base")
    _check(counts, bases, "rate")
    expected = bases * counts.sum() / bases.sum()
    if counts.size < 2 or not np.all(expected > 0):
        raise NotEnoughData("Areas cannot be told apart: there are fewer than two, or no event.", where="events")
    return float(np.mean((counts - expected) ** 2 / expected))


def winsorised(z: Floats, share: float) -> Floats:
    """Return the scores with the lowest and highest `share` of them drawn in to the next ones."""
    low, high = np.quantile(z, [share, 1 - share])
    return np.clip(z, low, high)


def _limits(
    counts: Floats,
    bases: Floats,
    centre: float,
    kind: Kind,
    overdispersion: Overdispersion,
    confidence: float,
    winsorise: float,
) -> tuple[Floats, Floats, Floats, float, float]:
    halved = np.maximum(counts, 0.5)
    if kind == "proportion":
        place, middle = logit(np.minimum(halved, bases - 0.5) / bases), float(logit(centre))
        squared = 1 / (bases * centre * (1 - centre))
    else:
        place, middle = np.log(halved / bases), float(np.log(centre))
        squared = 1 / (bases * centre)
    plain = (place - middle) / np.sqrt(squared)
    phi = float(np.mean(winsorised(plain, winsorise) ** 2))
    tau = _tau_squared(squared, phi) if overdispersion == "additive" else 0.0
    scale = max(1.0, phi) if overdispersion == "multiplicative" else 1.0
    spread = np.sqrt(squared * scale + tau)
    half = normal_quantile(confidence) * spread
    back = expit if kind == "proportion" else np.exp
    return back(middle - half), back(middle + half), (place - middle) / spread, phi, tau


def _tau_squared(squared: Floats, phi: float) -> float:
    weights = 1 / squared
    n = weights.size
    spare = n * phi - (n - 1)
    return max(0.0, float(spare / (weights.sum() - np.sum(weights**2) / weights.sum())))


def _intervals(counts: Floats, bases: Floats, kind: Kind, confidence: float) -> tuple[Floats, Floats]:
    bounds = []
    for count, base in zip(counts, bases, strict=True):
        if kind == "proportion":
            bounds.append(wilson_interval(count=count, total=base, confidence=confidence))
        else:
            low, high, _ = poisson_interval(events=count, confidence=confidence)
            bounds.append((low / base, high / base))
    table = np.array(bounds)
    return table[:, 0], table[:, 1]


def _check(counts: Floats, bases: Floats, kind: Kind) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"{kind!r} is not one of the kinds {', '.join(get_args(Kind))}")
    if counts.size != bases.size:
        raise ValueError(f"{counts.size} counts but {bases.size} bases")
    if np.any(np.isnan(counts)):
        raise NotEnoughData("An area's count is missing, which is not the same as zero.", where="events")
    if not np.all(bases > 0):
        raise NoDenominator("An area has no base.", where="base", cure="Leave it out, and say so.")
    if kind == "proportion" and np.any(counts > count_series(bases, name="base")):
        raise NotACount("A count is more than its total.", where="events")


def _check_spread(overdispersion: Overdispersion, winsorise: float) -> None:
    if overdispersion not in get_args(Overdispersion):
        raise ValueError(f"{overdispersion!r} is not one of {', '.join(get_args(Overdispersion))}")
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"{winsorise:g} of the scores cannot be drawn in at either end")
