"""What of the returns can be found, and what people comment on: a return with every step that was taken of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.returns.models import Cell, Return
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.rules import State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
RETURN, SUPPLIER = Return._meta.label_lower, "returns.supplier"


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


# ---- on the thread ---------------------------------------------------------------------------------------------------


def _suppliers(asked: PlacesAsked) -> Iterator[Place]:
    """Yield each supplier's returns that were sent as one place; its page is that of the last."""
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    sent = Return.objects.filter(workspace=asked.workspace, sent_at__isnull=False).select_related("round", "supplier")
    if asked.abouts is not None:
        sent = sent.filter(supplier__pk__in=asked.abouts)
    by_supplier: dict[UUID, list[Return]] = {}
    for one in sent.defer("draft").order_by("supplier__name", "round__starts"):
        by_supplier.setdefault(one.supplier_id, []).append(one)
    for supplier, returns in by_supplier.items():
        first, last = returns[0], returns[-1]
        many = "one return" if len(returns) == 1 else f"{len(returns):,} returns, {first.round} to {last.round}"
        yield Place(
            Ref(SUPPLIER, str(supplier)), f"Returns of {last.supplier}",
            reverse("returns:one", args=(asked.workspace.slug, last.pk)), words=many, on=last.round.ends,
        )  # fmt: skip


def _sent_for(workspace: Workspace) -> Iterator[Implied]:
    """Yield for each indicator the suppliers of whose returns a cell became a value of it."""
    rows = Cell.objects.filter(workspace=workspace, value__isnull=False).values_list("of__supplier", "indicator")
    for supplier, indicator in sorted(set(rows), key=str):
        yield Implied(Ref(SUPPLIER, str(supplier)), Ref("indicators.indicator", str(indicator)), "it was sent in these")


THREAD = (PlaceKind(SUPPLIER, "returns of a supplier", "Returns of suppliers", Stage.EVIDENCE, _suppliers, _sent_for),)
