"""Published levels as a table with its headline, source and caveats. Imported only when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frankpledge.analysis.periods import Quarter
from frankpledge.domain.evidence.queries import recorded
from frankpledge.domain.evidence.queries.recorded import Level, RecordedLevels
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.lake import areas, queries
from frankpledge.lake.queries import RecordedRow
from frankpledge.lake.store import Snapshot


@dataclass(frozen=True)
class Published:
    """An answer: a sentence, rows under columns, and what to know of them. `total` is None where no total is meant."""

    headline: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    source: str
    cut_off: str
    caveats: tuple[str, ...]
    area: areas.Area
    total: int | float | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` prints."""
        return {
            "total": self.total,
            "rows": [dict(row) for row in self.rows],
            "source": self.source,
            "cut_off": self.cut_off,
            "caveats": list(self.caveats),
            "area": {"kind": self.area.kind, "code": self.area.code, "name": self.area.name},
            **self.more,
        }


def home_office(
    *, area: str, kind: str | None, first: str, last: str, by: str = "", as_known: date | None = None
) -> Published | None:
    """Return the Home Office's count by group, subgroup, code or quarter of whole quarters; None where not loaded."""
    snapshot, found = _asked(area, kind, as_known)
    queries.quarters(first, last)
    levels = recorded.recorded_levels(snapshot, found, queries.window(first, last))
    if levels is None:
        return None
    kinds = {"": levels.groups, "group": levels.groups, "subgroup": levels.subgroups, "code": levels.codes}
    rows = _by_quarter(levels) if by == "quarter" else tuple(_level_row(one) for one in kinds[by])
    before = "" if levels.total.before is None else f" ({levels.total.before:,} in the same months a year before)"
    return Published(
        headline=f"{found.label}, {first} to {last}: {levels.total.now:,} crimes without fraud{before}",
        columns=tuple(rows[0]) if rows else ("name", "count", "before"),
        rows=rows,
        source=levels.source,
        cut_off=levels.cut_off,
        caveats=_caveats(levels),
        area=found,
        total=levels.total.now,
        more={
            "before": levels.total.before,
            "complete": levels.complete,
            "fraud": levels.fraud.now if levels.fraud else None,
            "missing": [str(quarter) for quarter in levels.missing],
            "names": list(filter(None, levels.names)),
            "releases": list(levels.releases),
            "traced": _trace(levels.total.rows),
        },
    )


def outcomes(*, area: str, kind: str | None, first: str, last: str, as_known: date | None = None) -> Published | None:
    """Return the Home Office's outcomes of a force over whole quarters; None where not loaded."""
    snapshot, found = _asked(area, kind, as_known)
    counted = recorded.outcomes_of(snapshot, found, queries.window(first, last))
    if counted is None:
        return None
    rows = tuple(
        {"type": one.type, "outcome": one.outcome, "of crimes recorded": one.of_recorded, "given": one.given}
        for one in counted.counts
    )
    caveats = ["Types with a letter are a part of the type of that number; type 0 stands for no outcome yet."]
    caveats += [_not_there(counted.missing)] if counted.missing else []
    caveats += [f"{counted.marked:,} rows print a mark for a number and are in no sum."] if counted.marked else []
    return Published(
        headline=f"{found.label}, {first} to {last}: outcomes of the crimes recorded, and those given in these months",
        columns=("type", "outcome", "of crimes recorded", "given"),
        rows=rows,
        source=f"{recorded.HOME_OFFICE}, crime outcomes",
        cut_off=_cut_off(snapshot),
        caveats=tuple(caveats),
        area=found,
        more={"releases": list(counted.releases), "missing": [str(quarter) for quarter in counted.missing]},
    )


def ons(*, area: str, kind: str | None, first: str, last: str, as_known: date | None = None) -> Published | None:
    """Return what the ONS printed of an area for a year ending; None where it is not loaded or no such year."""
    snapshot, found = _asked(area, kind, as_known)
    level = recorded.ons_level(snapshot, found, queries.window(first, last))
    if level is None:
        return None
    columns = ("measure", "group", "value", "mark", "sheet", "row", "column")
    rows = tuple(
        {
            "measure": one.measure if one.per is None else f"{one.measure} per {one.per:,} {one.base}",
            "group": one.group,
            "value": one.value,
            "mark": one.mark or ("" if one.state == "known" else one.state),
            "state": one.state,
            "sheet": one.sheet,
            "row": one.line,
            "column": one.column,
            "release": one.release_id,
        }
        for one in level.cells
    )
    total = level.total or level.total_rate
    people = f"; residents {level.residents:,}" if level.residents else ""
    return Published(
        headline=f"{found.label}, year ending {level.last.label}{people}",
        columns=columns,
        rows=rows,
        source=recorded.ONS,
        cut_off=_cut_off(snapshot),
        caveats=level.notes,
        area=found,
        total=total.value if total else None,
        more={"residents": level.residents},
    )


