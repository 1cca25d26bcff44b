"""Indicators for programs: the list with three judgements, one in full, an indicator added, a value kept and put up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, filled, listed
from frankpledge.api.parts import PERFORMANCE
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.indicators import actions
from frankpledge.domain.indicators.actions.keeping import define_again, order_by_reference, reword_definition
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import definition_on, indicators
from frankpledge.domain.indicators.queries.overview import Line, line_of, overview
from frankpledge.domain.indicators.queries.values import value_of
from frankpledge.domain.indicators.rules import Polarity, Status
from frankpledge.domain.performance.forms import AddForm, ChoiceForm, DefineForm, RewordForm, ValueForm
from frankpledge.domain.performance.presenters.overview import Chosen

ONE = "/indicators/{uuid:indicator}"
MOST_ORDERED = 500


class IndicatorWindowOut(Schema):
    """One window. A figure of null is none, and `missing` says why; it is never 0."""

    period: str
    starts: date
    ends: date
    numerator: float | None
    denominator: float | None
    figure: float | None
    missing: str


class IndicatorOut(Schema):
    """An indicator with its newest window and the three judgements, each in words with its reason."""

    id: UUID
    reference: str
    name: str
    supplier: str
    definition: int
    unit: str
    polarity: Annotated[str, listed(Polarity)]
    shown: IndicatorWindowOut
    signal: str
    signal_words: str
    signal_why: str
    position: str
    position_words: str
    position_why: str
    quality: int = Field(description="3 good, 2 with care, 1 poor, 0 not usable.")
    quality_why: str
    series: list[IndicatorWindowOut]


class IndicatorValueOut(Schema):
    """A value of a period as it became known at a moment."""

    id: UUID
    indicator: UUID
    starts: date
    ends: date
    status: Annotated[str, listed(Status)]
    known_at: datetime
    published_at: datetime | None


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _window(shown: Any) -> IndicatorWindowOut:
    return IndicatorWindowOut(
        period=shown.label, starts=shown.starts, ends=shown.ends, numerator=_number(shown.numbers.numerator),
        denominator=_number(shown.numbers.denominator), figure=_number(shown.figure), missing=shown.missing,
    )  # fmt: skip


def indicator_out(line: Line) -> IndicatorOut:
    """Return an indicator as it is told."""
    one, judged = line.indicator, line.judged
    return IndicatorOut(
        id=one.pk, reference=one.reference, name=one.name, supplier=one.supplier.name if one.supplier else "",
        definition=line.definition.number, unit=line.definition.unit, polarity=line.definition.polarity,
        shown=_window(line.shown), signal=judged.signal.verdict, signal_words=judged.signal.said,
        signal_why=judged.signal.note, position=judged.position.standing, position_words=judged.position.said,
        position_why=judged.position.note, quality=judged.quality.steps, quality_why=judged.quality.note,
        series=[_window(shown) for shown in line.series],
    )  # fmt: skip


def value_out(row: Value) -> IndicatorValueOut:
    """Return a value as it is kept."""
    names = ("starts", "ends", "status", "known_at", "published_at")
    return IndicatorValueOut(id=row.pk, indicator=row.indicator_id, **{name: getattr(row, name) for name in names})


def found(call: Call, indicator: UUID, capability: Capability) -> Indicator:
    """Return an indicator that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(indicators(**call.here).filter(pk=indicator).first(), "indicator")


@lists("/indicators", part=PERFORMANCE, of=IndicatorOut, asks=ChoiceForm)
def list_indicators(call: Call, given: dict[str, Any]) -> Rows:
    """List indicators under the choice of the page, as known on a day where one is named."""
    call.check(GRANTS, Capability.SEE)
    form = filled(ChoiceForm(given, **call.here))
    told = form.told()
    lines = overview(
        **call.here, as_known=form.moment, published=told["board"] == "board", until=form.until,
        retired=told["show"] == "retired",
    )  # fmt: skip
    chosen = Chosen(told["show"], told["supplier"], told["words"])
    return Rows(tuple(line for line in lines if chosen.keeps(line)), indicator_out)


