"""What this app adds to the ground."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.indicators.queries.history import restatements, reviews_due
from frankpledge.domain.performance.presenters.changed import home_needs
from frankpledge.ground import clock
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, ListPage, NavigationEntry

__all__ = ["HOME", "LIST_PAGES", "NAVIGATION"]

TOLD_FOR_DAYS = 45

NAVIGATION = (
    NavigationEntry(
        label="Performance",
        route="performance:list",
        order=40,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

LIST_PAGES = (
    ListPage(
        "performance:list",
        "Performance",
        ("show", "quarter", "supplier", "words", "as_known", "board"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what waits for who leads or keeps: values restated lately, and definitions to be looked at again."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=viewer):
        return HomeContribution()
    keeps = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    found = tuple(indicators(workspace=workspace, viewer=viewer).filter(retired_on__isnull=True))
    restated = restatements(found, since=clock.now() - timedelta(days=TOLD_FOR_DAYS))
    return home_needs(restated, reviews_due(workspace, asked.today) if keeps else (), workspace.slug)
