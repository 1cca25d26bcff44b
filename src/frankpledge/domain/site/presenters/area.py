"""The whole area in figures and pictures that renew with the open data, each with its source and what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from frankpledge.analysis.periods import Month
from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, Level, comparison_dots
from frankpledge.charts.monthly import MonthPoint, monthly_line
from frankpledge.charts.words import Words
from frankpledge.domain.evidence.queries.beside import TOGETHER
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.reading import Comparison, Series
from frankpledge.domain.site.queries.area import ASB, CRIME, Whole, beside_force, counted, months_of, own_area, whole_of
from frankpledge.domain.site.queries.choices import BESIDE, MONTHS, RATE, figure_choices, picture_choices, plain
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Figure
from frankpledge.ground.ui.components import ABSENT
from frankpledge.ground.ui.parts import Fact
from frankpledge.statute.disclosure import disclosure

WIDE, NARROW = 1136, 354
PER = 1_000
NOT_SHOWN = ABSENT["suppressed"]
SAID = {
    "higher": "More crime is recorded for each person in {place} than in the rest of {force}",
    "lower": "Less crime is recorded for each person in {place} than in the rest of {force}",
    "none": "About as much crime is recorded for each person in {place} as in the rest of {force}",
}


@dataclass(frozen=True)
class Drawn:
    """A picture twice, for a wide page and for a phone, under the finding that it shows."""

    finding: str
    wide: Chart
    narrow: Chart


def twice(words: Words, draw: Callable[[Words, int], Chart]) -> Drawn:
    """Return a picture twice, each under a name of its own."""
    wide, narrow = (draw(replace(words, name=f"{words.name}-{width}"), width) for width in (WIDE, NARROW))
    return Drawn(words.title, wide, narrow)


# ---- figures -------------------------------------------------------------------------------------------------------


def facts(found: Whole) -> tuple[Fact, ...]:
    """Return the area in up to three figures."""
    when = found.window.label
    people = found.people if found.complete else None
    each = f"{found.crimes / people * PER:.0f} for every 1,000 people who live here" if people else when
    return (
        Fact(f"Crimes recorded, {when}", f"{found.crimes:,}", each),
        Fact(f"Anti-social behaviour, {when}", f"{found.asb:,}", "incidents. Counted beside crime, not inside it"),
    )


def facts_source(found: Whole, *, generated: bool) -> str:
    """Return where the figures of an area come from, and what they lack."""
    made = "Generated data. " if generated else ""
    lacks = "" if found.complete else " Some months are missing: these figures must not be compared."
    of_year = f"; residents mid-{found.year}" if found.year and found.complete else ""
    return f"{made}data.police.uk, street-level files, without fraud{of_year}.{lacks}"


def live_figure(key: str, *, workspace: Workspace) -> Figure | None:
    """Return a figure as the open data have it now; None where they say nothing of it. Few are not shown."""
    area = own_area(workspace)
    whole = whole_of(*area) if area else None
    if area is None or whole is None or key not in dict(figure_choices()):
        return None
    if key == RATE:
        value: float | None = PER * whole.crimes / whole.people if whole.people and whole.complete else None
    elif key in {CRIME, ASB}:
        value = whole.crimes if key == CRIME else whole.asb
    else:
        value = counted(area[0], whole.area, whole.window).get(key, 0)
    return figure_of(key, value, whole, generated=workspace.generated) if value is not None else None


def figure_of(key: str, value: float, whole: Whole, *, generated: bool) -> Figure:
    """Return a count, or the rate, of the whole area with all that a reader may ask of it; few are not shown."""
    limit = disclosure().hidden_up_to
    few = key != RATE and value <= limit
    of_people = f"residents mid-{whole.year}" if key == RATE else ""
    return Figure(
        key=key,
        display=NOT_SHOWN if few else f"{value:.0f}" if key == RATE else f"{value:,.0f}",
        label=dict(figure_choices())[key],
        value=None if few else value,
        state="suppressed" if few else "value",
        area=display_name(whole.area),
        period=whole.window.label,
        denominator=of_people,
        source="data.police.uk, street-level files" + (f"; {of_people}" if of_people else ""),
        cut_off=f"Renewed with the data, now to {whole.window.last.label}",
        caveat=_caveat(whole, few=few, limit=limit),
        generated=generated,
    )


def _caveat(whole: Whole, *, few: bool, limit: int) -> str:
    told = (
        f"Counts of {limit} or fewer are not shown here" if few else "",
        "" if whole.complete else "Some months are missing: it must not be compared",
    )
    return ". ".join(filter(None, told))


# ---- pictures ------------------------------------------------------------------------------------------------------


def live_picture(key: str, *, workspace: Workspace, name: str) -> Drawn | None:
    """Return a picture as the open data have it now; None where it cannot be drawn fairly."""
    area = own_area(workspace)
    whole = whole_of(*area) if area else None
    if area is None or whole is None or key not in dict(picture_choices()):
        return None
    if key == BESIDE:
        found = beside_force(*area)
        return beside_picture(found, whole, generated=workspace.generated, name=name) if found else None
    kind = key.removeprefix(MONTHS)
    series = months_of(*area, kind)
    return months_picture(kind, series, whole, name=name, generated=workspace.generated) if series else None


def months_picture(kind: str, series: Series, whole: Whole, *, name: str, generated: bool) -> Drawn | None:
    """Return three years month by month: a month that lacks is a gap, and one of few is not shown."""
    limit = disclosure().hidden_up_to
    shown = [None if value is None or value <= limit else value for value in series.values]
    if all(value is None for value in shown):
        return None
    few = any(value is not None and value <= limit for value in series.values)
    points = [
        MonthPoint(month, value) if value is not None or was is None else MonthPoint(month, None, why=NOT_SHOWN)
        for month, value, was in zip(series.months, shown, series.values, strict=True)
    ]
    told = ("data.police.uk, street-level files.", f"Counts of {limit} or fewer are not shown." if few else "")
    words = Words(
        name=name,
        title=_range_title(kind, series.months, shown, whole),
        subtitle=f"Recorded each month, {display_name(whole.area)}, "
        f"{series.months[0].label} to {series.months[-1].label}",
        source=" ".join(filter(None, told)),
        generated=generated,
    )
    unit = "incidents" if kind == ASB else "crimes"
    return twice(words, lambda said, width: monthly_line(said, points=points, unit=unit, width=width))


def _range_title(kind: str, months: tuple[Month, ...], shown: list[int | None], whole: Whole) -> str:
    """Return the fewest and the most of any month of the last twelve: it claims no change."""
    last = [value for month, value in zip(months, shown, strict=True) if value is not None and month in whole.window]
    if not last:
        return f"Recorded {plain(kind)}, month by month"
    return f"Recorded {plain(kind)} was between {min(last):,} and {max(last):,} a month in the last year"


def beside_picture(found: Comparison, whole: Whole, *, generated: bool, name: str = "beside") -> Drawn | None:
    """Return the area beside the others of its force; None where nothing is known of these together."""
    if found.force is None:
        return None
    force = found.force.name.removesuffix(TOGETHER)
    level = Level(found.force.name, found.force.rate.value) if found.force.rate else None
    rows = [
        AreaRate(one.name, one.rate.value, one.rate.lower, one.rate.upper, own=one.own)
        if one.rate
        else AreaRate(one.name, None, own=one.own)
        for one in found.areas
    ]
    words = Words(
        name=name,
        title=SAID[found.verdict].format(place=display_name(whole.area), force=force),
        subtitle=f"For every 1,000 people who live there, {whole.window.label}, areas of {force}. "
        "Lines show the range that chance alone allows.",
        source=f"data.police.uk, street-level files, without fraud; residents mid-{whole.year}.",
        generated=generated,
    )
    unit = "per 1,000 residents"
    return twice(words, lambda said, width: comparison_dots(said, areas=rows, unit=unit, force=level, width=width))
