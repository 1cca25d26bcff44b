"""What of open data can be found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.open_data.models import DataTable, Proposal
from frankpledge.domain.open_data.permissions import GRANTS, Capability
from frankpledge.domain.open_data.rules import State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
PROPOSAL = Proposal._meta.label_lower
TABLE = DataTable._meta.label_lower


def _page(workspace: Workspace, one: Proposal) -> str:
    return reverse("open_data:one", args=(workspace.slug, one.pk))


def _proposals(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Proposal.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        text = f"{State(one.state).label}. {one.report['words']}. {one.report['source']}, {one.report['supplier']}."
        yield Findable(str(one.pk), one.title, text, _page(workspace, one), one.decided_at or one.proposed_at)


FINDABLE = (FindableKind(PROPOSAL, "Open data", GRANTS[Capability.SEE], _proposals, order=6),)


def _proposal(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Proposal.objects.filter(workspace=workspace, pk=UUID(about)).select_related("table").first()
    if one is None:
        return None
    table = getattr(one, "table", None)
    events = ((PROPOSAL, (about,)), *(((TABLE, (str(table.pk),)),) if table else ()))
    return Subject(one.title, _page(workspace, one), events)


SUBJECTS = (SubjectKind(PROPOSAL, "a table of open data", _proposal),)
