"""The tables of an answer: months, types, places, partnerships; each row leads to the page of its figure."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.analysis.rates import Rate
from frankpledge.charts.words import signal_in_words
from frankpledge.domain.evidence.queries.reading import Band, Compared, PlaceReading, TypeReading
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.links import Links
from frankpledge.domain.explorer.queries.answer import Answer
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.categories import crime_type

NONE = "–"
MONTHS_BY = {"month": "By month", "most": "Most recorded first", "fewest": "Fewest recorded first"}
PLACES_BY = {"most": "Most recorded first", "rate": "Highest rate first", "name": "By name"}


def month_rows(found: Answer, by: str = "month") -> list[int]:
    """Return the positions of the months of the window in the chosen order; what is missing comes last."""
    e = found.explored
    held = [at for at, month in enumerate(e.series.months) if month in e.window]
    if by not in ("most", "fewest"):
        return held
    sign = -1 if by == "most" else 1
    return sorted(held, key=lambda at: (e.series.values[at] is None, sign * (e.series.values[at] or 0), at))


def month_table(found: Answer, links: Links, *, by: str = "month") -> Table:
    """Return the months of the window."""
    e = found.explored
    averaged, judged = any(value is not None for value in found.averages), any(e.expected)
    rows = []
    for at in month_rows(found, by):
        month, value, band = e.series.months[at], e.series.values[at], e.expected[at]
        average = found.averages[at]
        cells = [
            month.label,
            component("absent", kind="missing") if value is None else f"{value:,}",
            *([f"{band.centre:.0f}" if band else NONE, band_range(band)] if judged else []),
            *([f"{average:,.0f}" if average is not None else NONE] if averaged else []),
            *([signal(band, found, missing=value is None)] if judged else []),
        ]
        href = links.figure("month", str(month)) if value is not None else ""
        rows.append(Row(tuple(cells), href=href, strong=bool(band and band.signal)))
    heads = [
        Column("Month"),
        Column("Recorded", right=True),
        *([Column("Expected", right=True), Column("Range", right=True)] if judged else []),
        *([Column("Three-year average", right=True)] if averaged else []),
        *([Column("Signal")] if judged else []),
    ]
    total = Row((say.capital(e.window.label), f"{e.total:,}", *[""] * (len(heads) - 2)))
    return Table("Months", tuple(heads), tuple(rows), total=total, caption_hidden=True)


def band_range(band: Band | None) -> str:
    """Return the range of a month, or that it has none."""
    if band is None or band.lower is None or band.upper is None:
        return NONE
    return f"{band.lower:.0f} to {band.upper:.0f}"


def signal(band: Band | None, found: Answer, *, missing: bool = False) -> str:
    """Return what a month shows, in the same words as the picture."""
    if band is None or missing:
        return NONE
    if band.unsure:
        return component("signal", verdict="cannot_tell", words="Cannot tell: recording changed")
    if not band.signal:
        return "Within"
    words = say.capital(signal_in_words(band.signal, in_a_run=band.in_a_run))
    return component("signal", verdict=band.signal, polarity=say.polarity(found.explored.what), words=words)


def type_table(found: Answer, links: Links) -> Table:
    """Return the types of crime with their share and whether they changed."""
    total = found.explored.total
    rows = tuple(
        Row(
            (
                one.name,
                f"{one.total:,}",
                f"{one.total / total:.1%}" if total else NONE,
                f"{one.compared.before:,}" if one.compared else NONE,
                percent(one.compared),
                type_signal(one),
            ),
            href=links.figure("type", one.name),
        )
        for one in found.types
    )
    heads = (
        Column("Type of crime"),
        Column("Recorded", right=True),
        Column("Share", right=True),
        Column("Like months before", right=True),
        Column("Change", right=True),
        Column("Has it changed?"),
    )
    foot = Row(("All crime", f"{total:,}", "100%" if total else NONE, "", "", ""))
    return Table("Types of crime", heads, rows, total=foot, caption_hidden=True)


def percent(compared: Compared | None) -> str:
    """Return a change in hundredths, or that it is withheld."""
    if compared is None:
        return NONE
    change = compared.change.percent
    return component("absent", kind="withheld") if change is None else say.percent(change)


def type_signal(one: TypeReading) -> str:
    """Return whether a type changed."""
    verdict = one.compared.change.verdict if one.compared else "cannot_tell"
    words = {"higher": "Higher", "lower": "Lower"}.get(verdict, "")
    return component("signal", verdict=verdict, polarity=crime_type(one.name).polarity, words=words)


def place_order(places: Sequence[PlaceReading], by: str) -> list[PlaceReading]:
    """Return places in the chosen order; those without a rate come last where rates are ordered."""
    if by == "name":
        return sorted(places, key=lambda place: (place.name, place.code))
    if by == "rate":
        return sorted(places, key=lambda place: (place.rate is None, -(place.rate.value if place.rate else 0)))
    return list(places)


def place_table(found: Answer, links: Links, places: Sequence[PlaceReading], *, year: int | None) -> Table:
    """Return some of the places with counts and rates."""
    level = found.level
    one = say.LEVELS[level.kind][0] if level else "place"
    rows = tuple(
        Row(
            (place.name, place.within or NONE, f"{place.events:,}", residents(place.people), *rate_cells(place.rate)),
            href=links.figure("place", place.code),
        )
        for place in places
    )
    heads = (
        Column(say.capital(one)),
        Column("In"),
        Column("Recorded", right=True),
        Column(f"Residents, mid-{year}" if year else "Residents", right=True),
        Column("Per 1,000", right=True),
        Column("95% interval", right=True),
    )
    return Table("Places", heads, rows, caption_hidden=True)


def beside_table(found: Answer, links: Links) -> Table | None:
    """Return the partnerships of the force with counts and rates, None where nothing is compared."""
    others = found.beside
    if others is None:
        return None
    rows = tuple(
        Row(
            (one.name, f"{one.events:,}", residents(one.people), *rate_cells(one.rate)),
            href=links.figure("beside", one.code),
            strong=one.own,
        )
        for one in sorted(others.areas, key=lambda a: (a.rate is None, -(a.rate.value if a.rate else a.events)))
    )
    rows += tuple(
        Row(
            (
                f"{one.name} (peer)",
                component("absent", kind="missing", words=one.why) if one.events is None else f"{one.events:,}",
                residents(one.people),
                *rate_cells(one.rate),
            ),
            href=links.figure("beside", one.code) if one.events is not None else "",
        )
        for one in found.peers
    )
    heads = (
        Column("Area"),
        Column("Recorded", right=True),
        Column(f"Residents, mid-{found.explored.people_year}", right=True),
        Column("Per 1,000", right=True),
        Column("95% interval", right=True),
    )
    f = others.force
    total = Row((f.name, f"{f.events:,}", residents(f.people), *rate_cells(f.rate))) if f else None
    return Table("Partnerships of the force", heads, rows, total=total, caption_hidden=True)


def residents(people: int | None) -> str:
    """Return residents, or that they are not known."""
    return component("absent", kind="missing") if people is None else f"{people:,}"


def rate_cells(rate: Rate | None) -> tuple[str, str]:
    """Return a rate and its interval, or that there is none."""
    if rate is None:
        return component("absent", kind="missing", words="no rate"), NONE
    return f"{rate.value:.1f}", f"{rate.lower:.1f} to {rate.upper:.1f}"
