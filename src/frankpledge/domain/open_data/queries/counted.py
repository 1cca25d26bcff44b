"""What partners send ready counted, as figures for the gate: of the partnership's own area, with their numbers.

A share whose number and base did not come with it is left out: no rule of small counts could be held to it. So is a
figure of another area, which is not ours to tell, and one that is no whole number.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from frankpledge.analysis.disclosure.ready import Counted, Ready
from frankpledge.lake.own.figures import COUNT, PERCENT, RATE
from frankpledge.lake.own.periods import window_of
from frankpledge.lake.store import Snapshot
from frankpledge.statute.data_sets import DataSet, UnknownDataSet, data_set
from frankpledge.statute.disclosure import disclosure


@lru_cache(maxsize=16)
def value_sets(own: Snapshot) -> tuple[tuple[str, str, str], ...]:
    """Return every data set that came ready counted: its key, title and supplier."""
    rows = own.read("partner_values").to_pylist()
    return tuple(sorted({(row["data_set"], row["title"], row["supplier"]) for row in rows}))


@lru_cache(maxsize=32)
def ready(own: Snapshot, key: str, area: str) -> Ready:
    """Return the figures of a data set for an area by its name, whole or short, and those that name no area."""
    names = {"", area.casefold(), area.partition(", ")[0].casefold()}
    every = own.read("partner_values").to_pylist()
    rows = [row for row in every if row["data_set"] == key and (row["area"] or "").strip().casefold() in names]
    found = [one for row in rows if (one := counted(row))]
    return Ready(
        figures=tuple(found),
        sensitive_kinds=frozenset(_kind(row) for row in rows if _sensitive(key, row)),
        year_begins=disclosure().year_begins,
    )


def data_set_of(key: str) -> DataSet | None:
    """Return the prescribed or local data set that a key names, None where it is a table of the supplier's own."""
    try:
        return data_set(key.partition(".")[0])
    except UnknownDataSet:
        return None


def _sensitive(key: str, row: Mapping[str, Any]) -> bool:
    """Return whether a figure is sensitive: by its data set, or by what it is called."""
    known, policy = data_set_of(key), disclosure()
    if known is not None and policy.sensitivity_of(known):
        return True
    return policy.sensitivity_in(row["title"] or "", row["theme"] or "", row["indicator"] or "") is not None


def counted(row: Mapping[str, Any]) -> Counted | None:
    """Return a value as a figure, None where it does not say of when it is or on which numbers it rests."""
    window = window_of(row["period"])
    if window is None:
        return None
    unit = row["unit"] or COUNT
    share, rate = unit == PERCENT, unit.startswith(RATE)
    if not share and not rate and unit != COUNT:
        return None
    number: Any
    base: Any
    number, base = (row["numerator"], row["denominator"]) if share or rate else (row["value"], None)
    told: dict[str, Any] = {"kind": _kind(row), "first": window.first, "last": window.last, "share": share}
    if row["state"] != "value":
        return Counted(**told, number=None, state=row["state"])
    if not _whole(number) or (share and not (_whole(base) and number <= base)):
        return None
    return Counted(**told, number=int(number), base=int(base) if share else None)


def _whole(number: float | None) -> bool:
    return number is not None and number >= 0 and number == int(number)


def _kind(row: Mapping[str, Any]) -> str:
    return ": ".join(part for part in (row["theme"], row["indicator"]) if part)
