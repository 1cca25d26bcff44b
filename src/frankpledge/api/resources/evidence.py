"""Counts of recorded crime for programs: the explorer's question, with all that makes its answer a figure.

Missing, suppressed and zero are three things here too: a count is a value with its state, and the value is null unless
something was recorded.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from ninja.params.functions import Query
from pydantic import Field

from frankpledge.analysis.rates import Rate
from frankpledge.api.calls import Call
from frankpledge.api.filling import Given, filled
from frankpledge.api.parts import EVIDENCE
from frankpledge.api.routing import reads
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.reading import Band, Compared
from frankpledge.domain.explorer.forms import QuestionForm, question_form, question_of
from frankpledge.domain.explorer.presenters.notes import caveats, definition
from frankpledge.domain.explorer.queries.answer import Answer, answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.explorer.queries.figures import PAGE, figure, rows_of
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.refusal import Refusal

State = Literal["recorded", "missing", "suppressed"]


class NothingLoaded(Refusal):
    """There is no evidence to ask."""


class CountOut(Schema):
    """A count and its state. Recorded: the value, which may be 0. Missing or suppressed: null, and never 0."""

    value: int | None
    state: State


class RateOut(Schema):
    """A rate with its interval. `base` is what it is divided by, `base_year` the year of that."""

    value: float
    lower: float
    upper: float
    per: float
    base: int
    base_year: int | None


class ExpectedOut(Schema):
    """What a month was expected to be from those before it, and whether it is a signal."""

    centre: float
    lower: float | None
    upper: float | None
    signal: str = Field(description="higher, lower, or empty for none.")
    unsure: bool = Field(description="Recording changed: it is never a signal.")


class MonthOut(Schema):
    """A month: its count, what was expected, and the three-year average."""

    month: str
    in_period: bool
    count: CountOut
    expected: ExpectedOut | None
    three_year_average: float | None


class ComparedOut(Schema):
    """The count beside that of the like months a year before, and what may be said of the difference."""

    months: list[str]
    now: int
    before: int
    verdict: str
    percent: float | None
    reason: str


class PlaceOut(Schema):
    """A place, or another partnership: its count, its residents and its rate."""

    code: str
    name: str
    count: CountOut
    rate: RateOut | None


class TypeOut(Schema):
    """A type of crime: its count, and its comparison."""

    name: str
    count: CountOut
    verdict: str
    reason: str


class SourceOut(Schema):
    """Where the figures come from and what was known: the cut-off, the state of the store, the files."""

    words: str
    cut_off: str
    state: str = Field(description="The state of the evidence. Asked of it again, the answer is the same.")
    files: list[str]
    definition: dict[str, str]
    caveats: list[str]
    generated: bool = Field(description="Whether the evidence is invented, for a demonstration.")


class CountsOut(Schema):
    """The answer to a question: how much, of what, where and when, with its frame."""

    area: str
    area_code: str
    area_kind: str
    what: str
    first_month: str
    last_month: str
    total: CountOut
    missing_months: list[str] = Field(description="Months of the period that are not there: the total lacks them.")
    rate: RateOut | None
    why_no_rate: str
    compared: ComparedOut | None
    months: list[MonthOut]
    types: list[TypeOut]
    places: list[PlaceOut]
    beside: list[PlaceOut]
    source: SourceOut


class FileRowOut(Schema):
    """One published row, and the file, member and line (1 is the head) on which it stands."""

    month: str
    crime_type: str
    location: str
    lsoa: str
    outcome: str
    release_id: str
    file: str
    member: str
    line: int


class RowsOut(Schema):
    """The rows that a figure was counted from, one page of them."""

    figure: str
    count: CountOut
    total: int
    page: int
    pages: int
    rows: list[FileRowOut]


class Behind(Given):
    """Which figure of the answer."""

    of: Literal["total", "rate", "change", "month", "place", "type", "beside"] = "total"
    key: str = Field("", max_length=100, description="The month, place, type or partnership, by its code or name.")
    page: int = Field(1, ge=1, le=100_000)


def asked(call: Call, given: dict[str, Any]) -> tuple[Asked, Answer]:
    """Return a question as the page would put it, filled in where it says nothing, and its answer."""
    call.check(GRANTS, Capability.SEE)
    partnership = partnership_of(**call.here)
    form = question_form({name: str(value) for name, value in given.items()}, partnership)
    if form is None:
        raise NothingLoaded("no evidence is loaded here.", cure="Load a file first.")
    if not form.is_bound:
        raise NothingLoaded("no area is named, and this workspace serves none.", where="area", cure="Name an area.")
    question = question_of(filled(form), call.workspace, partnership)
    return question, answer(question)


def count(value: int | None) -> CountOut:
    """Return a count of open data: one that is not there is missing."""
    return CountOut(value=value, state="missing" if value is None else "recorded")


def rate(one: Rate | None, *, people: int | None, year: int | None) -> RateOut | None:
    """Return a rate with its base, None where there is none."""
    if one is None or people is None:
        return None
    return RateOut(value=one.value, lower=one.lower, upper=one.upper, per=one.per, base=people, base_year=year)


@reads("/evidence/counts", part=EVIDENCE, returns=CountsOut, asks=QuestionForm)
def count_recorded(call: Call, given: dict[str, Any]) -> CountsOut:
    """Count what was recorded: how much, of what, where and when.

    The explorer's question, with source, period, denominator and cut-off. What is left out is the partnership's own
    last year.
    """
    question, found = asked(call, given)
    e = found.explored
    year = e.people_year
    whole = len(e.missing) < len(e.window)
    others = found.others
    return CountsOut(
        area=e.name,
        area_code=found.area.code,
        area_kind=found.area.kind,
        what=e.what,
        first_month=str(e.window.first),
        last_month=str(e.window.last),
        total=count(e.total if whole else None),
        missing_months=[str(month) for month in e.missing],
        rate=rate(e.rate, people=e.people, year=year),
        why_no_rate="" if e.rate else e.people_flag or "A month is missing, or no estimate of residents is loaded.",
        compared=compared(e.compared, [str(month) for month in e.like]),
        months=months(found),
        types=[_type(one.name, one.total, one.compared) for one in found.types],
        places=[_place(one, year) for one in found.level.places] if found.level else [],
        beside=[_place(one, year) for one in others],
        source=source(question, found),
    )


def source(question: Asked, found: Answer) -> SourceOut:
    """Return where an answer comes from."""
    return SourceOut(
        words=found.source,
        cut_off=found.explored.cut_off,
        state=found.manifest,
        files=list(found.releases),
        definition=dict(definition(found)),
        caveats=list(caveats(found)),
        generated=question.generated,
    )


def months(found: Answer) -> list[MonthOut]:
    """Return the months of an answer, those before the period too."""
    series = found.explored.series
    rows = zip(series.months, series.values, found.explored.expected, found.averages, strict=True)
    return [
        MonthOut(
            month=str(month),
            in_period=month in found.window,
            count=count(value),
            expected=_expected(band),
            three_year_average=average,
        )
        for month, value, band, average in rows
    ]


def _expected(band: Band | None) -> ExpectedOut | None:
    if band is None:
        return None
    return ExpectedOut(centre=band.centre, lower=band.lower, upper=band.upper, signal=band.signal, unsure=band.unsure)


def compared(one: Compared | None, like: list[str]) -> ComparedOut | None:
    """Return a comparison, None where there is none."""
    if one is None:
        return None
    change = one.change
    return ComparedOut(
        months=like, now=one.now, before=one.before, verdict=change.verdict, percent=change.percent,
        reason=change.reason,
    )  # fmt: skip


def _type(name: str, total: int, one: Compared | None) -> TypeOut:
    verdict, reason = (one.change.verdict, one.change.reason) if one else ("cannot_tell", "No like month is loaded.")
    return TypeOut(name=name, count=count(total), verdict=verdict, reason=reason)


def _place(one: Any, year: int | None) -> PlaceOut:
    return PlaceOut(
        code=one.code, name=one.name, count=count(one.events), rate=rate(one.rate, people=one.people, year=year)
    )


@reads("/evidence/rows", part=EVIDENCE, returns=RowsOut, asks=QuestionForm)
def read_rows(call: Call, given: dict[str, Any], behind: Annotated[Behind, Query()]) -> RowsOut:
    """Read the rows of files that a figure was counted from.

    The question as above, and which figure of its answer; a page of rows at a time.
    """
    question, found = asked(call, given)
    one = figure(question, found, of=behind.of, key=behind.key)
    rows = rows_of(question.snapshot, one.now, page=behind.page)
    return RowsOut(
        figure=f"{one.name}, {one.window}",
        count=count(one.count),
        total=rows.total,
        page=behind.page,
        pages=max(1, -(-rows.total // PAGE)),
        rows=[FileRowOut.from_orm(row) for row in rows.rows],
    )
