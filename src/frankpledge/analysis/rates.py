"""Rates, shares and means with the interval that belongs to them, and the age of the population beneath.

A rate is a count × `per` ÷ a population of a stated kind. The interval says how far the count could have fallen
otherwise by chance alone; it does not cover what went unreported or was recorded elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Literal

import numpy as np
from scipy.stats import t as student

from frankpledge.analysis.counts import (
    Floats,
    check_base,
    check_confidence,
    check_count,
    check_per,
    count_series,
    series,
)
from frankpledge.analysis.intervals import BYAR_FROM, poisson_interval, wilson_interval
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData

_STANDARDISED_FROM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its two-sided interval. `n` is what the interval rests on: events, or the total of a share."""

    value: float
    low: float
    high: float
    n: float
    per: float
    confidence: float
    method: str

    @property
    def lower(self) -> float:
        """The lower bound, by its longer name."""
        return self.low

    @property
    def upper(self) -> float:
        """The upper bound, by its longer name."""
        return self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Estimate):
    """A rate per `per` of `population`; `n` and `events` are the same count."""

    population: float

    @property
    def events(self) -> float:
        """The events counted."""
        return self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Estimate):
    """A share between 0 and 1 (times `per`) of a total `n`."""

    count: float


@dataclass(frozen=True, slots=True)
class EstimateAge:
    """How far the population estimate lies from the window: `usable`, `flagged` or `refused`, and by how many years."""

    years: int
    verdict: Literal["usable", "flagged", "refused"]


def rate(
    *,
    events: float,
    population: float,
    per: float = 1_000,
    confidence: float = 0.95,
    exact_below: float = BYAR_FROM,
) -> Rate:
    """Return the crude rate with its two-sided Poisson interval (exact below 10 events, Byar from 10).

    An area without residents has no rate: that is `NoDenominator` (a ValueError), never a zero. Zero events give a
    rate of 0 whose lower bound is 0. More events than people are no mistake: people may be harmed twice. Source: Public
    Health England, Technical Guide: Confidence Intervals (2018), whose threshold of 10 events this is. Others use the
    exact method throughout (`exact_below=math.inf`) or Byar's (`exact_below=0`); from 10 events they differ by less
    than 0.3% of the rate.
    """
    check_count(events, name="events")
    population = check_base(population, name="population")
    low, high, method = poisson_interval(
        events=float(events), confidence=check_confidence(confidence), exact_below=exact_below
    )
    scale = check_per(per) / population
    return Rate(
        value=events * scale,
        low=low * scale,
        high=high * scale,
        n=events,
        per=per,
        confidence=confidence,
        method=method,
        population=population,
    )


def proportion(*, count: float, total: float, per: float = 1, confidence: float = 0.95) -> Share:
    """Return the share `count` ÷ `total` with Wilson's interval (20 of 35 are 57%: 41 to 72%).

    A total of zero is `NoDenominator`; a count above its total is `NotACount`. None of a total has a lower bound of 0,
    all of it an upper bound of 1. `per=100` gives percentages. Source: Wilson (1927), without continuity correction, as
    Newcombe's (1998) method 3 and Public Health England's; it covers what it claims on average. Others use Clopper and
    Pearson's, which is never too short and mostly too long: `scipy.stats.binomtest(k, n).proportion_ci("exact")`.
    """
    check_count(count, name="count")
    total = check_base(total, name="total")
    check_per(per)
    if count > total:
        raise NotACount(f"{count:g} of {total:g} is more than all.", where="count")
    low, high = wilson_interval(count=count, total=total, confidence=check_confidence(confidence))
    return Share(
        value=count / total * per,
        low=low * per,
        high=high * per,
        n=total,
        per=per,
        confidence=confidence,
        method="Wilson",
        count=count,
    )


def mean_interval(*, values: Sequence[float | None] | Floats, confidence: float = 0.95) -> Estimate:
    """Return the mean of the values that are present with Student's t interval; fewer than two are refused.

    The interval is right for roughly normal, independent values; months of a seasonal series are neither. Of values all
    alike the bounds are the mean itself: the sample knows of no variation.
    """
    check_confidence(confidence)
    array = series(values)
    present = array[~np.isnan(array)]
    n = present.size
    if n < 2:
        raise NotEnoughData(f"{n} values give no interval of a mean; two do.", where="values")
    mean = float(np.mean(present))
    half = float(student.ppf((1 + confidence) / 2, n - 1)) * float(np.std(present, ddof=1)) / sqrt(n)
    return Estimate(
        value=mean, low=mean - half, high=mean + half, n=n, per=1, confidence=confidence, method="Student's t"
    )


