"""Loading evidence: files into the lake, printed figures and events into the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType

from django.db import transaction

from frankpledge.domain.evidence import rules
from frankpledge.domain.evidence.models import LocalEvent, PublishedFigure
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.refusal import Refusal


@dataclass(frozen=True)
class EventFacts:
    """What is said of an event. `area` is the kind and code of the area that it concerns, None for all of the force."""

    kind: str
    first: str
    last: str
    words: str
    source: str
    force: str = ""
    area: tuple[str, str] | None = None
    types: tuple[str, ...] = ()


class NotAFigure(Refusal):
    """What was printed is neither a number nor the reason for its absence."""


def ingest_files(
    *,
    paths: Iterable[str | Path],
    by: User,
    known_at: datetime | None = None,
    progress: Callable[[str, float], None] | None = None,
    year: int | None = None,
    force: str | None = None,
    month: str | None = None,
    called: Mapping[Path, str] = MappingProxyType({}),
) -> IngestReport:
    """Load files into the installation's lake and record that it was done; return what became of each file.

    Open data belong to the installation and not to a workspace, so the act stands in the installation's own chain. The
    lake keeps its own promise (all or nothing); it is never written inside a database transaction.
    """
    report = ingest(
        the_lake(),
        [Path(path) for path in paths],
        known_at=known_at or clock.now(),
        by=str(by.pk),
        progress=progress,
        year=year,
        force=force,
        month=month,
        called=called,
    )
    tally = {status: sum(f.status == status for f in report.files) for status in ("new", "replaced", "refused")}
    record("evidence.files_ingested", None, by=by, facts={"files": len(report.files), **tally})
    return report


@transaction.atomic
def record_published_figures(*, workspace: Workspace, rows: Iterable[Mapping[str, str]], by: User) -> int:
    """Record printed figures; return how many are new. A figure that is there already stays as it is.

    Each row has group, label, unit, period, value, missing, source, caveat; value or missing, and never both.
    """
    check_granted(GRANTS, Capability.RECORD_FIGURE, workspace=workspace, user=by)
    known = set(PublishedFigure.objects.filter(workspace=workspace).values_list("group", "label", "period"))
    fresh = [
        PublishedFigure(
            workspace=workspace,
            group=row["group"],
            label=row["label"],
            unit=row["unit"],
            period=row["period"],
            value=_number(row, position),
            missing=row["missing"],
            source=row["source"],
            caveat=row["caveat"],
            position=position,
            recorded_by=by,
            recorded_at=clock.now(),
        )
        for position, row in enumerate(rows, start=1)
        if (row["group"], row["label"], row["period"]) not in known
    ]
    if fresh:
        PublishedFigure.objects.bulk_create(fresh)
        record("evidence.published_figures_recorded", None, by=by, workspace=workspace, facts={"figures": len(fresh)})
    return len(fresh)


def _number(row: Mapping[str, str], position: int) -> Decimal | None:
    if not row["value"]:
        if not row["missing"]:
            raise NotAFigure(
                "There is no value and no reason why.", where=f"row {position}", cure="Give one of the two."
            )
        return None
    try:
        return Decimal(row["value"].replace(",", ""))
    except InvalidOperation as error:
        raise NotAFigure(f"“{row['value']}” is not a number.", where=f"row {position}") from error


@transaction.atomic
def register_event(
    *, workspace: Workspace | None, facts: EventFacts, by: User, known_at: datetime | None = None
) -> LocalEvent:
    """Register a change of recording, an unusual time or a mark; from now on verdicts and charts heed it.

    For history it was known since a moment: a report that was drawn after that moment shows it.

    Without a workspace it is the installation's and heeded by every partnership: whoever runs the installation
    registers it, from the command line alone.
    """
    if workspace is not None:
        check_granted(GRANTS, Capability.REGISTER_EVENT, workspace=workspace, user=by)
    first, last = rules.check_months(facts.first, facts.last)
    kind, code = facts.area or ("", "")
    event = LocalEvent.objects.create(
        workspace=workspace,
        kind=rules.check_kind(facts.kind, known=LocalEvent.Kind.values),
        first=str(first),
        last=str(last),
        force=facts.force,
        area_kind=kind,
        area_code=code,
        types=rules.check_types(facts.types),
        words=rules.check_words(facts.words, where="description"),
        source=rules.check_words(facts.source, where="source"),
        registered_by=by,
        registered_at=known_at or clock.now(),
    )
    record("evidence.event_registered", event, by=by, workspace=workspace, facts=_told(event))
    return event


@transaction.atomic
def withdraw_event(*, event: LocalEvent, reason: str, by: User) -> LocalEvent:
    """Withdraw an event: verdicts and charts no longer heed it, and the register keeps it with the reason."""
    if event.workspace is not None:
        check_granted(GRANTS, Capability.REGISTER_EVENT, workspace=event.workspace, user=by)
    rules.check_standing(withdrawn=event.withdrawn_at is not None)
    event.withdrawn_because = rules.check_reason(reason)
    event.withdrawn_at, event.withdrawn_by = clock.now(), by
    event.save(update_fields=["withdrawn_because", "withdrawn_at", "withdrawn_by"])
    record("evidence.event_withdrawn", event, by=by, workspace=event.workspace, facts=_told(event))
    return event


def _told(event: LocalEvent) -> dict[str, str | int]:
    return {"kind": LocalEvent.Kind(event.kind).label.lower(), "first": event.first}
