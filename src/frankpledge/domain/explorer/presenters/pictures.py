"""The pictures of an answer, each drawn wide and narrow, once for a state of the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.periods import Window
from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, Level, comparison_dots
from frankpledge.charts.maps import MapPlace, area_map
from frankpledge.charts.monthly import ChartEvent, month_points, monthly_line
from frankpledge.charts.words import Words
from frankpledge.domain.evidence.queries.levels import Level as Places
from frankpledge.domain.evidence.queries.reading import Comparison
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.answer import Answer, answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.explorer.queries.peers import Peers
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event

WIDE, HALF, NARROW = 1136, 540, 354
NAMED = 3
REFERENCE = "Three-year average"


@dataclass(frozen=True)
class Picture:
    """One chart, for a wide page and for a phone."""

    wide: Chart
    narrow: Chart


@dataclass(frozen=True)
class Pictures:
    """The pictures of an answer; those that cannot be drawn are None."""

    months: Picture | None
    beside: Picture | None
    places: Picture | None


def pictures(question: Asked) -> Pictures:
    """Return the pictures of the answer to a question."""
    q = question
    return _drawn(q.snapshot, q.area, q.what, q.window, q.level, q.events, q.peers, q.generated)


@lru_cache(maxsize=64)
def _drawn(
    snapshot: Snapshot,
    area: Area,
    what: str,
    window: Window,
    level: str,
    events: tuple[Event, ...],
    peers: Peers | None,
    generated: bool,
) -> Pictures:
    found = answer(Asked(snapshot, area, what, window, level, events, (), generated, peers))
    known = any(value is not None for value in found.explored.series.values)
    return Pictures(
        months=Picture(*(months_picture(found, width, generated=generated) for width in (WIDE, NARROW)))
        if known
        else None,
        beside=_beside(found, found.beside, peers, generated=generated) if found.beside else None,
        places=_places(found, found.level, generated=generated) if found.level and found.level.outlines else None,
    )


def _words(found: Answer, name: str, title: str, subtitle: str, *, source: str, generated: bool) -> Words:
    return Words(
        name=name,
        title=title,
        subtitle=subtitle,
        source=f"{source}. {found.explored.cut_off}.",
        generated=generated,
    )


def months_picture(found: Answer, width: int, *, generated: bool) -> Chart:
    """Return the months of an answer with what was expected of them."""
    e = found.explored
    points = month_points(e.series.months, e.series.values, e.expected, found.averages)
    span = f"{e.series.months[0].label} to {e.series.months[-1].label}"
    return monthly_line(
        _words(
            found,
            f"months-{width}",
            say.trend_title(e),
            f"{say.capital(say.unit(e.what))} recorded each month, {e.name}, {span}",
            source=found.source,
            generated=generated,
        ),
        points=points,
        unit="recorded",
        polarity=say.polarity(e.what),
        events=[chart_event(event) for event in found.events],
        reference=REFERENCE,
        numbered=True,
        width=width,
    )


def chart_event(event: Event) -> ChartEvent:
    """Return an event as charts know it."""
    words = f"{event.words} (recording changed)" if event.kind == "recording" else event.words
    return ChartEvent(month=event.first, words=words, last=event.last if event.last != event.first else None)


def _beside(found: Answer, others: Comparison, peers: Peers | None, *, generated: bool) -> Picture | None:
    rows = _rates(found, others, peers.name if peers else "")
    if sum(row.value is not None for row in rows) < 2:
        return None
    e, force = found.explored, others.force
    level = Level(e.force, force.rate.value) if force and force.rate else None
    told = f"per 1,000 residents, mid-{e.people_year}"
    words = [
        _words(
            found,
            f"beside-{width}",
            say.beside_title(found),
            f"{say.capital(say.unit(e.what))} {told}, {e.window.label}, with 95% intervals",
            source=f"{found.source}; residents: mid-year estimates",
            generated=generated,
        )
        for width in (HALF, NARROW)
    ]
    wide, narrow = (
        comparison_dots(said, areas=rows, unit="per 1,000 residents", force=level, width=width)
        for said, width in zip(words, (HALF, NARROW), strict=True)
    )
    return Picture(wide, narrow)


def _rates(found: Answer, others: Comparison, peers: str) -> list[AreaRate]:
    """Return the partnerships of the force and, as a group of their own, the peers that have a rate."""
    known = [one for one in found.peers if one.rate]
    group = f"Partnerships of {found.explored.force}" if known else ""
    rows = [
        AreaRate(
            label=one.name,
            value=one.rate.value if one.rate else None,
            lower=one.rate.lower if one.rate else None,
            upper=one.rate.upper if one.rate else None,
            own=one.own,
            why="no residents known",
            group=group,
        )
        for one in others.areas
    ]
    drawn = [(one.name, one.rate) for one in known if one.rate]
    return rows + [AreaRate(name, rate.value, rate.lower, rate.upper, group=peers) for name, rate in drawn]


def _places(found: Answer, level: Places, *, generated: bool) -> Picture:
    e = found.explored
    busiest = {place.code for place in level.places[: level.half]} if level.whole else set()
    named = {place.code for place in level.places[:NAMED]}
    shown = [
        MapPlace(
            code=o.code,
            name=o.name,
            shape=o.shape,
            value=o.events,
            labelled=o.code in named and level.kind != "neighbourhood",
            marked=o.code in busiest,
        )
        for o in level.outlines
    ]
    origin = "outlines are invented" if generated else "boundaries: Office for National Statistics, OGL v3"
    wide, narrow = (
        area_map(
            _words(
                found,
                f"places-{width}",
                say.places_title(found),
                f"{say.capital(say.unit(e.what))}, {e.window.label}, by {say.LEVELS[level.kind][0]}",
                source=f"{found.source}; {origin}",
                generated=generated,
            ),
            places=shown,
            unit=say.unit(e.what),
            marked="together half of it",
            width=width,
        )
        for width in (HALF, NARROW)
    )
    return Picture(wide, narrow)
