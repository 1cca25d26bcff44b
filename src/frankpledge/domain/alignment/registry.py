"""What this app adds to the ground."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from frankpledge.domain.alignment.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.alignment.models import TheirPlan
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.queries import matrix
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, ListPage, NavigationEntry, Need

__all__ = [
    "AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "HOME", "LIST_PAGES", "NAVIGATION", "SUBJECTS", "THREAD",
    "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"alignment.priorities": "priorities of other bodies"}


def _sees(user: Any, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


NAVIGATION = (
    NavigationEntry(
        label="Plans of other bodies", route="alignment:list", order=34, shown_to=_sees, under="plans:list"
    ),
)
LIST_PAGES = (ListPage("alignment:list", "Plans of other bodies", ("year", "kind"), _sees),)
AUDIT_SENTENCES = {
    "alignment.plan_added": "wrote down a plan of another body: {title}",
    "alignment.plan_amended": "put the plan of another body right: {title}",
    "alignment.plan_withdrawn": "took out a plan of another body: {title}",
    "alignment.priority_added": "wrote down priority {number} of {title}",
    "alignment.priority_changed": "wrote down that priority {number} of another body reads otherwise",
    "alignment.priority_dropped": "wrote down that priority {number} of another body was dropped",
    "alignment.judged": "judged how ours stands to priority {number} of another body: {verdict}",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return that judgements are outdated, to whoever keeps them."""
    workspace, viewer = asked.workspace, asked.viewer
    keeps = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    if not keeps or not TheirPlan.objects.filter(workspace=workspace, withdrawn_at=None).exists():
        return HomeContribution()
    many = len(matrix(workspace=workspace, viewer=viewer, on=asked.today).outdated)
    if not many:
        return HomeContribution()
    words = "A plan of another body ended or changed since ours was judged against it."
    href = reverse("alignment:list", args=(workspace.slug,))
    said = "One judgement is" if many == 1 else f"{many} judgements are"
    return HomeContribution(needs=(Need(f"{said} outdated", href, words),))