def both(*, area: str, kind: str | None, first: str, last: str, as_known: date | None = None) -> Published | None:
    """Return the two police sources over the same whole quarters, with the reasons why they differ."""
    snapshot, found = _asked(area, kind, as_known)
    pair = recorded.sources_compared(snapshot, found, queries.window(first, last))
    if pair is None:
        return None
    rows = tuple(
        {"quarter": one.quarter.label, "data.police.uk": one.street, "Home Office": one.recorded}
        for one in pair.quarters
    )
    apart = "" if pair.percent is None else f" ({pair.percent:+.1f}%)"
    return Published(
        headline=(
            f"{found.label}, {pair.window.label}: {pair.street:,} crimes on data.police.uk, "
            f"{pair.recorded:,} in the Home Office's table{apart}"
        ),
        columns=("quarter", "data.police.uk", "Home Office"),
        rows=rows,
        source=f"data.police.uk, street-level files; {recorded.HOME_OFFICE}",
        cut_off=pair.cut_off,
        caveats=(*(f"{reason.words}." for reason in pair.reasons), "Neither source is used to correct the other."),
        area=found,
        more={
            "street": pair.street,
            "recorded": pair.recorded,
            "ratio": pair.ratio,
            "not_compared": [str(quarter) for quarter in pair.not_compared],
            "reasons": [{"id": one.id, "effect": one.effect, "confidence": one.confidence} for one in pair.reasons],
            "releases": list(pair.releases),
        },
    )


def _asked(area: str, kind: str | None, as_known: date | None) -> tuple[Snapshot, areas.Area]:
    snapshot = the_lake().snapshot(as_known)
    return snapshot, areas.find_area(snapshot, area, kind=kind)


def _level_row(level: Level) -> dict[str, Any]:
    return {"name": level.name, "count": level.now, "before": level.before}


def _by_quarter(levels: RecordedLevels) -> tuple[dict[str, Any], ...]:
    sums: dict[Quarter, int] = {}
    for row in levels.total.rows:
        sums[row.quarter] = sums.get(row.quarter, 0) + (row.n or 0)
    return tuple({"quarter": str(quarter), "count": n} for quarter, n in sorted(sums.items()))


def _trace(rows: Iterable[RecordedRow]) -> list[dict[str, Any]]:
    return [
        {
            "quarter": str(row.quarter),
            "code": row.code,
            "n": row.n,
            "release": row.release_id,
            "sheet": row.sheet,
            "row": row.line,
        }
        for row in rows
    ]


def _caveats(levels: RecordedLevels) -> tuple[str, ...]:
    found = ["Fraud is not in this total: it is recorded by national bodies."]
    if levels.missing:
        found.append(_not_there(levels.missing))
    if levels.total.before is None:
        found.append("The year before is not given: not all of its quarters are loaded.")
    left = [row.n for row in levels.left_out if row.n]
    if left:
        found.append(f"{sum(left):,} stand in rows kept for outcomes alone and are not counted.")
    if levels.marked:
        found.append(f"{len(levels.marked):,} rows print a mark for a number: the total is not known whole.")
    if levels.unknown_codes:
        found.append(f"Offence codes of no known shape are counted: {', '.join(levels.unknown_codes)}.")
    begun = sorted(level.name for level in levels.codes if level.new_name)
    if begun:
        found.append(f"Counted in one of the two years alone, a change of codes: {', '.join(begun)}.")
    return tuple(found)


def _not_there(missing: Iterable[Quarter]) -> str:
    named = ", ".join(quarter.label for quarter in missing)
    return f"The window is incomplete: {named} is not loaded. It must not be compared with a whole one."


def _cut_off(snapshot: Snapshot) -> str:
    return f"As known on {snapshot.manifest.known_at:%d %B %Y}".replace(" 0", " ")
