"""What this app adds to the ground."""

from __future__ import annotations

from functools import partial
from typing import Any

from frankpledge.domain.serious_violence.findable import FINDABLE, SUBJECTS, THREAD
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.presenters import EVENTS, needs, proves, proves_of_event, to_sign
from frankpledge.domain.serious_violence.queries import strategies, theirs, whole
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry

__all__ = ["AUDIT_SENTENCES", "DUTIES", "FINDABLE", "HOME", "NAVIGATION", "SUBJECTS", "THREAD"]


def _sees(user: Any, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


NAVIGATION = (
    NavigationEntry(
        label="Serious violence", route="serious_violence:list", order=36, shown_to=_sees, under="plans:list"
    ),
)
# Consultation and the check before publication are owed for an event: that a strategy was begun.
DUTIES = {
    **{duty: partial(proves, duty) for duty in ("SVD-01", "SVD-03", "SVD-05")},
    **{duty: partial(proves_of_event, duty) for duty in EVENTS},
}
AUDIT_SENTENCES = {
    "serious_violence.strategy_begun": "began {title}",
    "serious_violence.part_written": "wrote in the serious violence strategy: {part}",
    "serious_violence.consulted": "consulted on serious violence: {sort}",
    "serious_violence.answered": "recorded an answer on serious violence: {sort}",
    "serious_violence.none_said": "said of {sorts} sorts of authority that the area has none",
    "serious_violence.signed_up": "recorded that {partnership} signed up to the serious violence strategy",
    "serious_violence.signed_up_here": "signed up to {title}, edition {edition}",
    "serious_violence.served_added": "named {partnership} among those that the serious violence strategy serves",
    "serious_violence.line_planned": "planned a line on serious violence for {year}",
    "serious_violence.line_told": "said how far a line on serious violence of {year} came: {done}",
    "serious_violence.reviewed": "reviewed the serious violence strategy on {on}",
    "serious_violence.published": "recorded where the serious violence strategy can be read, from {on}",
    "serious_violence.sent": "put {title} before its approver",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the strategies that lack something, and those of others that wait for this partnership to sign up."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer):
        return HomeContribution()
    latest = strategies(workspace=workspace, viewer=viewer).first()
    found = [whole(latest, on=asked.today)] if latest else []
    waiting = to_sign(theirs(workspace=workspace, viewer=viewer), workspace.slug)
    return HomeContribution(needs=(*waiting, *needs(found, workspace.slug)))
