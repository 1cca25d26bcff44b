"""What partners supply ready counted, or as returns: every indicator with its periods, and whose evidence it is."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.queries.reading import SourceLine
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.lake.own.mapping import slug
from frankpledge.lake.own.periods import label_of, window_of
from frankpledge.lake.store import Snapshot
from frankpledge.statute.data_sets import DataSet, UnknownDataSet, data_set

_POLICE = re.compile(r"\b(police|constabulary|policing)\b", re.IGNORECASE)
GOOD, WITH_CARE = 3, 2


@dataclass(frozen=True)
class PartnerPoint:
    """One value of an indicator. state: value | missing | suppressed; `mark` is what stood instead of a number."""

    period: str
    label: str
    value: float | None
    state: str
    mark: str = ""
    numerator: float | None = None
    denominator: float | None = None
    sheet: str = ""
    line: int | None = None
    release: str = ""

    @property
    def order(self) -> tuple[str, int]:
        """Return what puts points in order of time: the last month, then the shorter period."""
        window = window_of(self.period)
        return ("", 0) if window is None else (str(window.last), -len(window))


@dataclass(frozen=True)
class PartnerSeries:
    """One indicator of one supplier and area, its points in order of time. `data_set` is a template's, else None."""

    title: str
    supplier: str
    theme: str
    indicator: str
    area: str
    unit: str
    polarity: str
    target: str
    points: tuple[PartnerPoint, ...]
    data_set: DataSet | None = None

    @property
    def latest(self) -> PartnerPoint:
        """Return the newest point, whatever its state: what is missing is not older than what is there."""
        return self.points[-1]

    def until(self, month: Month) -> PartnerSeries:
        """Return the series without the periods that end after a month; what names no period stays."""
        kept = (point for point in self.points if not (span := window_of(point.period)) or span.last <= month)
        return replace(self, points=tuple(kept))

    @property
    def police(self) -> bool:
        """Return whether the police supply it."""
        if self.data_set is not None:
            return self.data_set.holder == "police"
        return is_police(self.supplier)


def partner_series(known: Known) -> tuple[PartnerSeries, ...]:
    """Return every indicator that partners supply, by supplier, data set and name; none where nothing was loaded."""
    return () if known.own is None else _every_series(known.own)


@lru_cache(maxsize=64)
def _every_series(own: Snapshot) -> tuple[PartnerSeries, ...]:
    """Return the same for a state of a lake, which never changes and so is read once."""
    found = [*_values(own), *_returned(own)]
    return tuple(sorted(found, key=lambda one: (one.supplier, one.title, one.theme, one.indicator, one.area)))


def own_sources(known: Known) -> tuple[SourceLine, ...]:
    """Return one line for each data set of the partnership's own lake: what it is, from whom, for when."""
    if known.own is None:
        return ()
    groups: dict[tuple[str, str], list[PartnerSeries]] = defaultdict(list)
    for series in partner_series(known):
        groups[series.title, series.supplier].append(series)
    values = [_line(title, supplier, series) for (title, supplier), series in groups.items()]
    return (*_record_lines(known.own), *values)


def is_police(supplier: str) -> bool:
    """Return whether a supplier is a police force, by its name; a commissioner's survey of residents is not."""
    return bool(_POLICE.search(supplier)) and "commissioner" not in supplier.casefold()


def _values(snapshot: Snapshot) -> list[PartnerSeries]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.read("partner_values").to_pylist():
        groups[row["data_set"], row["supplier"], row["theme"], row["indicator"], row["area"]].append(row)
    return [_series(rows) for rows in groups.values()]


def _series(rows: list[dict[str, Any]]) -> PartnerSeries:
    points = sorted((_point(row) for row in rows), key=lambda point: point.order)
    newest = max(rows, key=lambda row: row["last"])
    kept = {name: newest[name] or "" for name in ("title", "supplier", "theme", "indicator", "area")}
    told = {name: newest[name] or "" for name in ("unit", "polarity", "target")}
    return PartnerSeries(**kept, **told, points=tuple(points), data_set=_known(newest["data_set"]))