@reads(ONE, part=PERFORMANCE, returns=IndicatorOut)
def read_indicator(call: Call, indicator: UUID) -> IndicatorOut:
    """Read an indicator with every window of its series."""
    return indicator_out(there(line_of(found(call, indicator, Capability.SEE)), "indicator"))


@acts("/indicators", part=PERFORMANCE, asks=AddForm, returns=IndicatorOut, status=201)
def add_indicator(call: Call, given: dict[str, Any]) -> IndicatorOut:
    """Put an indicator into the register with its first definition."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(AddForm(given, **call.here))
    told = form.cleaned_data
    made = actions.register_indicator(
        workspace=call.workspace, reference=told["reference"], name=told["name"], defined=form.defined(), by=call.by,
        supplier=form.named()["supplier"], sensitive=told["sensitive"],
    )  # fmt: skip
    return indicator_out(there(line_of(made), "indicator"))


@acts(f"{ONE}/wording", part=PERFORMANCE, asks=RewordForm, returns=IndicatorOut)
def reword_indicator(call: Call, indicator: UUID, given: dict[str, Any]) -> IndicatorOut:
    """Put right what the definition that stands says where no number changes by it; how it stood is kept."""
    one = found(call, indicator, Capability.KEEP)
    form = filled(RewordForm(given))
    reword_definition(indicator=one, said=form.wording(), because=form.cleaned_data["because"], by=call.by)
    return indicator_out(there(line_of(one), "indicator"))


@acts(f"{ONE}/definitions", part=PERFORMANCE, asks=DefineForm, returns=IndicatorOut, status=201)
def define_indicator(call: Call, indicator: UUID, given: dict[str, Any]) -> IndicatorOut:
    """Define an indicator anew from a day on; values that are there keep the definition they were counted by."""
    one = found(call, indicator, Capability.KEEP)
    form = filled(DefineForm(given))
    define_again(indicator=one, defined=form.defined(), because=form.cleaned_data["because"], by=call.by)
    return indicator_out(there(line_of(one), "indicator"))


class OrderGiven(Given):
    """Short names in the order in which their indicators stand; those that are not named follow."""

    references: list[Annotated[str, Field(max_length=20)]] = Field(max_length=MOST_ORDERED)


class OrderOut(Schema):
    """Short names in the order in which their indicators stand."""

    references: list[str]


@acts("/indicators/order", part=PERFORMANCE, asks=OrderGiven, returns=OrderOut)
def order_indicators(call: Call, given: dict[str, Any]) -> OrderOut:
    """Put indicators into an order, in which they stand in the register, on the overview and in reports."""
    call.check(GRANTS, Capability.KEEP)
    order_by_reference(workspace=call.workspace, references=given["references"], by=call.by)
    return OrderOut(references=list(indicators(**call.here).values_list("reference", flat=True)))


@acts(f"{ONE}/values", part=PERFORMANCE, asks=ValueForm, returns=IndicatorValueOut, status=201)
def record_indicator_value(call: Call, indicator: UUID, given: dict[str, Any]) -> IndicatorValueOut:
    """Write down what is known of a period; what was known before stays."""
    one = found(call, indicator, Capability.RECORD)
    form = filled(ValueForm(given, definition=there(definition_on(one, call.today), "definition")))
    return value_out(actions.record_value(indicator=one, written=form.written(), by=call.by))


@acts(f"{ONE}/values/{{uuid:known}}/publish", part=PERFORMANCE, returns=IndicatorValueOut)
def publish_indicator_value(call: Call, indicator: UUID, known: UUID) -> IndicatorValueOut:
    """Put a value before the board: for somebody else than who wrote it down."""
    one = found(call, indicator, Capability.PUBLISH)
    row = there(value_of(known, **call.here), "value")
    return value_out(
        actions.publish_value(value=there(row if row.indicator_id == one.pk else None, "value"), by=call.by)
    )
