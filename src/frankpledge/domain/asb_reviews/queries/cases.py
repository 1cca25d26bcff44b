"""Which cases there are, without anything that anybody wrote; and one of them whole, for whoever was let in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.asb_reviews.models import (
    Case,
    Decision,
    Discontent,
    File,
    Letter,
    Message,
    Panel,
    Pause,
    Procedure,
    Recommendation,
    Request,
)
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.queries.clocks import clock_for, standing_of
from frankpledge.domain.asb_reviews.rules import Channel, Closing, Stage, stage_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, is_granted, roles_of
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.sealed.models import sealed_fields
from frankpledge.statute.case_clock import Step


@dataclass(frozen=True)
class Line:
    """One case on a day, as the list shows it: nothing of it is personal."""

    id: UUID
    number: int
    received_on: date
    channel: Channel
    stage: Stage
    contact_id: Any
    contact: str
    next: Step | None
    waits: str
    doubts: int
    unanswered: int
    closed_on: date | None
    closed_because: Closing | None

    @property
    def doubted(self) -> bool:
        """Return whether a machine may have sent it and nobody has looked yet: whoever takes it up has."""
        return bool(self.doubts) and not self.contact and self.closed_on is None


def unsealed(model: Any) -> QuerySet[Any]:
    """Return the rows of a model without any of their sealed fields."""
    rows: QuerySet[Any] = model.objects.defer(*(one.name for one in sealed_fields(model)))
    return rows


def cases_of(*, workspace: Workspace, viewer: User) -> QuerySet[Case]:
    """Return the cases that came to a workspace that the viewer belongs to, with nothing that anybody wrote."""
    found: QuerySet[Case] = unsealed(Case).filter(
        workspace=workspace, workspace__in=workspaces_of(viewer), received_on__isnull=False
    )
    parts = (
        ("decisions", Decision), ("panels", Panel), ("letters", Letter), ("pauses", Pause), ("messages", Message),
        ("requests", Request), ("recommendations", Recommendation), ("discontents", Discontent),
    )  # fmt: skip
    return found.select_related("workspace", "named_contact").prefetch_related(
        *(Prefetch(name, queryset=unsealed(model)) for name, model in parts)
    )


def case_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Case | None:
    """Return one case, sealed; None where there is none in a workspace of the viewer's."""
    return cases_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def file_of(case: Case, number: int) -> File | None:
    """Return one file of a case, sealed; None where there is none of that number."""
    return unsealed(File).select_related("case__workspace").filter(case=case, number=number).first()


def lines_of(*, workspace: Workspace, viewer: User, on: date) -> tuple[Line, ...]:
    """Return every case, the latest first; none for whoever may not see that there are any."""
    if not is_granted(GRANTS, Capability.LIST, workspace=workspace, user=viewer):
        return ()
    versions = _published(workspace)
    return tuple(line_of(one, versions, on=on) for one in cases_of(workspace=workspace, viewer=viewer))


def _published(workspace: Workspace) -> list[Procedure]:
    """Return the published versions of the procedure, the latest first."""
    return list(Procedure.objects.filter(workspace=workspace, published_at__isnull=False))


def line_of(case: Case, versions: list[Procedure], *, on: date) -> Line:
    """Return a case as the list shows it on a day. `versions` are the published ones, the latest first."""
    if case.received_on is None or case.number is None:
        raise ValueError("an application that is not sent is on no list")
    received = case.received_on
    version = next((one for one in versions if one.in_force_from <= received), None)
    ticks = () if case.closed_on else clock_for(case, version, on=on)
    messages = list(case.messages.all())
    return Line(
        id=case.pk,
        number=case.number,
        received_on=received,
        channel=Channel(case.channel),
        stage=stage_of(standing_of(case)),
        contact_id=case.named_contact_id,
        contact=case.named_contact.name if case.named_contact else "",
        next=next((one for one in ticks if one.done is None), None),
        waits="the applicant wrote" if messages and messages[-1].from_applicant else "",
        doubts=len(case.doubts),
        unanswered=sum(one.answered_on is None for one in case.recommendations.all()),
        closed_on=case.closed_on,
        closed_because=Closing(case.closed_because) if case.closed_because else None,
    )


def takers(workspace: Workspace) -> tuple[User, ...]:
    """Return who may look after a case, by name."""
    found = User.objects.filter(memberships__workspace=workspace, is_active=True).distinct().order_by("name")
    return tuple(one for one in found if is_granted(GRANTS, Capability.TAKE, workspace=workspace, user=one))


def readers_to_be(workspace: Workspace) -> tuple[User, ...]:
    """Return who may be let in to a case: whoever has a role here and does not administer."""
    found = User.objects.filter(memberships__workspace=workspace, is_active=True).distinct().order_by("name")
    roles = ((one, roles_of(one, workspace)) for one in found)
    return tuple(one for one, held in roles if held and Role.ADMINISTRATOR not in held)
