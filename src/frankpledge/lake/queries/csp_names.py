"""Which partnership the Home Office means: its names resolved to official codes, and those that are not, told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.lake.areas import Area, slug_of
from frankpledge.lake.areas.gazetteer import Gazetteer, gazetteer, loosened
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.places import plain_name
from frankpledge.lake.readers.police_uk_names import force_slug
from frankpledge.lake.store import Snapshot
from frankpledge.statute.recorded import is_unassigned

_TABLES = ("recorded_crime_csp", "csp_names", "areas", "memberships", "places")


@dataclass(frozen=True)
class CspNames:
    """The names of the Home Office's table by force: the code of each, and those that belong to none that is known.

    `unassigned` are names under which a force counts what it assigned to no partnership.
    """

    codes: dict[tuple[str, str], str]
    unresolved: tuple[tuple[str, str], ...]
    unassigned: tuple[tuple[str, str], ...]


def csp_names(snapshot: Snapshot) -> CspNames:
    """Return how the names of the table of partnerships are understood; nothing is guessed from likeness."""
    return remembered(snapshot, _TABLES, "names of partnerships", _resolved)


def names_of(snapshot: Snapshot, area: Area) -> tuple[tuple[str, str], ...]:
    """Return the pairs of force and name under which the table counts a partnership."""
    return tuple(sorted(at for at, code in csp_names(snapshot).codes.items() if code == area.code))


def _resolved(snapshot: Snapshot) -> CspNames:
    if not snapshot.has("recorded_crime_csp"):
        return CspNames({}, (), ())
    table = snapshot.table("recorded_crime_csp")
    pairs = snapshot.arrow(table.select("force", "csp_name", "csp_code").distinct()).to_pylist()
    listed = {
        (row["force"], plain_name(row["csp_name"])): row["csp_code"]
        for row in snapshot.read("csp_names").select(["force", "csp_name", "csp_code"]).to_pylist()
    }
    known = gazetteer(snapshot)
    codes: dict[tuple[str, str], str] = {}
    for row in pairs:
        at = (row["force"], row["csp_name"])
        stated = (row["csp_code"], listed.get((row["force"], plain_name(row["csp_name"]))))
        if found := _code(known, at, stated):
            codes[at] = found
    every = sorted({(row["force"], row["csp_name"]) for row in pairs})
    unassigned = tuple(at for at in every if is_unassigned(at[1]))
    return CspNames(codes, tuple(at for at in every if at not in codes and at not in unassigned), unassigned)


def _code(known: Gazetteer, at: tuple[str, str], stated: Iterable[str | None]) -> str:
    """Return the code that the file or the Home Office's list states, else that of the one partnership so named."""
    for code in stated:
        if code and ("csp", code) in known.areas:
            return code
    force, name = at
    for written in (name, loosened(name) or ""):
        found = [area for area in known.by_name(written, "csp") if written and _in_force(known, area, force)]
        if len(found) == 1:
            return found[0].code
    return ""


def _in_force(known: Gazetteer, area: Area, force: str) -> bool:
    """Return whether a partnership lies in a force, or nothing is known of where it lies."""
    codes = {code for code in known.inside("csp_code", area.code)["force_code"].to_pylist() if code}
    named = {slug_of(known.areas.get(("force", code), Area("force", code, code))) for code in codes}
    return not named or force in named or force_slug(force) in named
