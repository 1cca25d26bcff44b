"""Why a total changed: more people, people elsewhere, other rates, another recording. The parts add up exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPart:
    """What a recording change brought: the middle of the supplied range, and the range itself."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decomposition:
    """The parts of `after` less `before`, in events; they add up to `change` exactly.

    `population` is the growth of the whole population at the rates of before, `place` its moving between places,
    `sub_types` what each sub-type's rates brought, and `places` the same of each place (another way to cut the same
    sum: both add up to `rates`). `recording` is given only from a supplied range; of a sub-type whose recording changed
    by nobody knows how much, all that its rates brought is `unallocated`.
    """

    before: float
    after: float
    change: float
    population: float
    place: float
    rates: float
    sub_types: Mapping[str, float]
    places: tuple[float, ...]
    recording: RecordingPart | None
    unallocated: float
    method: str


def decompose(
    *,
    before: Mapping[str, Sequence[float]],
    after: Mapping[str, Sequence[float]],
    population_before: Sequence[float],
    population_after: Sequence[float],
    recording: Mapping[str, tuple[float, float] | None] | None = None,
) -> Decomposition:
    """Return the Shapley parts of a change in counts by sub-type (keys) and place (entries, in one order throughout).

    A count is the population × its share in a place × the rate there; each factor's part is its average effect over
    all orders in which the three could have changed, so no order is preferred and nothing is left over. Source:
    Shapley (1953); Sun (1998), Energy Economics 20, for the exact form with several factors. `recording` names the
    sub-types that are recorded otherwise than before: with how many of the later events that brought, from low to high,
    or None where nobody can tell. A place without people is `NoDenominator`, a missing count `NotEnoughData`. The parts
    describe the arithmetic of a change; they are no causes.
    """
    names = tuple(before)
    if set(names) != set(after):
        raise ValueError(f"sub-types differ: {', '.join(sorted(set(before) ^ set(after)))}")
    first, last = _table(before, names, "before"), _table(after, names, "after")
    if first.shape != last.shape:
        raise ValueError(f"{first.shape[1]} places before but {last.shape[1]} after")
    people = tuple(_people(each, first.shape[1]) for each in (population_before, population_after))
    brought, told = _recorded(dict(recording or {}), names, last)
    parts = _shapley(first, last - brought[:, None] * _spread(last), *people)
    by_type, by_place = parts[2].sum(axis=1), parts[2].sum(axis=0)
    unknown = [place for place, name in enumerate(names) if recording and recording.get(name, ()) is None]
    return Decomposition(
        before=float(first.sum()),
        after=float(last.sum()),
        change=float(last.sum() - first.sum()),
        population=float(parts[0].sum()),
        place=float(parts[1].sum()),
        rates=float(parts[2].sum()),
        sub_types={names[place]: float(by_type[place]) for place in range(len(names)) if place not in unknown},
        places=tuple(float(part) for part in by_place),
        recording=told,
        unallocated=float(by_type[unknown].sum()) if unknown else 0.0,
        method="Shapley over population, place and rates; recording from the supplied range",
    )


def _shapley(first: Floats, last: Floats, before: Floats, after: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the parts of population, place and rates for each sub-type × place."""
    size = (before.sum(), after.sum())
    share = (before / before.sum(), after / after.sum())
    rate = (first / before, last / after)
    return (
        (size[1] - size[0]) * _mixed(share, rate),
        (share[1] - share[0]) * _mixed(size, rate),
        (rate[1] - rate[0]) * _mixed(size, share),
    )


def _mixed(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Floats:
    """Return the average of two other factors' product over the orders in which they could have changed."""
    together = one[0] * other[0] + one[1] * other[1]
    apart = one[0] * other[1] + one[1] * other[0]
    return np.asarray((2 * together + apart) / 6)


def _table(counts: Mapping[str, Sequence[float]], names: tuple[str, ...], when: str) -> Floats:
    if not names:
        raise NotEnoughData("No sub-type is given.", where=when)
    rows = [series(counts[name], name=when) for name in names]
    if len({row.size for row in rows}) > 1:
        raise ValueError(f"{when}: every sub-type has one count for each place")
    table = np.array(rows)
    if np.any(np.isnan(table)):
        raise NotEnoughData("A count is missing, which is not the same as zero.", where=when)
    if np.any(table < 0):
        raise NotACount("A count is negative.", where=when)
    return table


def _people(population: Sequence[float], places: int) -> Floats:
    found = series(population, name="population")
    if found.size != places:
        raise ValueError(f"{places} places of counts but {found.size} of people")
    if not np.all(found > 0):
        raise NoDenominator("A place has no people.", where="population", cure="Join it with its neighbour.")
    return found


def _recorded(
    recording: dict[str, tuple[float, float] | None], names: tuple[str, ...], last: Floats
) -> tuple[Floats, RecordingPart | None]:
    """Return how many of the later events of each sub-type the change of recording brought, and the range of all."""
    brought, low, high = np.zeros(len(names)), 0.0, 0.0
    for name, told in recording.items():
        if name not in names:
            raise ValueError(f"no sub-type is called {name!r}")
        if told is None:
            continue
        if not 0 <= told[0] <= told[1] <= last[names.index(name)].sum():
            raise NotACount(f"{told[0]:g} to {told[1]:g} events cannot all be among the later ones.", where=name)
        brought[names.index(name)] = sum(told) / 2
        low, high = low + told[0], high + told[1]
    known = any(told is not None for told in recording.values())
    return brought, RecordingPart(value=float(brought.sum()), low=low, high=high) if known else None


def _spread(last: Floats) -> Floats:
    """Return each place's share of a sub-type's later events; evenly where there are none."""
    totals = last.sum(axis=1, keepdims=True)
    return np.where(totals > 0, last / np.where(totals > 0, totals, 1), 1 / last.shape[1])