def _point(row: dict[str, Any]) -> PartnerPoint:
    return PartnerPoint(
        period=row["period"],
        label=label_of(row["period"]),
        value=row["value"],
        state=row["state"],
        mark=row["mark"] or "",
        numerator=row["numerator"],
        denominator=row["denominator"],
        sheet=row["sheet"] or "",
        line=row["line"],
        release=row["release_id"],
    )


def _returned(snapshot: Snapshot) -> list[PartnerSeries]:
    """Return the returns of single events as counts by quarter: a quarter that was returned without rows had none."""
    periods: dict[str, set[str]] = defaultdict(set)
    for period, key in snapshot.partitions("partner_rows", blank=True):
        periods[key].add(period)
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    suppliers, releases = senders(snapshot), {}
    for row in snapshot.read("partner_rows").to_pylist():
        counts[row["data_set"], row["category"], row["period"]] += 1
        releases[row["data_set"], row["period"]] = row["release_id"]
    found = []
    for key, quarters in periods.items():
        kind = _known(key)
        named = {category for of, category, _ in counts if of == key} or {kind.name if kind else key}
        for category in sorted(named):
            points = [
                PartnerPoint(
                    quarter,
                    label_of(quarter),
                    counts.get((key, category, quarter), 0),
                    "value",
                    release=releases.get((key, quarter), ""),
                )
                for quarter in sorted(quarters)
            ]
            supplier = suppliers.get(key) or (kind.supplier if kind else key)
            title = kind.name if kind else key
            found.append(PartnerSeries(title, supplier, "", category, "", "count", "", "", tuple(points), kind))
    return found


def senders(snapshot: Snapshot) -> dict[str, str]:
    """Return who sent each data set that came as a return, as the newest release says."""
    found: dict[str, str] = {}
    for row in snapshot.releases().to_pylist():
        facts = json.loads(row["quality"] or "{}")
        for thing in row["covers"]:
            key = thing.rsplit(" ", 1)[-1]
            named = [one for one in facts.get("suppliers", ()) if key.endswith(f".{slug(one)}")]
            found.update({key: named[0]} if named else {})
    return found


def _known(key: str) -> DataSet | None:
    try:
        return data_set(key.partition(".")[0])
    except UnknownDataSet:
        return None


def _line(title: str, supplier: str, series: list[PartnerSeries]) -> SourceLine:
    points = [point for one in series for point in one.points]
    hidden = sum(point.state == "suppressed" for point in points)
    missing = sum(point.state == "missing" for point in points)
    states = [f"{missing} values missing"] * bool(missing) + [f"{hidden} suppressed by the supplier"] * bool(hidden)
    return SourceLine(
        data_set=title,
        supplier=supplier,
        period=_span([point for point in points if window_of(point.period)]),
        quality=WITH_CARE if missing else GOOD,
        know="; ".join(states) or "as supplied, ready counted",
        police=series[0].police,
    )


def _span(points: list[PartnerPoint]) -> str:
    windows = [window for point in points if (window := window_of(point.period))]
    if not windows:
        return "no period stated"
    first, last = min(window.first for window in windows), max(window.last for window in windows)
    return f"{first.label} to {last.label}" if first != last else first.label


def _record_lines(snapshot: Snapshot) -> list[SourceLine]:
    held: dict[str, list[str]] = defaultdict(list)
    for month, supplier in snapshot.partitions("records"):
        held[supplier].append(month)
    facts = {
        thing.rsplit(" ", 1)[-1]: json.loads(row["quality"] or "{}")
        for row in snapshot.releases().to_pylist()
        for thing in row["covers"]
        if thing.startswith("records ")
    }
    return [
        SourceLine(
            data_set=facts.get(key, {}).get("data_set", key),
            supplier=facts.get(key, {}).get("supplier", key),
            period=f"{months[0]} to {months[-1]}" if len(months) > 1 else months[0],
            quality=GOOD,
            know="single records with exact times and places, never published as they are",
            police=True,
        )
        for key, months in ((key, sorted(months)) for key, months in held.items())
    ]