def standardised_rate(
    *,
    events: Sequence[float | None] | Floats,
    population: Sequence[float | None] | Floats,
    standard_population: Sequence[float | None] | Floats,
    per: float = 1_000,
    confidence: float = 0.95,
) -> Rate:
    """Return the rate that the area would have with the standard population's make-up, by Dobson's method.

    The three sequences run over the same groups (say ages). Withheld (`NotEnoughData`) below 10 events in all, and
    where a group of the standard has no residents here (`NoDenominator`). The interval is Dobson's (1991): the weighted
    rate moved by the Byar bounds of the total count, scaled by the ratio of standard deviations. Others (the US cancer
    registries) use Fay and Feuer's gamma interval, whose upper bound is more cautious; it is not offered here.
    """
    counts = count_series(events, name="events")
    people = series(population, name="population")
    weights = series(standard_population, name="standard_population")
    _check_groups(counts, people, weights)
    total = float(counts.sum())
    if total < _STANDARDISED_FROM:
        raise NotEnoughData(
            f"A standardised rate rests on at least {_STANDARDISED_FROM} events; there are {total:g}.",
            where="events",
            cure="Give the crude rate, or join years.",
        )
    shares = weights / weights.sum()
    value = float(np.sum(shares * counts / people))
    variance = float(np.sum((shares / people) ** 2 * counts))
    low, high, bounds = poisson_interval(events=total, confidence=check_confidence(confidence))
    scale = sqrt(variance / total)
    check_per(per)
    return Rate(
        value=value * per,
        low=(value + scale * (low - total)) * per,
        high=(value + scale * (high - total)) * per,
        n=total,
        per=per,
        confidence=confidence,
        method=f"Dobson with {bounds}",
        population=float(people.sum()),
    )


def standardised_ratio(
    *,
    observed: float,
    reference_events: Sequence[float | None] | Floats,
    reference_population: Sequence[float | None] | Floats,
    population: Sequence[float | None] | Floats,
    confidence: float = 0.95,
) -> Estimate:
    """Return observed ÷ expected events, the expected by the reference's rates in the area's own groups.

    The bounds are those of the observed count (exact Poisson below 10, Byar from 10) over the expected count, which is
    taken as known. 1 means as expected (some print 100: multiply). A group without residents in the area expects
    nothing; one without people in the reference has no rate (`NoDenominator`), and neither has a reference without any
    event an expectation.
    """
    check_count(observed, name="observed")
    counts = count_series(reference_events, name="reference_events")
    base = series(reference_population, name="reference_population")
    people = series(population, name="population")
    _check_groups(counts, base)
    _check_groups(counts, np.where(people == 0, 1.0, people))
    expected = check_base(float(np.sum(people * counts / base)), name="expected events")
    low, high, method = poisson_interval(events=observed, confidence=check_confidence(confidence))
    return Estimate(
        value=observed / expected,
        low=low / expected,
        high=high / expected,
        n=observed,
        per=1,
        confidence=confidence,
        method=method,
    )


def disproportionality(
    *, count: float, total: float, population: float, total_population: float, confidence: float = 0.95
) -> Estimate:
    """Return a group's share of the victims ÷ its share of the residents (30% of victims from 4% of people is 7.5).

    The residents are taken as known, so the bounds are Wilson's for the share of victims. Victims need not live in the
    area; that limit is the reader's to be told.
    """
    victims = proportion(count=count, total=total, confidence=confidence)
    check_base(total_population, name="total_population")
    share = check_base(population, name="population") / total_population
    if share > 1:
        raise NotACount(f"{population:g} of {total_population:g} residents is more than all.", where="population")
    return Estimate(
        value=victims.value / share,
        low=victims.low / share,
        high=victims.high / share,
        n=total,
        per=1,
        confidence=confidence,
        method="Wilson, residents as known",
    )


def estimate_age(
    window_middle_year: int, estimate_year: int, *, flagged_over: int = 2, refused_over: int = 5
) -> EstimateAge:
    """Return how many years the window's middle lies after the estimate, and whether a rate may rest on that.

    Over 2 years is flagged, over 5 refused: 2025 on mid-2020 is 5, flagged. An estimate later than the window (negative
    years) is judged by the same distance.
    """
    years = window_middle_year - estimate_year
    if abs(years) > refused_over:
        return EstimateAge(years, "refused")
    return EstimateAge(years, "flagged" if abs(years) > flagged_over else "usable")


def nearest_estimate(*, middle: date, years: Sequence[int]) -> int:
    """Return the year whose mid-year estimate (30 June) lies nearest the window's middle; or the earlier of two."""
    if not years:
        raise NoDenominator("No population estimate is held.", where="years")
    return min(sorted(years), key=lambda year: abs((date(year, 6, 30) - middle).days))


def _check_groups(counts: Floats, *bases: Floats) -> None:
    for base in bases:
        if base.size != counts.size:
            raise ValueError(f"{counts.size} groups of events but {base.size} of people")
        if not np.all(base > 0):
            raise NoDenominator("A group has no people, so it has no rate.", cure="Join it with a neighbouring group.")
    if np.any(np.isnan(counts)):
        raise NotEnoughData("A group's events are missing, which is not the same as zero.")
