"""Street files beside the Home Office's table for the same force and quarter: they differ, for known reasons."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.lake.store import Snapshot
from frankpledge.statute.categories import crime_types

# Fraud is recorded nationally and stands under other names than a force's, or under none.
_NOT_COMPARED = "Fraud"
_MONTHS = {1: ("04", "05", "06"), 2: ("07", "08", "09"), 3: ("10", "11", "12"), 4: ("01", "02", "03")}
_NAMES = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}
REASONS: tuple[str, ...] = (
    "Street files show what a force held when it uploaded the month, crimes cancelled or reclassified since then too.",
    "The Home Office revises its quarters for years; data.police.uk publishes a month again only now and then.",
    "The two group offences differently: only totals are compared, without fraud and anti-social behaviour.",
)


@dataclass(frozen=True)
class RecordedComparison:
    """One force and quarter: crimes in the street files against crimes in the Home Office's table."""

    force: str
    year: str
    quarter: int
    label: str
    street: int
    recorded: int

    @property
    def percent(self) -> float | None:
        """Return by how many per cent the street files hold more (or less, below zero); None without a base."""
        return 100 * (self.street - self.recorded) / self.recorded if self.recorded > 0 else None

    @property
    def sentence(self) -> str:
        """Return the same in words."""
        apart = "" if self.percent is None else f" ({self.percent:+.1f}%)"
        return (
            f"{self.force}, {self.label}: {self.street:,} crimes in the street files, "
            f"{self.recorded:,} in the Home Office's table{apart}."
        )


def recorded_comparison(snapshot: Snapshot) -> tuple[RecordedComparison, ...]:
    """Return the comparison for every force and quarter whose three months are all held, in order."""
    if not snapshot.has("recorded_crime") or not snapshot.has("street_cube"):
        return ()
    street = _street_crimes(snapshot)
    recorded = snapshot.table("recorded_crime")
    counted = recorded.filter(~recorded.offence_group.startswith(_NOT_COMPARED))
    sums = snapshot.arrow(counted.group_by("force", "year", "quarter").agg(n=counted.n.sum())).to_pylist()
    found = []
    for row in sums:
        months = [f"{_calendar_year(row['year'], row['quarter'])}-{month}" for month in _MONTHS[row["quarter"]]]
        held = [street.get((row["force"], month)) for month in months]
        if all(n is not None for n in held):
            label = f"{_NAMES[row['quarter']]} {months[0][:4]}"
            total = sum(n for n in held if n is not None)
            found.append(RecordedComparison(row["force"], row["year"], row["quarter"], label, total, int(row["n"])))
    return tuple(sorted(found, key=lambda one: (one.force, one.year, one.quarter)))


def _street_crimes(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    incidents = {kind.name for kind in crime_types() if kind.is_asb}
    cube = snapshot.table("street_cube")
    counted = snapshot.arrow(cube.group_by("force", "month", "crime_type").agg(n=cube.n.sum())).to_pylist()
    found: dict[tuple[str, str], int] = {}
    for row in counted:
        pair = (row["force"], row["month"])
        found[pair] = found.get(pair, 0) + (0 if row["crime_type"] in incidents else int(row["n"]))
    return found


def _calendar_year(year: str, quarter: int) -> int:
    return int(year[:4]) + (quarter == 4)
