"""From a figure back to its rows: which files it was counted from, and the very rows with their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frankpledge.lake.areas import Area, extent
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.counts import check_question, street_rows
from frankpledge.lake.queries.window import checked_coverage
from frankpledge.lake.store import Snapshot

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True)
class FileRow:
    """One published row, and the file, member and line (1 is the head) that it stands on."""

    month: str
    crime_type: str
    location: str
    lsoa: str
    outcome: str
    release_id: str
    file: str
    member: str
    line: int


@dataclass(frozen=True)
class RowsBehind:
    """The rows behind a count: how many, how many from each release in the order of loading, and some of them.

    `rows` are `limit` of them from `offset` on, by month, file and line.
    """

    total: int
    releases: tuple[tuple[str, str, str, int], ...]
    rows: tuple[FileRow, ...]


def rows_behind(
    snapshot: Snapshot,
    area: Area,
    *,
    first: str,
    last: str,
    measure: str,
    lsoas: Sequence[str] = (),
    limit: int = 50,
    offset: int = 0,
) -> RowsBehind:
    """Return the rows that a count of an area was made of; of some of its LSOAs only where they are named.

    They are counted anew from the rows themselves, so their number proves the figure and is not copied from it. A
    release is its identifier, file, member and rows.
    """
    check_question((), measure)
    covered = checked_coverage(snapshot, area, first=first, last=last)
    limits = extent(snapshot, area)

    def own() -> ir.Table:
        rows = street_rows(snapshot, limits, covered.forces, first=first, last=last, measure=measure)
        return rows.filter(rows.lsoa_code.isin(list(lsoas))) if lsoas else rows

    known = remembered(snapshot, ("releases",), "files of releases", _files)
    known_as = ("rows behind", limits, covered.forces, first, last, measure, tuple(lsoas))
    counts = snapshot.asked(lambda: ask.by_release(own()), *known_as).to_pylist()
    counted = {row["release_id"]: row["count"] for row in counts}
    names = {release: names for release, names in known.items() if release in counted}
    page = snapshot.asked(
        lambda: own().order_by(["month", "release_id", "line"]).limit(limit, offset=offset), *known_as, limit, offset
    )
    return RowsBehind(
        total=sum(counted.values()),
        releases=tuple((release, *names[release], counted[release]) for release in names),
        rows=tuple(_row(row, *names[row["release_id"]]) for row in page.to_pylist()),
    )


def _row(row: Mapping[str, Any], file: str, member: str) -> FileRow:
    return FileRow(
        month=row["month"],
        crime_type=row["crime_type"],
        location=row["location"] or "",
        lsoa=row["lsoa_name"] or row["lsoa_code"] or "",
        outcome=row["outcome"] or "",
        release_id=row["release_id"],
        file=file,
        member=member,
        line=row["line"],
    )


def _files(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Return the file and member of every release, in the order of loading."""
    rows = snapshot.read("releases").select(["release_id", "file", "member"]).to_pylist()
    return {row["release_id"]: (row["file"], row["member"] or "") for row in rows}
