"""Harm and cost: counts of offences weighed by published weights, beside the same counts unweighed.

A weight says how grave an offence is to those who sentence it, or what one costs, on average and at one time. It is no
measure of what a victim suffered. An offence without a weight is reported and never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from frankpledge.analysis.counts import check_count
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One offence: how many, the weight of each, the product, its share of all harm weighed, and both ranks.

    Ranks count from 1 among the offences that have a weight; ties share the middle of their ranks.
    """

    offence: str
    count: float
    weight: float
    total: float
    share: float
    rank_by_count: float
    rank_by_total: float

    @property
    def moved(self) -> float:
        """How many places the offence rises (above zero) or falls when it is weighed."""
        return self.rank_by_count - self.rank_by_total


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The offences that have a weight, the gravest total first, and those that have none with their counts.

    `covered` is the share (0 to 1) of all offences that could be weighed. `total` is of these alone.
    """

    offences: tuple[Weighed, ...]
    unweighed: Mapping[str, float]
    total: float
    count: float
    covered: float

    @property
    def mean(self) -> float:
        """The weight of the average offence among those weighed."""
        return self.total / self.count


def weigh(*, counts: Mapping[str, float], weights: Mapping[str, float | None]) -> Weighing:
    """Return counts of offences times their weights, ranked with and without.

    Offences are matched by exactly the same name; whatever has no weight, or a missing one (None, NaN), is left out of
    every total and named in `unweighed`. No offence at all is `NoDenominator`, none with a weight and a missing count
    `NotEnoughData`, and a weight below zero or without end `NotACount`. Months of a correction may be negative in the
    source: sum them to a count first.
    """
    for offence, count in counts.items():
        check_count(count, name=offence)
    weighed = {offence: weight for offence, weight in weights.items() if weight is not None and not isnan(weight)}
    for offence, weight in weighed.items():
        if not 0 <= weight < float("inf"):
            raise NotACount(f"{offence} has a weight of {weight:g}.", where=offence)
    everything = sum(counts.values())
    if not everything:
        raise NoDenominator("No offence was recorded, so there is nothing to weigh.", where="counts")
    known = {offence: count for offence, count in counts.items() if count and offence in weighed}
    if not known:
        raise NotEnoughData(
            "None of the offences has a weight.", where="weights", cure="Load weights by the same names."
        )
    totals = {offence: count * weighed[offence] for offence, count in known.items()}
    summed = sum(totals.values())
    by_count, by_total = _ranks(known), _ranks(totals)
    found = [
        Weighed(
            offence=offence,
            count=count,
            weight=weighed[offence],
            total=totals[offence],
            share=totals[offence] / summed if summed else 0.0,
            rank_by_count=by_count[offence],
            rank_by_total=by_total[offence],
        )
        for offence, count in known.items()
    ]
    return Weighing(
        offences=tuple(sorted(found, key=lambda one: (-one.total, one.offence))),
        unweighed={offence: n for offence, n in counts.items() if n and offence not in weighed},
        total=summed,
        count=sum(known.values()),
        covered=sum(known.values()) / everything,
    )


def _ranks(values: Mapping[str, float]) -> dict[str, float]:
    found = {}
    for name, value in values.items():
        above = sum(other > value for other in values.values())
        level = sum(other == value for other in values.values())
        found[name] = above + (level + 1) / 2
    return found
