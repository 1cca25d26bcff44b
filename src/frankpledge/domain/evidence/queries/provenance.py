"""Where the numbers come from, and what a reader must know of the rows behind them."""

from __future__ import annotations

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.months import Months, year_before
from frankpledge.domain.evidence.queries.reading import QualityReading, SourceLine
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

GOOD, WITH_CARE, POOR = 3, 2, 1
_ENGLISH, _WELSH = "Ministry of Housing, Communities and Local Government", "Welsh Government"


def sources(
    snapshot: Snapshot, area: Area, months: Months, window: Window, *, generated: bool
) -> tuple[SourceLine, ...]:
    """Return one line for each data set that a reading of the area rests on; what is generated names no supplier."""
    supplier = "generated for this demonstration" if generated else "Office for National Statistics"
    lines = [_street(months, window), *_home_office(snapshot, area, window, generated=generated)]
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
    return (*lines, *_classed(snapshot, area, supplier, generated=generated))


def _home_office(snapshot: Snapshot, area: Area, window: Window, *, generated: bool) -> list[SourceLine]:
    """Return the line of the Home Office's table of the area, else of its whole force; none where neither is whole."""
    whole = queries.quarters_within(str(window.first), str(window.last))
    if not whole:
        return []
    first, last = whole[0].window.first, whole[-1].window.last
    for asked in dict.fromkeys((area, areas.force_of(snapshot, area))):
        found = queries.recorded(snapshot, asked, first=str(first), last=str(last)) if asked else None
        if found is not None and not found.missing:
            of_force = asked != area
            return [
                SourceLine(
                    data_set="Recorded crime by offence (Home Office open data tables)",
                    supplier="generated for this demonstration" if generated else "Home Office",
                    period=Window(first, last).label,
                    quality=WITH_CARE if of_force else GOOD,
                    know="of the whole force, not of this area" if of_force else "by offence and quarter; no places",
                    police=True,
                )
            ]
    return []


def _classed(snapshot: Snapshot, area: Area, supplier: str, *, generated: bool) -> list[SourceLine]:
    """Return the lines of what classes the LSOAs of an area: deprivation, and town or country."""
    if not snapshot.has("places"):
        return []
    own = set(areas.places_in(snapshot, area)["lsoa_code"].to_pylist())
    found = []
    year, classes = queries.rural_urban(snapshot)
    if own & classes.keys():
        found.append(_context("Rural-urban classification of LSOAs", supplier, str(year), "of places, not of people"))
    for index, _ in queries.deprivation_indices(snapshot):
        if own & queries.deprivation(snapshot, index, "IMD_decile").keys():
            know = "recorded crime is among its parts"
            by = supplier if generated else _WELSH if index.startswith("wimd") else _ENGLISH
            found.append(_context("Index of multiple deprivation", by, index[-4:], know))
            break
    return found


def _street(months: Months, window: Window) -> SourceLine:
    suppliers = [queries.force_name(slug) for slug in months.forces]
    first, last = months.present[0], months.present[-1]
    held, span = len(months.present), len(Window(first, last))
    gone, before = len(months.missing(window)), len(months.missing(year_before(window)))
    quality, know = GOOD, "points are moved to a nearby street; no exact dates"
    if gone:
        quality, know = POOR, f"{gone} months of the window are missing"
    elif before:
        quality, know = WITH_CARE, f"{before} months of the year before are missing"
    return SourceLine(
        data_set="Recorded crime and anti-social behaviour, street level (data.police.uk)",
        supplier=", ".join(suppliers) or "police",
        period=f"{first.label} to {last.label}" + (f", {held} of {span} months" if held < span else ""),
        quality=quality,
        know=know,
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
    placeless = f"{found.placeless:,} of {found.force_rows:,} rows of the force"  # a paragraph of its own says it
    return QualityReading(
        rows=found.total,
        duplicates=queries.repeats(snapshot, area, first=first, last=last).duplicates,
        placeless=found.placeless,
        force_rows=found.force_rows,
        missing_now=_names(months.missing(window)),
        missing_before=_names(months.missing(year_before(window))),
        caveats=tuple(one for one in found.caveats if not one.startswith(placeless)),
    )


def _names(months: tuple[Month, ...]) -> tuple[str, ...]:
    return tuple(month.label for month in months)
