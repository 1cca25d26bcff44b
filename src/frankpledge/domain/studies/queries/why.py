"""Why did it change? The change as parts that add up exactly: residents, where they live, types, places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.change import Decomposition, decompose
from frankpledge.analysis.periods import Window
from frankpledge.domain.evidence.queries.explore import chosen_by
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import CannotStudy, Subject, subject
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import NoPopulation
from frankpledge.statute.events import Event

_COLUMN = {"neighbourhood": "component", "ward": "ward_code", "district": "district_code", "csp": "csp_code"}


@dataclass(frozen=True)
class TypePart:
    """One type: its counts, and how many events its changed rates brought. `unallocated`: it is recorded otherwise."""

    name: str
    before: int
    after: int
    part: float
    unallocated: bool = False


@dataclass(frozen=True)
class PlacePart:
    """One place: its counts, and how many events its changed rates brought."""

    code: str
    name: str
    before: int
    after: int
    part: float


@dataclass(frozen=True)
class Why:
    """The change and its parts. `outside` is what changed in no place with residents; all parts add up to `change`.

    `years` are the mid-years of the residents then and now: where they are the same, no change of residents is known.
    """

    subject: Subject
    before: int
    after: int
    parts: Decomposition
    outside: int
    types: tuple[TypePart, ...]
    places: tuple[PlacePart, ...]
    left_out: int
    years: tuple[int, int]
    recorded: tuple[Event, ...]

    @property
    def change(self) -> int:
        """Return the change in events."""
        return self.after - self.before

    @property
    def residents_known(self) -> bool:
        """Return whether the two windows have residents of two different years."""
        return self.years[0] != self.years[1]

    @property
    def exact(self) -> float:
        """Return the sum of all parts, which is the change."""
        p = self.parts
        supplied = p.recording.value if p.recording else 0.0
        return p.population + p.place + sum(p.sub_types.values()) + p.unallocated + supplied + self.outside

    @property
    def touched(self) -> tuple[str, ...]:
        """Return the types whose recording changed between the two periods."""
        return tuple(sorted(one.name for one in self.types if _touched(self.recorded, one.name)))


Table = Mapping[str, Mapping[str, int]]  # type -> place -> events


@lru_cache(maxsize=32)
def why(asked: Asked, supplied: tuple[float, float] | None = None) -> Why:
    """Return why a count changed against the same months a year before. Refused where the parts could not add up.

    `supplied` says from how many to how many of the later events a change of recording brought, which somebody must
    know: it is refused where no type, or more than one, is recorded otherwise.
    """
    found = subject(asked)
    missing = [month.label for window in (found.before, found.window) for month in found.all.missing(window)]
    if missing:
        raise CannotStudy(
            f"{len(missing)} months of the two periods are not loaded ({', '.join(missing[:3])}), and parts of "
            "incomplete totals would not be parts of the change.",
            cure="Choose a shorter period, or load the months.",
        )
    then, now = (_counted(found, window) for window in (found.before, found.window))
    names = _names(found)
    years, people = _people(found, names)
    settled = sorted(code for code in names if all(year.get(code) for year in people))
    if not settled:
        raise CannotStudy("No place of this level has residents in both years.", cure="Choose another level of place.")
    kinds = sorted(kind for kind in {*then, *now} if _any(then, kind) or _any(now, kind))
    if not kinds:
        raise CannotStudy(f"Nothing of this kind is recorded in {found.name} in either period.")
    recorded = found.recorded_otherwise(found.before, found.window)
    touched = [kind for kind in kinds if _touched(recorded, kind)]
    if supplied and len(touched) != 1:
        raise CannotStudy(
            f"{len(touched)} types are recorded otherwise in these months, and a range can be given to one alone.",
            cure="Choose the type whose recording changed.",
        )
    parts = decompose(
        before={kind: _row(then, kind, settled) for kind in kinds},
        after={kind: _row(now, kind, settled) for kind in kinds},
        population_before=[people[0][code] for code in settled],
        population_after=[people[1][code] for code in settled],
        recording=dict.fromkeys(touched, supplied),
    )
    return _told(found, (then, now), parts, settled, names, kinds, years, recorded)


def _told(
    found: Subject,
    tables: tuple[Table, Table],
    parts: Decomposition,
    settled: Sequence[str],
    names: Mapping[str, str],
    kinds: Sequence[str],
    years: tuple[int, int],
    recorded: tuple[Event, ...],
) -> Why:
    then, now = tables
    before, after = (sum(sum(row.values()) for row in table.values()) for table in tables)
    types = [
        TypePart(kind, _sum(then, kind), _sum(now, kind), parts.sub_types.get(kind, 0.0), kind not in parts.sub_types)
        for kind in kinds
    ]
    places = [
        PlacePart(code, names[code], _at(then, code), _at(now, code), part)
        for code, part in zip(settled, parts.places, strict=True)
    ]
    return Why(
        subject=found,
        before=before,
        after=after,
        parts=parts,
        outside=after - before - round(parts.change),
        types=tuple(sorted(types, key=lambda one: (one.unallocated, -abs(one.part), one.name))),
        places=tuple(sorted(places, key=lambda one: (-abs(one.part), one.name))),
        left_out=len(names) - len(settled),
        years=years,
        recorded=recorded,
    )


def _touched(recorded: Sequence[Event], kind: str) -> bool:
    return any(not event.types or kind in event.types for event in recorded)


def _counted(found: Subject, window: Window) -> Table:
    """Return the events of a window by type and place of the level asked about; "" is in no one place."""
    q = found.asked
    if not q.snapshot.has("places"):
        raise CannotStudy("No lookup of places is loaded, so it is not known where events lie.")
    rows = queries.counts(
        q.snapshot, area=q.area, first=str(window.first), last=str(window.last), by=("type", "lsoa"), measure="all"
    ).rows
    column = _COLUMN[q.level]
    lies = {row["lsoa_code"]: row[column] or "" for row in areas.places_in(q.snapshot, q.area).to_pylist()}
    chosen = chosen_by(q.what)
    table: dict[str, dict[str, int]] = {}
    for row in rows:
        kind = str(row["type"])
        if chosen(kind):
            place = lies.get(row["lsoa"], "")
            held = table.setdefault(kind, {})
            held[place] = held.get(place, 0) + int(str(row["count"]))
    return table


def _names(found: Subject) -> dict[str, str]:
    """Return every place of the level with its name."""
    q = found.asked
    if q.level == "neighbourhood":
        return {place.code: place.name for place in _neighbourhoods(found, found.window, None).places}
    return {one.code: display_name(one) for one in areas.members(q.snapshot, q.area, q.level)}


def _neighbourhoods(found: Subject, window: Window, year: int | None) -> queries.PlaceRates:
    q = found.asked
    return queries.place_rates(q.snapshot, q.area, str(window.first), str(window.last), measure=q.what, year=year)


def _people(found: Subject, names: Mapping[str, str]) -> tuple[tuple[int, int], tuple[dict[str, int], dict[str, int]]]:
    """Return the mid-years of the two periods' residents, and the residents by place in each."""
    years, people = [], []
    for window in (found.before, found.window):
        known, year, why_not = residents(found.asked.snapshot, found.asked.area, window)
        if known is None or year is None:
            raise CannotStudy(f"Residents are not known for the {window.label}: {why_not}")
        years.append(year)
        people.append(_by_place(found, window, year, names))
    return (years[0], years[1]), (people[0], people[1])


