"""Keeping the register and its values: every act checks who may and what is true, and leaves its trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.indicators.models import Definition, Indicator, Value
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries.values import restated
from frankpledge.domain.indicators.rules import (
    Every,
    Measure,
    NotAnIndicator,
    NotAValue,
    NotYours,
    Numbers,
    Origin,
    Polarity,
    Status,
    WindowKind,
    check_measured,
    check_numbers,
    check_timed,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.statute.deadlines import in_words


@dataclass(frozen=True)
class Defined:
    """How an indicator is counted from a day on."""

    since: date
    words: str
    measure: Measure
    numerator: str
    unit: str
    polarity: Polarity
    source: str
    origin: Origin
    every: Every
    window: WindowKind = WindowKind.ITSELF
    denominator: str = ""
    per: int = 1
    base_adds_up: bool = True
    start_month: int = 4
    decimals: int = 0
    lag_days: int | None = None
    caveats: str = ""
    review_on: date | None = None
    question: dict[str, Any] = field(default_factory=dict)
    reckoned_from: Indicator | None = None
    breakdowns: tuple[str, ...] = ()


@transaction.atomic
def register_indicator(
    *,
    workspace: Workspace,
    reference: str,
    name: str,
    defined: Defined,
    by: User,
    supplier: Organisation | None = None,
    sensitive: bool = False,
) -> Indicator:
    """Put an indicator into the register with its first definition."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    _check_new(workspace, reference)
    check_defined(defined)
    if not name.strip():
        raise NotAnIndicator("an indicator has a name.", where="name", cure="Write what is measured.")
    now = clock.now()
    made = Indicator.objects.create(
        workspace=workspace,
        reference=reference.strip(),
        name=name.strip(),
        supplier=supplier,
        sensitive=sensitive,
        order=Indicator.objects.filter(workspace=workspace).count() + 1,
        recorded_by=by,
        recorded_at=now,
    )
    _keep_definition(made, defined, number=1, because="", by=by, now=now)
    record("indicators.registered", made, by=by, facts={"indicator": made.name})
    return made


def _check_new(workspace: Workspace, reference: str) -> None:
    if not reference.strip():
        raise NotAnIndicator("an indicator has a short name.", where="reference", cure="Write one, such as DA-01.")
    if Indicator.objects.filter(workspace=workspace, reference=reference.strip()).exists():
        raise NotAnIndicator(
            f"there is an indicator {reference.strip()} already.", where="reference", cure="Choose another short name."
        )


def _keep_definition(
    indicator: Indicator, defined: Defined, *, number: int, because: str, by: User, now: datetime
) -> Definition:
    """Write a definition down for an act that has judged it. Within a transaction."""
    return Definition.objects.create(
        workspace=indicator.workspace,
        indicator=indicator,
        number=number,
        changed_because=because,
        recorded_by=by,
        recorded_at=now,
        **{name: getattr(defined, name) for name in Defined.__dataclass_fields__ if name != "breakdowns"},
        breakdowns=list(defined.breakdowns),
    )


def check_defined(defined: Defined) -> None:
    """Refuse what defines no indicator: each refusal names the box and says the cure."""
    check_measured(defined.measure, numerator=defined.numerator, denominator=defined.denominator, words=defined.words)
    check_timed(defined.every, defined.window, start_month=defined.start_month)
    if defined.origin is Origin.EVIDENCE and not defined.question:
        raise NotAnIndicator(
            "it is counted from the evidence, and not said what.", where="question", cure="Say which records count."
        )
    if defined.reckoned_from and defined.reckoned_from.definitions.filter(reckoned_from__isnull=False).exists():
        raise NotAnIndicator(
            f"{defined.reckoned_from} is itself reckoned from another.", where="reckoned_from",
            cure="Choose the indicator whose numbers are written down.",
        )  # fmt: skip


@dataclass(frozen=True)
class Written:
    """What is written down for one period of an indicator."""

    starts: date
    ends: date
    numbers: Numbers
    breakdown: str = ""
    status: Status = Status.PROVISIONAL
    because: str = ""
    comment: str = ""
    came_from: str = ""


@transaction.atomic
def record_value(*, indicator: Indicator, written: Written, by: User, known_at: datetime | None = None) -> Value:
    """Write down what is known of a period now (or, for history, since a moment). What was known before stays."""
    check_granted(GRANTS, Capability.RECORD, workspace=indicator.workspace, user=by)
    return keep_value(indicator=indicator, written=written, by=by, known_at=known_at)


def keep_value(*, indicator: Indicator, written: Written, by: User | None, known_at: datetime | None = None) -> Value:
    """Write a value down for an act that has judged who may, such as the agreeing of a return. Within a transaction.

    What is counted by itself (`by` is None) stands under whoever wrote the definition that asks for it.
    """
    now = clock.now()
    definition = _definition(indicator, written.starts)
    check_numbers(Measure(definition.measure), written.numbers)
    before = _known_before(indicator, written)
    if before is not None and not written.because.strip():
        raise NotAValue(
            "there is a value of this period already.", where="because", cure="Say why it is another one now."
        )
    made = Value.objects.create(
        workspace=indicator.workspace,
        indicator=indicator,
        definition=definition,
        starts=written.starts,
        ends=written.ends,
        breakdown=written.breakdown,
        numerator=written.numbers.numerator,
        denominator=written.numbers.denominator,
        value=written.numbers.value,
        missing=written.numbers.missing.strip(),
        status=written.status,
        known_at=known_at or now,
        because=written.because.strip(),
        comment=written.comment.strip(),
        came_from=written.came_from,
        recorded_by=by or definition.recorded_by,
        recorded_at=now,
    )
    period = f"{in_words(written.starts)} to {in_words(written.ends)}"
    told = {"indicator": indicator.name, "period": period}
    if before:
        record("indicators.value_corrected", made, by=by, facts=told)
    else:
        record("indicators.value_recorded", made, by=by, facts=told)
    if before is not None and (share := restated(before, made)) is not None:
        record("indicators.value_restated", made, by=by, facts={**told, "share": f"{share:.0%}"})
    return made


def _known_before(indicator: Indicator, written: Written) -> Value | None:
    """Return what was known of the period last."""
    found = Value.objects.filter(
        indicator=indicator, starts=written.starts, ends=written.ends, breakdown=written.breakdown
    )
    return found.filter(withdrawn_at__isnull=True).order_by("-known_at").first()


def _definition(indicator: Indicator, day: date) -> Definition:
    stand = indicator.definitions.filter(withdrawn_at__isnull=True)
    found = stand.filter(since__lte=day).order_by("-since").first() or stand.order_by("since").first()
    if found is None:
        raise NotAnIndicator(f"{indicator} has no definition.", cure="Define it first.")
    return found


@transaction.atomic
def publish_value(*, value: Value, by: User, at: datetime | None = None) -> Value:
    """Let a value stand before the board (for history, since a moment): by somebody else than who wrote it down."""
    check_granted(GRANTS, Capability.PUBLISH, workspace=value.workspace, user=by)
    if value.recorded_by_id == by.pk:
        raise NotYours(
            "whoever wrote a value down does not put it before the board.", cure="Ask somebody else to look at it."
        )
    value.published_at, value.published_by = at or clock.now(), by
    value.save(update_fields=("published_at", "published_by"))
    record("indicators.value_published", value, by=by, facts={"indicator": value.indicator.name})
    return value
