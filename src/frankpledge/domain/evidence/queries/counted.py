"""Counts of an area, for the command line: nothing here waits for the methods of analysis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.lake import areas, queries
from frankpledge.lake.queries import HERE, Counts


def counted(
    *,
    area: str,
    kind: str | None,
    first: str,
    last: str,
    by: Sequence[str] = (),
    measure: str = "crime",
    as_known: date | None = None,
    engine: str = HERE,
) -> Counts:
    """Return the counts of an area by name or code, as known on a day, by DuckDB or by Spark: the same from either."""
    snapshot = queries.snapshot_on(engine, the_lake().snapshot(as_known))
    return queries.counts(
        snapshot, area=areas.find_area(snapshot, area, kind=kind), first=first, last=last, by=tuple(by), measure=measure
    )
