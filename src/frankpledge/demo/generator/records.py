"""The force's own records: what happened, when and exactly where, with the planted truths in it.

These come first; what the public sees is made from them. A record is recorded on a day (its month is the month of every
count), came to light between an earliest and a latest moment, and lies at an exact point unless that is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from frankpledge.demo.generator.chances import PlaceOdds
from frankpledge.demo.generator.mappoints import MapPoints
from frankpledge.demo.generator.names import DISTRICTS
from frankpledge.demo.generator.partition import Floats, Ints
from frankpledge.demo.generator.profiles import Profile, profiles
from frankpledge.demo.generator.series import Nature, days_in, drawn_nature, expected, simulate
from frankpledge.demo.generator.truths import NearRepeat, Truths

Moments = NDArray[np.datetime64]

_WEEKDAYS = np.array([1.0, 0.97, 0.97, 1.0, 1.1, 1.2, 1.08])  # Monday first
_LATER_DAYS = 6.0


@dataclass(frozen=True)
class Records:
    """Parallel arrays, an entry a record: `kind` its crime type's position, `trigger` the origin of a repeat or -1."""

    recorded: Moments
    earliest: Moments
    latest: Moments
    month: Ints
    kind: Ints
    partnership: Ints
    east: Floats
    north: Floats
    trigger: Ints

    def __len__(self) -> int:
        return len(self.recorded)

    def taken(self, chosen: NDArray[np.intp]) -> Records:
        """The records at these positions, in this order, with triggers renumbered."""
        place = np.full(len(self) + 1, -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        fields = {name: getattr(self, name)[chosen] for name in self.__dataclass_fields__}
        fields["trigger"] = place[fields["trigger"]]
        return Records(**fields)


@dataclass(frozen=True)
class Made:
    """The records and the nature of the series they were drawn from, by partnership and crime type."""

    records: Records
    natures: Mapping[tuple[str, str], Nature]
    means: Mapping[tuple[str, str], float]


def partnerships() -> tuple[str, ...]:
    """Return the names of the partnerships, each once, in the order of their districts."""
    return tuple(dict.fromkeys(district.partnership for district in DISTRICTS))


def records(
    *, points: MapPoints, odds: PlaceOdds, truths: Truths, months: tuple[str, ...], rng: np.random.Generator
) -> Made:
    """Return the records of the county over these months, sorted by the day they were recorded."""
    pieces: list[Records] = []
    natures: dict[tuple[str, str], Nature] = {}
    means: dict[tuple[str, str], float] = {}
    for place, partnership in enumerate(partnerships()):
        for kind, profile in enumerate(profiles()):
            nature = drawn_nature(truths.counts, peak_month=profile.peak_month, rng=rng)
            mean = planted_mean(truths, partnership, profile, people=odds.people[partnership])
            natures[partnership, profile.name], means[partnership, profile.name] = nature, mean
            own = 1.0 - truths.near_repeat.share if profile.name == truths.near_repeat.crime_type else 1.0
            factors = own * planted_factors(truths, partnership, profile.name, len(months))
            level = expected(mean=mean, months=months, nature=nature, factors=factors)
            counts = simulate(means=level, nature=nature, rng=rng)[0]
            spots = odds.draw(partnership, profile, counts, rng)
            series = _series(points, profile, counts, spots, months, rng)
            series = replace(series, kind=series.kind + kind, partnership=series.partnership + place)
            if profile.name == truths.near_repeat.crime_type:
                series = _with_near_repeats(series, truths.near_repeat, profile, months, rng)
            pieces.append(series)
    joined = _astray(_joined(pieces), points, truths, rng)
    order = np.lexsort((rng.random(len(joined)), joined.recorded))
    return Made(joined.taken(order), natures, means)


def planted_mean(truths: Truths, partnership: str, profile: Profile, *, people: float) -> float:
    """Return the records a month of one series before anything planted changes it."""
    for change in truths.changes:
        if change.mean is not None and change.scope == partnership and change.crime_type == profile.name:
            return change.mean
    areas = [district for district in DISTRICTS if district.partnership == partnership]
    level = sum(district.crime * district.lsoas for district in areas) / sum(district.lsoas for district in areas)
    return profile.rate * level * people / 12_000


def planted_factors(truths: Truths, partnership: str, crime_type: str, months: int) -> Floats:
    """Return the product of all planted changes on one series, month by month."""
    factors = np.ones(months)
    for change in truths.changes:
        if change.touches(partnership=partnership, crime_type=crime_type):
            factors[list(change.span(months))] *= change.factor
    return factors


def _series(
    points: MapPoints, profile: Profile, counts: Ints, spots: Ints, months: tuple[str, ...], rng: np.random.Generator
) -> Records:
    month = np.repeat(np.arange(len(counts)), counts)
    recorded = _days(month, months, rng)
    waited = rng.random(len(month)) >= profile.same_day
    delay = np.where(waited, 1 + rng.exponential(_LATER_DAYS, len(month)).astype(np.int64), 0)
    earliest, latest = _moments(recorded - delay, profile, rng)
    east, north = _scattered(points, spots, rng)
    blank = np.zeros(len(month), dtype=np.int64)
    return Records(recorded, earliest, latest, month, blank, blank.copy(), east, north, blank - 1)


def _days(month: Ints, months: tuple[str, ...], rng: np.random.Generator) -> Moments:
    """A day in each month, Fridays and Saturdays likelier."""
    first = np.datetime64(f"{months[0]}-01", "D")
    lengths = days_in(months)
    days = first + np.arange(lengths.sum())
    weight = _WEEKDAYS[(days.astype(np.int64) + 3) % 7]  # day 0 of 1970 was a Thursday
    owner = np.repeat(np.arange(len(months)), lengths)
    weight = weight / np.bincount(owner, weights=weight)[owner]
    ends = np.cumsum(weight)
    chosen = np.searchsorted(ends, month + rng.random(len(month)) * (1 - 1e-9), side="right")
    return np.asarray(days[np.minimum(chosen, len(days) - 1)])


def _moments(day: Moments, profile: Profile, rng: np.random.Generator) -> tuple[Moments, Moments]:
    """The earliest and latest moment at which each came about; equal where somebody saw it."""
    hour = rng.choice(24, size=len(day), p=profile.hours)
    latest: Moments = day.astype("datetime64[m]") + (hour * 60 + rng.integers(0, 60, len(day))).astype("timedelta64[m]")
    seen = rng.random(len(day)) < 0.25
    unseen = np.where(seen, 0.0, rng.uniform(0.0, 2.0 * profile.window, len(day)))
    return latest - np.rint(unseen * 60).astype("timedelta64[m]"), latest


def _scattered(points: MapPoints, spots: Ints, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """An exact place near each chosen map point, always nearer to it than to any other."""
    reach = points.spacing()[spots] * 0.35 * np.sqrt(rng.exponential(1.0, len(spots)))
    angle = rng.uniform(0, 2 * np.pi, len(spots))
    astray = np.ones(len(spots), dtype=bool)
    for _ in range(6):
        east = points.east[spots] + reach * np.cos(angle)
        north = points.north[spots] + reach * np.sin(angle)
        astray = points.nearest(east, north) != spots
        if not astray.any():
            break
        reach = np.where(astray, reach / 2, reach)
    reach = np.where(astray, 0.0, reach)
    return (
        np.round(points.east[spots] + reach * np.cos(angle), 1),
        np.round(points.north[spots] + reach * np.sin(angle), 1),
    )


def _with_near_repeats(
    series: Records, truth: NearRepeat, profile: Profile, months: tuple[str, ...], rng: np.random.Generator
) -> Records:
    """The series with every record given its chance to trigger another, and those theirs; none after the last month."""
    whole, since = series, 0
    while since < len(whole):
        parents = since + np.flatnonzero(rng.random(len(whole) - since) < truth.share)
        since = len(whole)
        if len(parents):
            whole = _joined([whole, _triggered(whole, parents, truth, profile, months, rng)], renumber=False)
    return whole


def _triggered(
    series: Records,
    parents: NDArray[np.intp],
    truth: NearRepeat,
    profile: Profile,
    months: tuple[str, ...],
    rng: np.random.Generator,
) -> Records:
    count = len(parents)
    wait = rng.uniform(0.0, truth.days * 24 * 60, count).astype(np.int64) + 1
    latest = series.latest[parents] + np.minimum(wait, int(truth.days * 24 * 60))
    seen = rng.random(count) < 0.25
    unseen = np.where(seen, 0.0, rng.uniform(0.0, 2.0 * profile.window, count))
    waited = np.where(rng.random(count) < profile.same_day, 0, 1 + rng.exponential(_LATER_DAYS, count).astype(np.int64))
    recorded = latest.astype("datetime64[D]") + waited
    month = (recorded.astype("datetime64[M]") - np.datetime64(months[0], "M")).astype(np.int64)
    far = truth.metres * np.sqrt(rng.random(count)) - 0.2
    angle = rng.uniform(0, 2 * np.pi, count)
    children = Records(
        recorded=recorded,
        earliest=latest - np.rint(unseen * 60).astype(np.int64),
        latest=latest,
        month=month,
        kind=series.kind[parents],
        partnership=series.partnership[parents],
        east=np.round(series.east[parents] + far * np.cos(angle), 1),
        north=np.round(series.north[parents] + far * np.sin(angle), 1),
        trigger=parents.astype(np.int64),
    )
    kept = np.flatnonzero((month >= 0) & (month < len(months)))
    return Records(**{name: getattr(children, name)[kept] for name in children.__dataclass_fields__})


def _astray(whole: Records, points: MapPoints, truths: Truths, rng: np.random.Generator) -> Records:
    """The records with a few moved beyond the border, as forces record some of what happened next door."""
    near = [one.name for one in profiles()].index(truths.near_repeat.crime_type)
    moved = np.flatnonzero((rng.random(len(whole)) < truths.publication.outside) & (whole.kind != near))
    spots = rng.choice(np.flatnonzero(points.lsoa < 0), size=len(moved))
    east, north = whole.east.copy(), whole.north.copy()
    east[moved], north[moved] = _scattered(points, spots, rng)
    return replace(whole, east=east, north=north)


def _joined(pieces: list[Records], *, renumber: bool = True) -> Records:
    """The pieces end to end; with `renumber` triggers, which count within a piece, are made to count in the whole."""
    starts = np.cumsum([0, *(len(piece) for piece in pieces)])
    fields = {name: np.concatenate([getattr(piece, name) for piece in pieces]) for name in Records.__dataclass_fields__}
    if renumber:
        shift = np.repeat(starts[:-1], [len(piece) for piece in pieces])
        fields["trigger"] = np.where(fields["trigger"] >= 0, fields["trigger"] + shift, -1)
    return Records(**fields)
