"""What happened that may bend an indicator or explain it: registered events, changes of its definition, campaigns.

Nothing is said of cause: an event stands beside the figures, and whoever reads them weighs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.queries.events import standing_rows
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.history import versions_of
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.rules import Origin
from frankpledge.domain.indicators.rules.placed import Dated
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.registry import told
from frankpledge.ground.telling import Happened, HappenedRequest
from frankpledge.ground.threads.queries import ends_of, standing_ties
from frankpledge.ground.threads.rules import Ref
from frankpledge.statute.categories import is_crime
from frankpledge.statute.events import events_touching

POLICE = "police"


def dated_events(line: Line, *, viewer: User, first: date, last: date, at: datetime | None = None) -> tuple[Dated, ...]:
    """Return what happened within some days that concerns an indicator, the earliest first.

    With `at` it is what was registered by that moment, so that what was drawn then can be drawn again.

    Changes of recording concern what the police record: counts of the evidence, of the types that are counted, and
    returns of a police supplier. A campaign is shown where it is tied to the indicator, or where the name or the words
    of the indicator name its subject.
    """
    found = [*_definitions(line, first, last, at), *_registered(line, first, last, at), *_national(line, first, last)]
    found += _happened(line, HappenedRequest(line.indicator.workspace, viewer, first, last, at))
    return tuple(sorted(found, key=lambda one: (one.first, one.words)))


def _partnership(line: Line) -> Partnership | None:
    return Partnership.objects.filter(workspace=line.indicator.workspace_id).first()


def _definitions(line: Line, first: date, last: date, at: datetime | None) -> Iterator[Dated]:
    for one in versions_of(line.indicator):
        known = at is None or one.recorded_at <= at
        if one.number > 1 and known and first <= one.since <= last:
            yield Dated(one.since, None, f"Definition {one.number}: {one.changed_because}")


def _is_recorded(line: Line) -> bool:
    supplier = line.indicator.supplier
    return line.definition.origin == Origin.EVIDENCE or (supplier is not None and supplier.kind == POLICE)


def _concerns(line: Line, types: tuple[str, ...]) -> bool:
    """Return whether an event about some types of crime (none: about all) is about what the indicator counts."""
    asked = tuple(line.definition.question.get("what", ()))
    groups = {"crime": any(is_crime(kind) for kind in types), "asb": not all(is_crime(kind) for kind in types)}
    return not types or any(groups.get(one, one in types) for one in asked)


def _registered(line: Line, first: date, last: date, at: datetime | None) -> Iterator[Dated]:
    own = _partnership(line)
    here = Q(area_code="") | Q(area_kind=own.area_kind, area_code=own.area_code) if own else Q(area_code="")
    months = str(Month.of(first)), str(Month.of(last))
    rows = standing_rows(line.indicator.workspace, at=at).filter(here, first__lte=months[1], last__gte=months[0])
    for one in rows:
        recording = one.kind == LocalEvent.Kind.RECORDING
        if _concerns(line, tuple(one.types)) and (_is_recorded(line) or not recording):
            yield _of_months(Month.parse(one.first), Month.parse(one.last), one.words, step=recording)


def _national(line: Line, first: date, last: date) -> Iterator[Dated]:
    own = _partnership(line)
    nation = own.nation if own else None
    for one in events_touching(first=Month.of(first), last=Month.of(last), nation=nation):
        if one.kind != "recording":
            yield _of_months(one.first, one.last, one.words, step=one.kind == "mark")
        elif _is_recorded(line) and _concerns(line, one.types):
            yield _of_months(one.first, one.last, one.words, step=True)


def _of_months(first: Month, last: Month, words: str, *, step: bool) -> Dated:
    alone = step and first == last
    return Dated(first.first_day, None if alone else last.last_day, words)


def _happened(line: Line, asked: HappenedRequest) -> Iterator[Dated]:
    every = [one for _, read in told("HAPPENED") for one in read(asked)]
    tied = _tied(line.indicator) if every else frozenset()
    for one in every:
        if Ref(one.kind, one.about) in tied or _names(line, one):
            yield Dated(one.first, one.last or asked.last, one.words)


def _tied(indicator: Indicator) -> frozenset[Ref]:
    """Return what is tied to an indicator on the golden thread, by people."""
    mine = Ref(Indicator._meta.label_lower, str(indicator.pk))
    pairs = (ends_of(tie) for tie in standing_ties(indicator.workspace))
    return frozenset(one for pair in pairs if mine in pair for one in pair if one != mine)


def _names(line: Line, one: Happened) -> bool:
    subject = " ".join(one.subject.casefold().split())
    said = f"{line.indicator.name} {line.definition.words}".casefold()
    return bool(subject) and subject in said
