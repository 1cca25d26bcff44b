"""Levels of recorded crime in other areas: one source and window, and only where every month is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.analysis.periods import Window
from frankpledge.analysis.rates import Rate, rate
from frankpledge.domain.evidence.queries.explore import chosen_by
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.yardsticks.queries.people import base_reading, rate_on
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot


@dataclass(frozen=True)
class Level:
    """The level of one area: events and rate, or None and why. `own` is the area itself."""

    code: str
    name: str
    events: int | None
    people: int | None
    rate: Rate | None
    why: str = ""
    own: bool = False


def levels(
    snapshot: Snapshot, chosen: Sequence[Area], window: Window, *, own: str = "", what: str = "crime"
) -> tuple[Level, ...]:
    """Return the level of recorded crime (or of `what`) of partnerships, in the order given.

    An area of which a month is not there has no count, never a smaller one.
    """
    found = queries.by_partnership(snapshot, chosen, first=str(window.first), last=str(window.last))
    gone = {slug for slug, _ in found.missing}
    return tuple(_level(snapshot, area, window, found, gone, own=area.code == own, what=what) for area in chosen)


def _level(
    snapshot: Snapshot,
    area: Area,
    window: Window,
    found: queries.ByPartnership,
    gone: set[str],
    *,
    own: bool,
    what: str,
) -> Level:
    name = display_name(area)
    slugs = areas.forces(snapshot, area)
    base = base_reading(snapshot, area, window, "residents")
    people = base.number if base and base.age.verdict != "refused" else None
    lacking = [queries.force_name(slug) for slug in slugs if slug in gone]
    if lacking or not slugs:
        why = f"{lacking[0]}: months not loaded" if lacking else "force not known"
        return Level(area.code, name, None, people, None, why, own)
    counted = chosen_by(what)
    events = sum(n for kind, n in found.counts.get(area.code, {}).items() if counted(kind))
    return Level(area.code, name, events, people, rate_on(events, base), "" if people else "residents not known", own)


def together(name: str, held: Sequence[Level]) -> Level:
    """Return several areas as one level; None where any of them has no count, naming how many."""
    lacking = sum(one.events is None or not one.people for one in held)
    if lacking or not held:
        why = f"{lacking} of its {len(held)} partnerships have no complete data" if held else "no partnership is known"
        return Level("", name, None, None, None, why)
    events, people = sum(one.events or 0 for one in held), sum(one.people or 0 for one in held)
    return Level("", name, events, people, rate(events=events, population=people))


def wider(snapshot: Snapshot, area: Area, window: Window) -> tuple[Level, ...]:
    """Return the force, the region, and England and Wales, each only where every partnership and month is there."""
    found = []
    force = areas.force_of(snapshot, area)
    if force is not None:
        found.append(_whole(snapshot, force.name, areas.members(snapshot, force, "csp"), window))
    region = _region(snapshot, area)
    if region is None:
        found.append(Level("", "Region", None, None, None, "no lookup loaded says in which region it lies"))
    else:
        found.append(_whole(snapshot, region.name, areas.members(snapshot, region, "csp"), window))
    found.append(_whole(snapshot, "England and Wales", areas.all_of(snapshot, "csp"), window, nation=True))
    return tuple(found)


FORCES = 43


def _whole(snapshot: Snapshot, name: str, members: Sequence[Area], window: Window, *, nation: bool = False) -> Level:
    slugs = sorted({slug for member in members for slug in areas.forces(snapshot, member)})
    covered = queries.coverage_of(snapshot, slugs, first=str(window.first), last=str(window.last))
    lacking = {slug for slug, _ in covered.missing}
    if nation and len(slugs) < FORCES:
        return Level("", name, None, None, None, f"{len(slugs)} of its {FORCES} forces are in the lookups loaded")
    if lacking:
        return Level("", name, None, None, None, f"{len(lacking)} of its {len(slugs)} forces lack months")
    return together(name, levels(snapshot, members, window))


def _region(snapshot: Snapshot, area: Area) -> Area | None:
    found = areas.members(snapshot, area, "region")
    return found[0] if len(found) == 1 else None
