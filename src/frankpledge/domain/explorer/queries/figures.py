"""One figure of an answer, with everything it rests on, down to the rows of files that it was counted from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.change import Change
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.rates import Rate
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.reading import Band
from frankpledge.domain.explorer.queries.answer import Answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.queries import RowsBehind
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal

PAGE = 50


class NoSuchFigure(Refusal):
    """The answer has no figure of that name."""


@dataclass(frozen=True)
class Trace:
    """Which rows to look for: those of an area over a window, or of some of its LSOAs."""

    area: Area
    window: Window
    what: str
    lsoas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One figure. `of` and `key` name it in an address. `count` is what the rows of `now` must add up to.

    Of the rest, what the figure is made of is there: a rate of `people` of a year, a change from `earlier`, a band.
    """

    of: str
    key: str
    name: str
    what: str
    window: Window
    count: int | None
    now: Trace
    rate: Rate | None = None
    people: int | None = None
    change: Change | None = None
    before: int | None = None
    earlier: Trace | None = None
    band: Band | None = None
    average: float | None = None
    population: tuple[str, ...] = ()


def figure(question: Asked, found: Answer, *, of: str, key: str = "") -> Figure:
    """Return a figure of an answer: total, rate, change, or (by `key`) that of a month, place, type or partnership."""
    make = _MAKERS.get(of)
    made = make(question, found, key) if make else None
    if made is None:
        raise NoSuchFigure("The answer to this question has no such figure.", cure="Go back to the question.")
    return made


@lru_cache(maxsize=128)
def rows_of(snapshot: Snapshot, trace: Trace, *, limit: int = PAGE, page: int = 1) -> RowsBehind:
    """Return the rows of files that a figure was counted from, a page of them, and how many each file gave."""
    return queries.rows_behind(
        snapshot,
        trace.area,
        first=str(trace.window.first),
        last=str(trace.window.last),
        measure=trace.what,
        lsoas=trace.lsoas,
        limit=limit,
        offset=(page - 1) * limit,
    )


def _total(_: Asked, found: Answer, key: str) -> Figure | None:
    e = found.explored
    now = Trace(found.area, e.window, e.what)
    return None if key else Figure("total", "", e.name, e.what, e.window, e.total, now, rate=e.rate, people=e.people)


def _rate(question: Asked, found: Answer, key: str) -> Figure | None:
    e = found.explored
    if key or e.rate is None:
        return None
    people = areas.population(question.snapshot, found.area, year=e.window.middle.year)
    now = Trace(found.area, e.window, e.what)
    return Figure("rate", "", e.name, e.what, e.window, e.total, now, e.rate, e.people, population=people.release_ids)


def _change(_: Asked, found: Answer, key: str) -> Figure | None:
    e = found.explored
    if key or e.compared is None:
        return None
    window = Window(e.like[0], e.like[-1])
    gapless = len(window) == len(e.like)
    now, then = Trace(found.area, window, e.what), Trace(found.area, window.shifted(-12), e.what)
    return Figure(
        "change",
        "",
        e.name,
        e.what,
        window,
        e.compared.now if gapless else None,
        now,
        change=e.compared.change,
        before=e.compared.before,
        earlier=then,
    )


def _month(_: Asked, found: Answer, key: str) -> Figure | None:
    e = found.explored
    at = next((at for at, month in enumerate(e.series.months) if str(month) == key), None)
    if at is None or e.series.values[at] is None:
        return None
    month: Month = e.series.months[at]
    window = Window(month, month)
    now = Trace(found.area, window, e.what)
    band, average = e.expected[at], found.averages[at]
    return Figure("month", key, e.name, e.what, window, e.series.values[at], now, band=band, average=average)


def _place(question: Asked, found: Answer, key: str) -> Figure | None:
    level, e = found.level, found.explored
    place = next((one for one in level.places if one.code == key), None) if level else None
    if level is None or place is None:
        return None
    column = "component" if level.kind == "neighbourhood" else f"{level.kind}_code"
    rows = areas.places_in(question.snapshot, found.area).to_pylist()
    lsoas = tuple(row["lsoa_code"] for row in rows if row[column] == key)
    now = Trace(found.area, e.window, e.what, lsoas)
    return Figure("place", key, place.name, e.what, e.window, place.events, now, rate=place.rate, people=place.people)


def _beside(question: Asked, found: Answer, key: str) -> Figure | None:
    e = found.explored
    level = next((one for one in found.others if one.code == key), None)
    if level is None or level.events is None:
        return None
    area = found.area if level.own else find(question.snapshot, key, "csp")
    now = Trace(area, e.window, e.what)
    return Figure("beside", key, level.name, e.what, e.window, level.events, now, rate=level.rate, people=level.people)


def _type(_: Asked, found: Answer, key: str) -> Figure | None:
    one, e = next((t for t in found.types if t.name == key), None), found.explored
    if one is None:
        return None
    change = one.compared.change if one.compared else None
    before = one.compared.before if one.compared else None
    now = Trace(found.area, e.window, key)
    return Figure("type", key, display_name(found.area), key, e.window, one.total, now, change=change, before=before)


_Maker = Callable[[Asked, Answer, str], Figure | None]
_MAKERS: dict[str, _Maker] = {
    "total": _total,
    "rate": _rate,
    "change": _change,
    "month": _month,
    "place": _place,
    "beside": _beside,
    "type": _type,
}
