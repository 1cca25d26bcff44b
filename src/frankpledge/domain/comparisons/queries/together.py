"""What if areas were one? All figures of several partnerships, districts or wards as of a single area.

Areas of one kind do not overlap, so their counts and residents may be added. They may lie in several forces: every
series is still each force's own, a month is there where each has it, and whatever any force registered is heeded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Month
from frankpledge.analysis.rates import Rate, rate
from frankpledge.domain.comparisons.queries.alike import PLURAL, larger_of
from frankpledge.domain.evidence.queries.area import around, find
from frankpledge.domain.evidence.queries.explore import chosen_by, type_of
from frankpledge.domain.evidence.queries.months import Months, compared, like_months, months_of, spread
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import Compared, Series
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import CannotStudy, Subject, subject
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.queries import own_forces
from frankpledge.statute.events import Event, events_touching, unusual_months

KINDS = ("csp", "district", "ward")
MOST_NEAR = 400


@dataclass(frozen=True)
class Member:
    """One area, or all of them together: count, residents, rate and change; None where they are not known."""

    name: str
    events: int
    people: int | None
    rate: Rate | None
    compared: Compared | None


@dataclass(frozen=True)
class Together:
    """The areas one by one and together. `series` are the months of all, None where any of them lacks one.

    `forces` are the police forces that recorded them, `events` what is registered for any of them.
    """

    subject: Subject
    members: tuple[Member, ...]
    whole: Member
    series: Series
    missing: tuple[Month, ...]
    people_year: int | None
    kind: str
    forces: tuple[str, ...]
    events: tuple[Event, ...]


def choices(asked: Asked) -> tuple[Area, ...]:
    """Return the areas near by that may be put together with the one asked about: its force's, or its partnership's."""
    if asked.area.kind == "csp":
        return tuple(sorted(areas.neighbours(asked.snapshot, asked.area), key=lambda one: one.name))
    try:
        larger = larger_of(asked)
    except (CannotStudy, KeyError):
        return ()
    return tuple(one for one in areas.members(asked.snapshot, larger, asked.area.kind) if one != asked.area)


def anywhere(asked: Asked) -> tuple[Area, ...]:
    """Return the areas of the kind elsewhere, of which a force's months are loaded, and which may be named too."""
    if asked.area.kind not in KINDS:
        return ()
    held = {slug for _, slug in asked.snapshot.partitions("street")}
    forces = [one for one in areas.all_of(asked.snapshot, "force") if held & set(own_forces(asked.snapshot, one))]
    near = {asked.area, *choices(asked)}
    inside = (one for force in forces for one in areas.members(asked.snapshot, force, asked.area.kind))
    return tuple(one for one in inside if one not in near)[:MOST_NEAR]


@lru_cache(maxsize=32)
def together(asked: Asked, others: tuple[str, ...]) -> Together:
    """Return what several areas of one kind would be as one. Refused for kinds that overlap, and for one area alone."""
    kind = asked.area.kind
    if kind not in KINDS:
        raise CannotStudy(
            f"{asked.area.name} is a {areas.kind_in_words(kind)}, and only partnerships, districts and wards are put "
            "together.",
            cure="Choose one of these.",
        )
    named = (find(asked.snapshot, other, kind) for other in others)
    every = tuple(dict.fromkeys((asked.area, *named)))
    if len(every) < 2:
        raise CannotStudy(
            "Nothing is chosen to put together.", cure="Tick another area of its kind, or write its name."
        )
    of = subject(asked)
    held = [months_of(asked.snapshot, area, asked.window) for area in every]
    people, years = _residents(asked, every)
    year = years.pop() if len(years) == 1 else None
    members = tuple(_member(asked, *one) for one in zip(every, held, people, strict=True))
    joined = _joined(held)
    whole = _whole(asked, every, joined, members, year)
    series = joined.series(chosen_by(asked.what), last=asked.window.last)
    return Together(
        subject=of,
        members=members,
        whole=whole,
        series=series,
        missing=joined.missing(asked.window),
        people_year=year,
        kind=PLURAL[kind],
        forces=tuple(dict.fromkeys(each for months in held for each in months.forces)),
        events=_registered(asked, every, series),
    )


def _registered(asked: Asked, every: tuple[Area, ...], series: Series) -> tuple[Event, ...]:
    """Return what is registered for the force of any of the areas, the earliest first, each once."""
    found: dict[str, Event] = {}
    for area in every:
        near = around(asked.snapshot, area, asked.events)
        for event in events_touching(
            first=series.months[0],
            last=series.months[-1],
            force=near["force"] or None,
            nation=near["nation"],
            crime_type=type_of(asked.what),
            also=near["events"],
        ):
            found[event.id] = event
    return tuple(sorted(found.values(), key=lambda event: (event.first, event.id)))


def _residents(asked: Asked, every: tuple[Area, ...]) -> tuple[list[int | None], set[int | None]]:
    found = [residents(asked.snapshot, area, asked.window) for area in every]
    return [people for people, _, _ in found], {year for _, year, _ in found}


def _member(asked: Asked, area: Area, months: Months, people: int | None) -> Member:
    chosen = chosen_by(asked.what)
    events = months.total(asked.window.months(), chosen)
    change = compared(
        months, asked.window, chosen, crime_type=type_of(asked.what), **around(asked.snapshot, area, asked.events)
    )
    whole = people and not months.missing(asked.window)
    known = rate(events=events, population=people) if people and whole else None
    return Member(display_name(area), events, people, known, change)


def _joined(held: list[Months]) -> Months:
    """Return the months of all areas as of one: a month is there where every one of them has it."""
    counts: dict[tuple[Month, str], int] = {}
    for months in held:
        for key, number in months.counts.items():
            counts[key] = counts.get(key, 0) + number
    present = sorted(set.intersection(*(set(months.present) for months in held)))
    forces = tuple(dict.fromkeys(force for months in held for force in months.forces))
    return Months(counts, tuple(present), forces)


def _whole(
    asked: Asked, every: tuple[Area, ...], joined: Months, members: tuple[Member, ...], year: int | None
) -> Member:
    chosen = chosen_by(asked.what)
    events = joined.total((m for m in asked.window.months() if m in joined.present), chosen)
    known = [one.people for one in members if one.people]
    people = sum(known) if year and len(known) == len(members) else None
    per = rate(events=events, population=people) if people and not joined.missing(asked.window) else None
    return Member(f"All {len(members)} together", events, people, per, _change(asked, every, joined, members))


def _change(asked: Asked, every: tuple[Area, ...], joined: Months, members: tuple[Member, ...]) -> Compared | None:
    """Return the change of all together; where any of them is recorded otherwise, crime cannot be told of the whole."""
    like = like_months(joined, asked.window)
    if not like:
        return None
    chosen, before = chosen_by(asked.what), tuple(month - 12 for month in like)
    excluded = frozenset(month for area in every for month in _unusual(asked, area))
    now, then = joined.total(like, chosen), joined.total(before, chosen)
    otherwise = any(one.compared and one.compared.change.recorded != one.compared.change.verdict for one in members)
    change = compare_counts(
        before=then,
        after=now,
        exposure_before=sum(month.days for month in before),
        exposure_after=sum(month.days for month in like),
        dispersion=spread(joined.series(chosen, last=asked.window.last), asked.window, excluded=excluded),
        recording_change=otherwise,
    )
    return Compared(now=now, before=then, change=change)


def _unusual(asked: Asked, area: Area) -> Iterable[Month]:
    near = around(asked.snapshot, area, asked.events)
    return unusual_months(
        nation=near["nation"], force=near["force"], crime_type=type_of(asked.what), also=near["events"]
    )
