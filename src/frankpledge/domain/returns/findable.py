"""What of the returns can be found, and what people comment on: a return with every step that was taken of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.rules import State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
RETURN = Return._meta.label_lower


def _returns(workspace: Workspace, about: str) -> Iterator[Findable]:
    """Yield returns by supplier and period: never a figure, and never what was typed and not sent."""
    found = Return.objects.filter(workspace=workspace).defer("draft").select_related("round", "supplier")
    for one in (found.filter(pk=about) if about else found).prefetch_related("cells__indicator"):
        asked = "; ".join(dict.fromkeys(cell.indicator.name for cell in one.cells.all()))
        text = f"{State(one.state).label}. {asked}"
        href = reverse("returns:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Return of {one}", text, href, one.sent_at or one.round.opened_at)


FINDABLE = (FindableKind(RETURN, "Returns", GRANTS[Capability.SEE], _returns, order=30),)


def _return(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = Return.objects.filter(workspace=workspace, pk=UUID(about)).select_related("round", "supplier").first()
    if one is None:
        return None
    href = reverse("returns:one", args=(workspace.slug, one.pk))
    return Subject(f"Return of {one}", href, ((RETURN, (about,)),))


SUBJECTS = (SubjectKind(RETURN, "a return", _return, history=False),)
