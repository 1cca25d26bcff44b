"""What was recorded: who answers for what, which events started clocks, and what proves what."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from frankpledge.domain.duties.models import DutyEvent, Evidence, EvidenceFile, Responsibility
from frankpledge.domain.duties.rules import NoSuchDuty
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.audit.queries import Happening as Happened
from frankpledge.ground.audit.queries import history
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import editions
from frankpledge.statute.duties import Duty, duties, duty_of
from frankpledge.statute.obligations import Facts, Happening, key_of

HISTORY_SHOWN = 30


def facts_of(workspace: Workspace) -> Facts:
    """Return what the law needs to know of a partnership, with the duties that do not bind it here and why."""
    partnership = Partnership.objects.filter(workspace=workspace).first()
    said = Responsibility.objects.filter(workspace=workspace).exclude(excused_because="")
    excused = dict(said.values_list("duty", "excused_because"))
    if partnership is None:
        return Facts(nation="england", two_tier=False, excused=excused)
    return Facts(
        nation=partnership.nation,
        two_tier=partnership.two_tier,
        began=partnership.valid_from,
        ended=partnership.valid_to,
        excused=excused,
    )


def duties_of(workspace: Workspace) -> tuple[Duty, ...]:
    """Return the catalogue in the wording of the partnership's nation."""
    return duties(nation=facts_of(workspace).nation)


def duty_here(code: str, *, workspace: Workspace, on: date) -> Duty:
    """Return a duty as it is worded for a partnership on a day; refused where there is none of that name."""
    found = duty_of(code, nation=facts_of(workspace).nation, on=on)
    if found is None:
        raise NoSuchDuty(f"there is no duty “{code}” for this partnership.", cure="Choose one of the register.")
    return found


def responsibilities(*, workspace: Workspace) -> dict[str, Responsibility]:
    """Return who answers for each duty of a workspace that somebody was named for, by the duty."""
    found = Responsibility.objects.filter(workspace=workspace).select_related("owner", "deputy")
    return {row.duty: row for row in found}


def answered_by(person: User, *, workspace: Workspace) -> tuple[Responsibility, ...]:
    """Return the duties that a person answers for, or stands in for, for whoever lets them go."""
    found = Responsibility.objects.filter(Q(owner=person) | Q(deputy=person), workspace=workspace)
    return tuple(found.select_related("workspace").order_by("duty"))


def events(*, workspace: Workspace, viewer: User) -> QuerySet[DutyEvent]:
    """Return what started clocks in a workspace that the viewer belongs to, the latest first, the withdrawn too."""
    found = DutyEvent.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("recorded_by", "withdrawn_by").order_by("-on", "-recorded_at")


def event_of(identity: UUID, *, workspace: Workspace, viewer: User) -> DutyEvent | None:
    """Return one event, withdrawn or not; None where there is none that the viewer may see."""
    return events(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def standing_events(*, workspace: Workspace) -> QuerySet[DutyEvent]:
    """Return the events of a workspace that were not withdrawn, for whoever reckons by them."""
    return DutyEvent.objects.filter(workspace=workspace, withdrawn_at__isnull=True).order_by("on", "recorded_at")


def event_words(*, workspace: Workspace) -> dict[str, str]:
    """Return the words of every event of a workspace by the key of what it starts."""
    found = DutyEvent.objects.filter(workspace=workspace)
    return {key_of(Happening(id=str(one.pk), kind=one.kind, on=one.on)): one.words for one in found}


def evidence(*, workspace: Workspace, viewer: User, duty: str = "") -> QuerySet[Evidence]:
    """Return the evidence of a workspace that the viewer belongs to, the latest first, the withdrawn too."""
    found = Evidence.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(duty=duty) if duty else found
    return found.select_related("recorded_by", "withdrawn_by", "edition").order_by("-on", "-recorded_at")


def evidence_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Evidence | None:
    """Return one piece of evidence, withdrawn or not; None where there is none that the viewer may see."""
    return evidence(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def standing_evidence(*, workspace: Workspace) -> QuerySet[Evidence]:
    """Return the evidence of a workspace that was not withdrawn, for whoever reckons by it."""
    return Evidence.objects.filter(workspace=workspace, withdrawn_at__isnull=True).order_by("on", "recorded_at")


def file_of(found: Evidence) -> EvidenceFile | None:
    """Return the file of a piece of evidence, None where it has none."""
    return EvidenceFile.objects.filter(evidence=found).first()


def editions_to_choose(*, workspace: Workspace, viewer: User) -> QuerySet[Edition]:
    """Return the editions that the viewer may point to as evidence, newest first."""
    return editions(workspace=workspace, viewer=viewer)


def timeline(duty: str, *, workspace: Workspace) -> tuple[Happened, ...]:
    """Return what was done about a duty, newest first: who answers for it, and what proves it."""
    row = Responsibility.objects.filter(workspace=workspace, duty=duty).first()
    return history(row, limit=HISTORY_SHOWN) if row else ()