def _by_place(found: Subject, window: Window, year: int, names: Mapping[str, str]) -> dict[str, int]:
    q = found.asked
    if q.level == "neighbourhood":
        placed = _neighbourhoods(found, window, year)
        return {place.code: place.people or 0 for place in placed.places} if placed.year == year else {}
    held = {}
    for one in areas.members(q.snapshot, q.area, q.level):
        try:
            of = areas.population(q.snapshot, one, year=year)
        except NoPopulation:
            continue
        if of.year == year and one.code in names:
            held[one.code] = of.people
    return held


def _any(table: Table, kind: str) -> bool:
    return _sum(table, kind) > 0


def _sum(table: Table, kind: str) -> int:
    return sum(table.get(kind, {}).values())


def _at(table: Table, code: str) -> int:
    return sum(row.get(code, 0) for row in table.values())


def _row(table: Table, kind: str, codes: Sequence[str]) -> list[float]:
    held = table.get(kind, {})
    return [float(held.get(code, 0)) for code in codes]


def whole(parts: Sequence[float], total: int) -> list[int]:
    """Return parts as whole numbers that add up to a total: each rounded down, and the largest remainders up."""
    down = [int(part // 1) for part in parts]
    left = total - sum(down)
    order = sorted(range(len(parts)), key=lambda at: (down[at] - parts[at], at))
    for at in order[:left]:
        down[at] += 1
    return down
