"""What of the record proves the duties of the law: every case, every version of the procedure, the landlords."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.asb_reviews.models import Case, Decision, Letter, Member, Panel, Procedure, Request, Risk
from frankpledge.domain.asb_reviews.queries.cases import unsealed
from frankpledge.domain.asb_reviews.rules import Closing
from frankpledge.domain.bodies.models import Capacity
from frankpledge.ground.accounts.models import Workspace


def cases_of_the_law(workspace: Workspace) -> Iterable[Case]:
    """Return every application that was sent by a person, with its steps and none of its words."""
    parts = (("decisions", Decision), ("letters", Letter), ("panels", Panel), ("requests", Request), ("risks", Risk))
    found: Iterable[Case] = (
        unsealed(Case)
        .filter(workspace=workspace, received_on__isnull=False)
        .exclude(closed_because=Closing.SPAM)
        .order_by("number")
        .select_related("workspace")
        .prefetch_related(
            *(Prefetch(name, queryset=unsealed(model)) for name, model in parts),
            Prefetch("panels__members", queryset=unsealed(Member)),
        )
    )
    return found


def procedures_of(workspace: Workspace) -> QuerySet[Procedure]:
    """Return every version of the procedure, the earliest first."""
    return Procedure.objects.select_related("workspace").filter(workspace=workspace).order_by("number")


def landlords_of(workspace: Workspace) -> QuerySet[Capacity]:
    """Return the capacities in which social landlords take part now."""
    rows = Capacity.objects.filter(
        workspace=workspace, organisation__kind="landlord", until=None, withdrawn_at=None,
        organisation__withdrawn_at=None, organisation__until=None,
    )  # fmt: skip
    return rows.select_related("organisation")
