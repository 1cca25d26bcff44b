"""The themes of an assessment, one parametrised exhibit each: level, change, shape of the year, places, what is unseen.

What each theme is made of is data (`themes.toml`), so that another theme needs no code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from frankpledge.analysis.periods import Window
from frankpledge.charts.monthly import ChartEvent, month_points, monthly_line
from frankpledge.charts.multiples import Panel, small_multiples
from frankpledge.charts.words import joined
from frankpledge.domain.evidence.queries.months import Months, compared, expected
from frankpledge.domain.evidence.queries.reading import Band, Compared, Series, lately
from frankpledge.domain.exhibits.documents.crime import EXACT
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.pictures import block, range_title, types_title, words_of
from frankpledge.domain.exhibits.documents.sentences import (
    months_label,
    periods_note,
    sentence,
    sentence_case,
    write_down,
)
from frankpledge.domain.exhibits.documents.usual import around
from frankpledge.domain.yardsticks.queries.averages import average
from frankpledge.domain.yardsticks.queries.people import BASES, BaseReading, base_reading, rate_on
from frankpledge.ground.documents.blocks import Block, Paragraph, Subheading
from frankpledge.ground.documents.words import line
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.categories import crime_type
from frankpledge.statute.events import events_touching
from frankpledge.statute.themes import Theme, themes

PER_HOUSEHOLDS = 1_000
FEWEST_EVENTS = 20  # below this a share of places says nothing but where few events happened to fall


def theme(of: Theme, ledger: Ledger) -> list[Block]:
    """Return one theme: its level and rate, its change, the shape of the year, where it lies, and what is not shown."""
    months = ledger.months()
    if months is None:
        return []
    number = months.total(ledger.reading.window.months(), of.types.__contains__)
    made: dict[str, Callable[[], list[Block]]] = {
        "level": lambda: [_level(of, ledger, number)],
        "change": lambda: _change(of, ledger, months) if number else [],
        "shape": lambda: _shape(of, ledger, months) if number else [],
        "places": lambda: _places(of, ledger),
    }
    shown = [block for name in of.shows for block in made[name]()]
    return [Subheading(of.title), *shown, _unseen(of)]


def key_of(of: Theme) -> str:
    """Return the key under which the figures of a theme are written down."""
    return f"theme-{of.id}"


def _level(of: Theme, ledger: Ledger, number: int) -> Paragraph:
    """Return how much was recorded, with the rate on the theme's own base and on residents."""
    reading, key = ledger.reading, key_of(of)
    what = "crimes" if of.is_crime else "incidents"
    ledger.count(f"{key}.total", sentence_case(of.subject), number)
    said = f"Police recorded {{{key}.total}} {what} of {joined([name.lower() for name in of.types])} {reading.within}"
    rates, notes = [], []
    for base in dict.fromkeys((of.base, "residents")):
        held: BaseReading | None = ledger.ask(f"base {base}", partial(_on, window=reading.window, base=base))
        rate = rate_on(number, held) if reading.complete else None
        if rate is None or held is None:
            notes.append(f"No rate on {BASES[base]}: {_why_not(held, complete=reading.complete)}")
            continue
        ledger.add(
            f"{key}.rate_{base}",
            one_place(rate.value),
            f"{sentence_case(of.subject)} per 1,000 {BASES[base]}",
            value=rate.value,
            unit="per 1,000",
            denominator=held.words,
            method=f"95% interval {rate.low:,.1f} to {rate.high:,.1f}, {rate.method}",
            caveat="The estimate is old" if held.age.verdict == "flagged" else "",
            inputs=({"what": "events", "value": number}, {"what": base, "value": held.number}),
        )
        rates.append(f"{{{key}.rate_{base}}} for every 1,000 {BASES[base]}")
        notes.append(f"{held.words}: 95% interval {rate.low:,.1f} to {rate.high:,.1f}")
    ending = f": {joined(rates)}." if rates else "."
    return Paragraph(line=line(f"{said}{ending}"), note="; ".join(notes))


def _why_not(held: BaseReading | None, *, complete: bool) -> str:
    """Return why there is no rate on a base: it is not loaded, months are missing, or it is too old."""
    if held is None:
        return "none loaded"
    return "too far from the window in time" if complete else "months are missing"


def _on(open_: Snapshot, area: Area, *, window: Window, base: str) -> BaseReading | None:
    return base_reading(open_, area, window, base)


def _change(of: Theme, ledger: Ledger, months: Months) -> list[Block]:
    reading = ledger.reading
    found = _compared(ledger, months, of.types)
    if found is None:
        return []
    write_down(ledger, key_of(of), sentence_case(of.subject), found)
    words = sentence(key_of(of), of.subject, found, when=months_label(reading.like))
    return [Paragraph(line=words, note=periods_note(reading))]


def _compared(ledger: Ledger, months: Months, types: tuple[str, ...]) -> Compared | None:
    one = types[0] if len(types) == 1 else None
    return compared(months, ledger.reading.window, types.__contains__, crime_type=one, **around(ledger))


