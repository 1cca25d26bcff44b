"""Which areas an area can be held against, and put together with: those of its kind, with the level of each."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.domain.evidence.queries.explore import chosen_by
from frankpledge.domain.evidence.queries.levels import level_reading
from frankpledge.domain.evidence.queries.months import months_of
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import CannotStudy
from frankpledge.domain.yardsticks.queries.levels import Level, levels
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.refusal import Refusal

NATIONS = {"england": "England", "wales": "Wales"}
PLURAL = {
    "csp": "partnerships",
    "force": "police force areas",
    "district": "districts",
    "ward": "wards",
    "lsoa11": "neighbourhoods",
    "lsoa21": "neighbourhoods",
}
# In what larger area its like are looked for: a partnership's wards, a force's districts.
_WITHIN = {"district": "force", "ward": "csp", "lsoa11": "csp", "lsoa21": "csp"}


@dataclass(frozen=True)
class Alike:
    """Areas of one kind with their levels: `kind` and `where` in words, `found` with those of which something lacks."""

    kind: str
    where: str
    found: tuple[Level, ...]
    larger: Area | None = None


def alike(asked: Asked) -> Alike:
    """Return every area of the kind of the one asked about. Refused for a kind of which nothing like it is listed."""
    area = asked.area
    nation = NATIONS[areas.nation(area)]
    if area.kind == "csp":
        return Alike(PLURAL["csp"], nation, _partnerships(asked))
    if area.kind == "force":
        return Alike(PLURAL["force"], nation, _forces(asked))
    if area.kind not in _WITHIN:
        raise CannotStudy(
            f"{area.name} is a {areas.kind_in_words(area.kind)}, and of those no others are compared here.",
            cure="Choose a partnership, a district, a ward, a neighbourhood or a police force.",
        )
    larger = larger_of(asked)
    return Alike(PLURAL[area.kind], display_name(larger), _inside(asked, larger), larger)


def larger_of(asked: Asked) -> Area:
    """Return the one area that an area's like lie in. Refused where it lies in none, or across several."""
    kind = _WITHIN[asked.area.kind]
    found = areas.members(asked.snapshot, asked.area, kind)
    if len(found) != 1:
        raise CannotStudy(
            f"{asked.area.name} lies in {len(found)} areas of the kind that its like are looked for in "
            f"({areas.kind_in_words(kind)}).",
            cure="Choose a partnership.",
        )
    return found[0]


def _partnerships(asked: Asked) -> tuple[Level, ...]:
    nation = areas.nation(asked.area)
    every = [one for one in areas.all_of(asked.snapshot, "csp") if areas.nation(one) == nation]
    return levels(asked.snapshot, every, asked.window, own=asked.area.code, what=asked.what)


def _inside(asked: Asked, larger: Area) -> tuple[Level, ...]:
    """Return the districts, wards or neighbourhoods of a larger area, each from the force that it lies in."""
    kind = "neighbourhood" if asked.area.kind.startswith("lsoa") else asked.area.kind
    _, year, _ = residents(asked.snapshot, larger, asked.window)
    whole = not months_of(asked.snapshot, larger, asked.window).missing(asked.window)
    found = level_reading(
        asked.snapshot, larger, kind, what=asked.what, window=asked.window, people_year=year, complete=whole
    )
    own = _own_codes(asked)
    return tuple(
        Level(
            place.code,
            place.name,
            place.events if whole else None,
            place.people,
            place.rate,
            "" if whole and place.people else "months or residents missing",
            place.code in own,
        )
        for place in (found.places if found else ())
    )


def _own_codes(asked: Asked) -> set[str]:
    if not asked.area.kind.startswith("lsoa"):
        return {asked.area.code}
    return set(areas.places_in(asked.snapshot, asked.area)["component"].to_pylist())


def _forces(asked: Asked) -> tuple[Level, ...]:
    nation = areas.nation(asked.area)
    every = [one for one in areas.all_of(asked.snapshot, "force") if areas.nation(one) == nation]
    held = {slug for _, slug in asked.snapshot.partitions("street")}
    return tuple(_force(asked, one, held) for one in every)


def _force(asked: Asked, force: Area, held: set[str]) -> Level:
    own, name = force.code == asked.area.code, display_name(force)
    if held.isdisjoint(queries.own_forces(asked.snapshot, force)):
        return Level(force.code, name, None, None, None, "not loaded", own)
    try:
        months = months_of(asked.snapshot, force, asked.window)
        people, _, _ = residents(asked.snapshot, force, asked.window)
    except Refusal as refusal:
        return Level(force.code, name, None, None, None, refusal.reason, own)
    if months.missing(asked.window):
        return Level(force.code, name, None, people, None, "months not loaded", own)
    events = months.total(asked.window.months(), chosen_by(asked.what))
    return Level(force.code, name, events, people, None, "", own)
