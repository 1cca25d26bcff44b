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
from frankpledge.domain.evidence.queries.store import Known, own_lake, the_lake
from frankpledge.domain.indicators.models import Definition, Indicator
from frankpledge.domain.indicators.rules import Every, Measure, NotAnIndicator, Numbers, Origin
from frankpledge.domain.indicators.rules.questions import Question, question_of
from frankpledge.domain.indicators.rules.windows import MONTHS, period_of
from frankpledge.domain.supplied.queries.records import MEASURES, flagged
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake.areas import Area, UnknownArea
from frankpledge.lake.own.desk import RECORDS
from frankpledge.lake.readers.police_uk_street import STREET
from frankpledge.lake.store import EmptyLake, Snapshot, history
from frankpledge.statute.categories import crime_types
from frankpledge.statute.deadlines import in_words

SOURCE = "data.police.uk"
OWN_SOURCE = "the force's own records (restricted)"
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


def counted_everywhere(workspace: Workspace | None = None) -> tuple[Indicator, ...]:
    """Return the indicators that are counted from the evidence now, of one partnership or of all."""
    stand = Definition.objects.filter(withdrawn_at__isnull=True, indicator__withdrawn_at__isnull=True)
    if workspace is not None:
        stand = stand.filter(workspace=workspace)
    today, newest = clock.today(), {}
    for one in stand.filter(indicator__retired_on__isnull=True, since__lte=today).order_by("since"):
        newest[one.indicator_id] = (one.origin, one.reckoned_from_id)
    asked = [key for key, (origin, source) in newest.items() if origin == Origin.EVIDENCE and source is None]
    return tuple(Indicator.objects.filter(pk__in=asked).select_related("workspace").order_by("workspace", "order"))


def types_of_records() -> tuple[str, ...]:
    """Return the names of types that can be asked for."""
    return tuple(one.name for one in crime_types())


def flags_of_records() -> tuple[tuple[str, str], ...]:
    """Return what a force's own records may be flagged by: the name of each with its words."""
    return tuple((one.name, one.label) for one in MEASURES)


def asked_by(definition: Definition) -> Question:
    """Return the question that a definition puts to the evidence, refused where it puts none."""
    return question_of(definition.question, types_of_records(), tuple(name for name, _ in flags_of_records()))


def files_asked(definition: Definition) -> str:
    """Return which kind of file a definition's question is answered from, by the name of its reader."""
    return RECORDS if asked_by(definition).flag else STREET.name


@dataclass(frozen=True)
class _Seen:
    """What one state of the evidence held of an area, and the open state by which its residents are known."""

    area: Area
    months: Months
    open: Snapshot
    known_at: datetime
    source: str


def counted(definition: Definition, workspace: Workspace, *, after: datetime | None = None) -> Iterator[Counted]:
    """Yield every period as each state of the evidence gave it, the oldest first; only states `after` a moment.

    A period of which a month is not loaded is not there at all. Periods before the definition's day are left out. What
    a force's own records are flagged by is read from the partnership's own evidence, and from one supplier.
    """
    question = asked_by(definition)
    if definition.measure not in {Measure.COUNT, Measure.RATE} or definition.every == Every.WAVE:
        raise NotAnIndicator("the evidence gives counts and rates, by month, quarter or year.", where="origin")
    read = _flagged if question.flag else _recorded
    for manifest in history(own_lake(workspace) if question.flag else the_lake()):
        if after is not None and manifest.known_at <= after:
            continue
        if (seen := read(question, workspace, manifest.id, manifest.known_at)) is not None:
            yield from _periods(definition, question, seen)


def _area(question: Question, workspace: Workspace, snapshot: Snapshot) -> Area:
    own = workspace.partnership
    kind, code = question.area or (own.area_kind, own.area_code)
    return find(snapshot, code, kind=kind)


def _recorded(question: Question, workspace: Workspace, manifest: str, at: datetime) -> _Seen | None:
    snapshot = the_lake().at(manifest)
    try:
        area = _area(question, workspace, snapshot)
        return _Seen(area, months_of(snapshot, area, Window(FIRST, Month.of(at.date()))), snapshot, at, SOURCE)
    except (NothingRecorded, UnknownArea):
        return None


def _flagged(question: Question, workspace: Workspace, manifest: str, at: datetime) -> _Seen | None:
    try:
        known = Known(the_lake().snapshot(), own_lake(workspace).at(manifest), workspace)
        area = _area(question, workspace, known.open)
    except (EmptyLake, UnknownArea):
        return None
    months = flagged(known, area, question.flag)
    return _Seen(area, months, known.open, at, OWN_SOURCE) if months and months.present else None


def _periods(definition: Definition, question: Question, seen: _Seen) -> Iterator[Counted]:
    told = f"{seen.source}, as known on {in_words(seen.known_at.date())}"
    for window in _whole(definition, seen.months):
        count = sum(seen.months.total(window.months(), chosen_by(one)) for one in question.what)
        numbers = Numbers(Decimal(count))
        if definition.measure == Measure.RATE:
            people, _, why = residents(seen.open, seen.area, window)
            numbers = Numbers(Decimal(count), Decimal(people)) if people else Numbers(missing=why)
        yield Counted(window.first.first_day, window.last.last_day, numbers, seen.known_at, told)


def _whole(definition: Definition, months: Months) -> Iterator[Window]:
    """Yield the periods of a definition of which every month is loaded."""
    every, there = Every(definition.every), set(months.present)
    month = months.present[0]
    while month <= months.present[-1]:
        window = period_of(month.first_day, every, definition.start_month)
        if window.first.first_day >= definition.since and all(one in there for one in window.months()):
            yield window
        month = window.first + MONTHS[every]