def _shape(of: Theme, ledger: Ledger, months: Months) -> list[Block]:
    """Return small lines of months by type, this year's against last year's; of one type alone its own long line."""
    reading = ledger.reading
    if len(of.types) == 1:
        return line_of(of, ledger, months)
    span = reading.window.months()[-12:]
    there = set(months.present)

    def values(kind: str, back: int) -> tuple[float | None, ...]:
        return tuple(
            float(months.total((month - back,), kind.__eq__)) if month - back in there else None for month in span
        )

    panels = []
    for kind in of.types:
        found = _compared(ledger, months, (kind,))
        verdict = found.change.verdict if found else None
        panels.append(Panel(kind, values(kind, 0), values(kind, 12), verdict, crime_type(kind).polarity))
    title = types_title([panel.verdict for panel in panels], f"types of {of.title.lower()}")
    subtitle = f"Recorded each month, {reading.name}, {months_label(tuple(span))}, and a year before"
    words_ = words_of(ledger, key_of(of), title, subtitle, EXACT)
    return [block(small_multiples(words_, panels=panels, months=[str(month) for month in span]))]


def line_of(of: Theme, ledger: Ledger, months: Months) -> list[Block]:
    """Return the line of months of a theme of one type, with what each month was expected to be and its usual level."""
    reading, kind = ledger.reading, of.types[0]
    bearing = around(ledger)
    whole_series = months.series(kind.__eq__, last=reading.window.last)
    series, bands = lately(whole_series, expected(whole_series, reading.window, crime_type=kind, **bearing))
    usual = dict(average(months, reading.window, kind.__eq__, crime_type=kind, **bearing).by_month)
    points = month_points(series.months, series.values, bands, map(usual.get, series.months))
    first, last = series.months[0], series.months[-1]
    subtitle = f"Recorded each month, {reading.name}, {first.label} to {last.label}"
    title = _line_title(of, _compared(ledger, months, of.types), bands, series, reading.window)
    touching = events_touching(first=first, last=last, force=reading.force, crime_type=kind, also=reading.events)
    return [
        block(
            monthly_line(
                words_of(ledger, key_of(of), title, subtitle),
                points=points,
                unit="crimes" if of.is_crime else "incidents",
                polarity=of.polarity,
                events=[ChartEvent(e.first, e.words, e.last if e.last != e.first else None) for e in touching],
                reference="Three-year average, same month",
                low=True,
            )
        )
    ]


def _line_title(
    of: Theme, found: Compared | None, bands: tuple[Band | None, ...], series: Series, window: Window
) -> str:
    """Return the finding: months outside their range, or the verdict on the change, or fewest and most of a month."""
    subject = sentence_case(of.subject)
    outside = sum(bool(band and band.signal and not band.in_a_run) for band in bands)
    if outside:
        return f"{subject} lay outside its expected range in {outside} of the months judged"
    verdict = found.change.verdict if found else "cannot_tell"
    if verdict in ("higher", "lower"):
        return f"{subject}: {verdict} than a year before"
    if verdict == "none":
        return f"No detectable change in {of.subject}"
    return range_title(subject, series, window)


def _places(of: Theme, ledger: Ledger) -> list[Block]:
    """Return in how few neighbourhoods half of it lay; concentration, which is no hot spot."""
    reading, key = ledger.reading, key_of(of)
    counts: Mapping[str, Mapping[str, int]] | None = ledger.ask("by component", _by_component(ledger))
    if not counts:
        return []
    held = sorted((sum(n for kind, n in by.items() if kind in of.types) for by in counts.values()), reverse=True)
    total = sum(held)
    places = len(reading.places.neighbourhoods) if reading.places else 0
    if total < FEWEST_EVENTS or not places:
        return []
    number, reached = 0, 0
    for events in held:
        if 2 * reached >= total:
            break
        number, reached = number + 1, reached + events
    ledger.add(
        f"{key}.half",
        f"{number} of {places}",
        f"Fewest neighbourhoods that hold half of {of.subject}",
        value=number,
        denominator=str(places),
        inputs=({"what": "events of these", "value": reached}, {"what": "events with a place", "value": total}),
    )
    return [
        Paragraph(
            line=line(f"Half of {of.subject} lay in {{{key}.half}} neighbourhoods."),
            note=f"{whole(total)} rows with a place here. That they gather does not make these places hot spots",
        )
    ]


def _by_component(ledger: Ledger) -> Callable[..., Any]:
    window = ledger.reading.window
    return lambda open_, area: (
        queries.component_types(open_, area, first=str(window.first), last=str(window.last))
        if open_.has("places")
        else None
    )


def _unseen(of: Theme) -> Paragraph:
    return Paragraph(
        line=line(f"**What this source cannot show**: {joined(list(of.not_shown))}."),
        note=f"Serves the strategy on {of.strategy}",
    )


EXHIBITS = {f"theme.{of.id}": partial(theme, of) for of in themes()}
