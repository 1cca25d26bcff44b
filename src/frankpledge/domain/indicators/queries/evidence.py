"""Counting an indicator from the evidence that is loaded, as it became known state by state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.explore import chosen_by
from frankpledge.domain.evidence.queries.months import Months, NothingRecorded, months_of
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.indicators.models import Definition
from frankpledge.domain.indicators.rules import Every, Measure, NotAnIndicator, Numbers
from frankpledge.domain.indicators.rules.questions import Question, question_of
from frankpledge.domain.indicators.rules.windows import MONTHS, period_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake.areas import Area, UnknownArea
from frankpledge.lake.store import Snapshot, history
from frankpledge.statute.categories import crime_types
from frankpledge.statute.deadlines import in_words

SOURCE = "data.police.uk"
FIRST = Month(2010, 12)
ESTIMATES = "residents at the mid-year estimate nearest the middle of the period"


@dataclass(frozen=True)
class Counted:
    """One period counted from one state of the evidence."""

    starts: date
    ends: date
    numbers: Numbers
    known_at: datetime
    came_from: str


def types_of_records() -> tuple[str, ...]:
    """Return the names of types that can be asked for."""
    return tuple(one.name for one in crime_types())


def asked_by(definition: Definition) -> Question:
    """Return the question that a definition puts to the evidence, refused where it puts none."""
    return question_of(definition.question, types_of_records())


def counted(definition: Definition, workspace: Workspace, *, after: datetime | None = None) -> Iterator[Counted]:
    """Yield every period as each state of the evidence gave it, the oldest first; only states `after` a moment.

    A period of which a month is not loaded is not there at all. Periods before the definition's day are left out.
    """
    question, lake = asked_by(definition), the_lake()
    if definition.measure not in {Measure.COUNT, Measure.RATE} or definition.every == Every.WAVE:
        raise NotAnIndicator("the evidence gives counts and rates, by month, quarter or year.", where="origin")
    for manifest in history(lake):
        if after is not None and manifest.known_at <= after:
            continue
        snapshot = lake.at(manifest.id)
        if (found := _months(snapshot, question, workspace, manifest.known_at)) is not None:
            area, months = found
            yield from _periods(definition, question, area, months, snapshot)


def _months(snapshot: Snapshot, question: Question, workspace: Workspace, at: datetime) -> tuple[Area, Months] | None:
    own = workspace.partnership
    kind, code = question.area or (own.area_kind, own.area_code)
    try:
        area = find(snapshot, code, kind=kind)
        return area, months_of(snapshot, area, Window(FIRST, Month.of(at.date())))
    except (NothingRecorded, UnknownArea):
        return None


def _periods(
    definition: Definition, question: Question, area: Area, months: Months, snapshot: Snapshot
) -> Iterator[Counted]:
    known_at = snapshot.manifest.known_at
    told = f"{SOURCE}, as known on {in_words(known_at.date())}"
    for window in _whole(definition, months):
        count = sum(months.total(window.months(), chosen_by(one)) for one in question.what)
        numbers = Numbers(Decimal(count))
        if definition.measure == Measure.RATE:
            people, _, why = residents(snapshot, area, window)
            numbers = Numbers(Decimal(count), Decimal(people)) if people else Numbers(missing=why)
        yield Counted(window.first.first_day, window.last.last_day, numbers, known_at, told)


def _whole(definition: Definition, months: Months) -> Iterator[Window]:
    """Yield the periods of a definition of which every month is loaded."""
    every, there = Every(definition.every), set(months.present)
    month = months.present[0]
    while month <= months.present[-1]:
        window = period_of(month.first_day, every, definition.start_month)
        if window.first.first_day >= definition.since and all(one in there for one in window.months()):
            yield window
        month = window.first + MONTHS[every]
