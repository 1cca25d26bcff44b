"""Where the numbers come from, and what a reader must know of the rows behind them."""

from __future__ import annotations

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.months import Months, year_before
from frankpledge.domain.evidence.queries.reading import QualityReading, SourceLine
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

GOOD, WITH_CARE, POOR = 3, 2, 1


def sources(
    snapshot: Snapshot, area: Area, months: Months, window: Window, *, generated: bool
) -> tuple[SourceLine, ...]:
    """Return one line for each data set that a reading of the area rests on; what is generated names no supplier."""
    supplier = "generated for this demonstration" if generated else "Office for National Statistics"
    lines = [_street(months, window)]
    try:
        found = areas.population(snapshot, area, year=window.middle.year)
    except areas.NoPopulation:
        pass
    else:
        lines.append(
            _context("Residents", supplier, f"mid-{found.year}", found.basis, age=window.middle.year - found.year)
        )
    if snapshot.has("memberships"):
        lines.append(
            _context(
                "Areas and what lies in them", supplier, "as looked up", "LSOAs to wards by best fit, otherwise exact"
            )
        )
    if snapshot.has("boundaries"):
        lines.append(_context("Outlines of areas", supplier, "as published", "generalised; for maps only"))
    return tuple(lines)


def _street(months: Months, window: Window) -> SourceLine:
    suppliers = [queries.force_name(slug) for slug in months.forces]
    gone = len(months.missing(window))
    return SourceLine(
        data_set="Recorded crime and anti-social behaviour, street level (data.police.uk)",
        supplier=", ".join(suppliers) or "police",
        period=f"{months.present[0].label} to {months.present[-1].label}",
        quality=POOR if gone else GOOD,
        know=f"{gone} months of the window are missing"
        if gone
        else "points are moved to a nearby street; no exact dates",
        police=True,
    )


def _context(data_set: str, supplier: str, period: str, know: str, *, age: int = 0) -> SourceLine:
    return SourceLine(
        data_set=data_set,
        supplier=supplier,
        period=period,
        quality=WITH_CARE if age > 2 else GOOD,
        know=know,
        police=False,
        context=True,
    )


def quality_reading(snapshot: Snapshot, area: Area, months: Months, window: Window) -> QualityReading:
    """Return what to know of the rows: repeats, rows without place, months that are not there, and caveats."""
    first, last = str(window.first), str(window.last)
    found = queries.counts(snapshot, area=area, first=first, last=last, measure="all")
    return QualityReading(
        rows=found.total,
        duplicates=queries.repeats(snapshot, area, first=first, last=last).duplicates,
        placeless=found.placeless,
        force_rows=found.force_rows,
        missing_now=_names(months.missing(window)),
        missing_before=_names(months.missing(year_before(window))),
        caveats=found.caveats,
    )


def _names(months: tuple[Month, ...]) -> tuple[str, ...]:
    return tuple(month.label for month in months)
