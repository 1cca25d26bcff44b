"""What was made of a supplier's figures: the approved documents that hold them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.rules import State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.statute.settings import settings

MOST = 3
LONG_AGO = timedelta(days=180)


@dataclass(frozen=True)
class Used:
    """One approved document that holds figures of a return."""

    title: str
    approved_on: date
    kind: str = ""


def uses_of(one: Return) -> tuple[Used, ...]:
    """Return the documents, approved since a return was published, that name its period and one of its figures."""
    if one.published_at is None:
        return ()
    names = Q()
    for cell in one.cells.all():
        names |= Q(tree__contains=_as_kept(cell.indicator.name))
    found = Edition.objects.filter(
        names, workspace=one.workspace, approved_at__gte=one.published_at, tree__contains=_as_kept(one.round.name)
    ).order_by("approved_at")
    return tuple(Used(str(each), each.approved_at.date(), each.kind) for each in found.defer("tree")[:MOST])


def _as_kept(text: str) -> str:
    """Return a text as it stands within the JSON of a tree."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def last_use_of(one: Return, *, own: bool = False) -> tuple[Used, ...]:
    """Return what was made of the supplier's last published return, or of this one itself if it is asked `own`."""
    if own:
        return uses_of(one)
    last = (
        Return.objects.filter(
            workspace=one.workspace, supplier=one.supplier_id, round__every=one.round.every,
            round__starts__lt=one.round.starts, state=State.PUBLISHED,
        )
        .select_related("workspace", "round")
        .order_by("-round__starts")
        .first()
    )  # fmt: skip
    return uses_of(last) if last is not None else ()


def to_thank_for(workspace: Workspace, *, today: date) -> tuple[tuple[Return, tuple[Used, ...]], ...]:
    """Return the returns for which a supplier is thanked, each with what was made of it.

    That is once a document used it, or after some weeks without one; months later nobody is thanked any more.
    """
    since = today - LONG_AGO
    found = Return.objects.filter(workspace=workspace, state=State.PUBLISHED, published_at__date__gte=since)
    rows = found.select_related("workspace", "round", "supplier").prefetch_related("cells__indicator")
    waited = timedelta(days=settings().returns_thanks_days)
    told = ((one, uses_of(one)) for one in rows.order_by("round__starts", "supplier__name"))
    return tuple(
        (one, uses) for one, uses in told if uses or (one.published_at and today - one.published_at.date() >= waited)
    )
