"""Loading evidence: files into the lake, and printed figures into the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType

from django.db import transaction

from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.refusal import Refusal


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
