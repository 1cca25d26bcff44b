"""Street files beside the Home Office's tables for the same area and quarter: they differ, for known reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frankpledge.analysis.periods import FinancialYear, Quarter
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.queries.csp_names import csp_names
from frankpledge.lake.store import Snapshot
from frankpledge.statute.categories import crime_types
from frankpledge.statute.recorded import differences, is_counted, is_fraud, quarter_text

_Held = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True)
class RecordedComparison:
    """One area and quarter: crimes in the street files against crimes in the Home Office's table.

    `force` is the force's slug; `area` is empty for the force itself, else the name of a partnership in it.
    """

    force: str
    year: str
    quarter: int
    label: str
    street: int
    recorded: int
    area: str = ""

    @property
    def percent(self) -> float | None:
        """Return by how many per cent the street files hold more (or less, below zero); None without a base."""
        return 100 * (self.street - self.recorded) / self.recorded if self.recorded > 0 else None

    @property
    def sentence(self) -> str:
        """Return the same in words."""
        apart = "" if self.percent is None else f" ({self.percent:+.1f}%)"
        return (
            f"{self.area or self.force}, {self.label}: {self.street:,} crimes in the street files, "
            f"{self.recorded:,} in the Home Office's table{apart}."
        )


def reasons() -> tuple[str, ...]:
    """Return why the two differ, a sentence a reason."""
    return tuple(f"{reason.words}." for reason in differences())


def recorded_comparison(snapshot: Snapshot) -> tuple[RecordedComparison, ...]:
    """Return the comparison for every force, then every partnership, and quarter whose three months are all held."""
    if not snapshot.has("street_cube"):
        return ()
    return (*_by_force(snapshot), *_by_csp(snapshot))


def names_told(snapshot: Snapshot) -> tuple[str, ...]:
    """Return a line for the partnerships of the Home Office's table whose area is not known, if there are any."""
    found = csp_names(snapshot)
    told = []
    if found.unresolved:
        named = "; ".join(f"{name} ({force})" for force, name in found.unresolved[:12])
        more = f" and {len(found.unresolved) - 12} more" if len(found.unresolved) > 12 else ""
        told.append(f"Partnerships in the Home Office's table that no loaded lookup names: {named}{more}.")
    if found.unassigned:
        named = "; ".join(name for _, name in found.unassigned)
        told.append(f"Crimes that forces assigned to no partnership stand under {named}.")
    return tuple(told)


def _by_force(snapshot: Snapshot) -> Iterable[RecordedComparison]:
    if not snapshot.has("recorded_crime"):
        return
    street = _street(snapshot, ())
    for (force,), quarter, n in _counted(snapshot, "recorded_crime", ("force",)):
        yield from _compared((force, ""), quarter, n, street, area="")


def _by_csp(snapshot: Snapshot) -> Iterable[RecordedComparison]:
    if not snapshot.has("recorded_crime_csp") or not snapshot.has("places"):
        return
    codes, areas = csp_names(snapshot).codes, gazetteer(snapshot).areas
    street = _street(snapshot, tuple(sorted(set(codes.values()))))
    sums: dict[tuple[str, str, Quarter], int] = {}
    for (force, name), quarter, n in _counted(snapshot, "recorded_crime_csp", ("force", "csp_name")):
        code = codes.get((force, name))
        if code:
            sums[force, code, quarter] = sums.get((force, code, quarter), 0) + n
    for (force, code, quarter), n in sorted(sums.items()):
        yield from _compared((force, code), quarter, n, street, area=areas["csp", code].name)


def _compared(
    at: tuple[str, str], quarter: Quarter, recorded: int, street: _Held, *, area: str
) -> Iterable[RecordedComparison]:
    held = [street.get((*at, str(month))) for month in quarter.window.months()]
    if all(n is not None for n in held):
        total = sum(n for n in held if n is not None)
        year = str(FinancialYear(quarter.start))
        yield RecordedComparison(at[0], year, quarter.number, quarter.label, total, recorded, area)


def _counted(snapshot: Snapshot, name: str, by: tuple[str, ...]) -> list[tuple[tuple[str, ...], Quarter, int]]:
    """Return crimes by area and quarter, without fraud and without what is kept for outcomes alone."""
    table = snapshot.table(name)
    what = ("year", "quarter", "offence_group", "offence", "offence_code")
    sums = table.group_by([*by, *what]).agg(n=table.n.sum())
    found: dict[tuple[tuple[str, ...], Quarter], int] = {}
    for row in snapshot.arrow(sums).to_pylist():
        counted = is_counted(offence=row["offence"], code=row["offence_code"], year=row["year"])
        if counted and not is_fraud(row["offence_group"]):
            at = (tuple(row[one] for one in by), Quarter.parse(quarter_text(row["year"], row["quarter"])))
            found[at] = found.get(at, 0) + int(row["n"] or 0)
    return [(area, quarter, n) for (area, quarter), n in sorted(found.items())]


def _street(snapshot: Snapshot, csps: tuple[str, ...]) -> _Held:
    """Return the crimes of the street files by force, partnership ("" for the whole force) and month.

    A month that was published and holds none counts zero; one that was not published is absent.
    """
    incidents = [kind.name for kind in crime_types() if kind.is_asb]
    cube = snapshot.table("street_cube")
    crimes = cube.filter(~cube.crime_type.isin(incidents))
    held = {(force, csp, month): 0 for month, force in snapshot.partitions("street") for csp in csps or ("",)}
    if csps:
        places = snapshot.table("places")
        inside = places.filter(places.csp_code.isin(list(csps))).select(place="lsoa_code", csp="csp_code")
        crimes = crimes.inner_join(inside, crimes.lsoa_code == inside.place)
    by = ("force", "csp", "month") if csps else ("force", "month")
    rows = snapshot.arrow(crimes.group_by(by).agg(n=crimes.n.sum())).to_pylist()
    return held | {(row["force"], row.get("csp", ""), row["month"]): int(row["n"]) for row in rows}
