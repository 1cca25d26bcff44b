"""The tables of an answer as they leave: exactly the view, with the state of every number and where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.charts.words import signal_in_words
from frankpledge.domain.disclosure.rules import Cell
from frankpledge.domain.evidence.queries.reading import Band
from frankpledge.domain.explorer.presenters import tables
from frankpledge.domain.explorer.queries.answer import Answer

_Line = tuple[str, int | None, tuple[object, ...]]


@dataclass(frozen=True)
class Export:
    """One table: what it is (for the register of releases), its cells, and the rows of the file."""

    name: str
    what: str
    cells: tuple[Cell, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def export(found: Answer, table: str, *, by: str = "") -> Export | None:
    """Return a table of an answer (months, places, comparison, types) in the order shown; None for any other."""
    made = {"months": _months, "places": _places, "comparison": _comparison, "types": _types}.get(table)
    return made(found, by) if made else None


def _made(
    found: Answer, name: str, head: tuple[str, ...], rows: list[tuple[str, int | None, tuple[object, ...]]]
) -> Export:
    """Return an export whose rows carry, besides their own cells, area, what, and where all of it came from."""
    e = found.explored
    frame = ("area", "what", *head, "source", "cut_off")
    lines = tuple((e.name, e.what, *cells, found.source, e.cut_off) for _, _, cells in rows)
    cells = tuple(Cell(key=key, value=value, policy="open") for key, value, _ in rows)
    return Export(name, f"{name} of {e.what} in {e.name}", cells, frame, lines)


def _state(value: int | None) -> tuple[object, str]:
    return ("", "no data") if value is None else (value, "recorded")


def _months(found: Answer, by: str) -> Export:
    e = found.explored
    window = tables.month_rows(found, by)
    # The picture shows earlier months than the table; they stand before it.
    order = [*(at for at in range(len(e.series.months)) if at not in set(window)), *window]
    rows: list[_Line] = []
    for at in order:
        month, value, band, average = e.series.months[at], e.series.values[at], e.expected[at], found.averages[at]
        inside = "yes" if month in e.window else "no"
        cells = (str(month), inside, *_state(value), *_band(band), "" if average is None else round(average, 2))
        rows.append((str(month), value, (*cells, _signal(band, value))))
    head = ("month", "in_period", "recorded", "state", "expected", "lowest_expected", "highest_expected")
    return _made(found, "months", (*head, "three_year_average", "signal"), rows)


def _band(band: Band | None) -> tuple[object, object, object]:
    if band is None:
        return ("", "", "")
    return (round(band.centre, 2), band.lower, band.upper)


def _signal(band: Band | None, value: int | None) -> str:
    if band is None or value is None:
        return "not judged"
    if band.unsure:
        return "cannot tell: recording changed"
    return signal_in_words(band.signal, in_a_run=band.in_a_run) if band.signal else "within"


def _places(found: Answer, by: str) -> Export:
    level, e = found.level, found.explored
    rows: list[_Line] = []
    for p in tables.place_order(level.places, by or "most") if level else []:
        rate = (round(p.rate.value, 4), round(p.rate.lower, 4), round(p.rate.upper, 4)) if p.rate else ("", "", "")
        cells = (str(e.window), p.name, p.code, p.within, *_state(p.events), p.people or "", e.people_year or "", *rate)
        rows.append((p.code, p.events, cells))
    head = ("period", "place", "code", "within", "recorded", "state", "residents", "residents_year")
    return _made(found, "places", (*head, "per_1000", "lower_95", "upper_95"), rows)


def _comparison(found: Answer, _: str) -> Export:
    others, e = found.beside, found.explored
    rows: list[_Line] = []
    for a in (*found.others, *([others.force] if others and others.force else ())):
        rate = (round(a.rate.value, 4), round(a.rate.lower, 4), round(a.rate.upper, 4)) if a.rate else ("", "", "")
        own = "yes" if a.own else "no"
        cells = (str(e.window), a.name, a.code, own, *_state(a.events), a.people or "", e.people_year or "", *rate)
        rows.append((a.code, a.events, cells))
    head = ("period", "compared", "code", "this_area", "recorded", "state", "residents", "residents_year")
    return _made(found, "comparison", (*head, "per_1000", "lower_95", "upper_95"), rows)


def _types(found: Answer, _: str) -> Export:
    e = found.explored
    rows: list[_Line] = []
    for one in found.types:
        change = one.compared.change if one.compared else None
        share = round(one.total / e.total, 4) if e.total else ""
        told = (change.verdict, change.reason) if change else ("cannot_tell", "no like month is loaded")
        before = (one.compared.before, one.compared.now) if one.compared else ("", "")
        rows.append((one.name, one.total, (str(e.window), one.name, *_state(one.total), share, *before, *told)))
    head = ("period", "type", "recorded", "state", "share", "like_months_before", "like_months_now")
    return _made(found, "types", (*head, "verdict", "reason"), rows)
