"""The decisions by which a plan may be approved, as the register of meetings tells them."""

from __future__ import annotations

from typing import Any

from frankpledge.domain.plans.models import Plan
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import told
from frankpledge.ground.telling import DecisionsRequest, Taken


def decisions(*, workspace: Workspace, viewer: Any) -> tuple[Taken, ...]:
    """Return the decisions of a workspace that the viewer may see, the latest first."""
    asked = DecisionsRequest(workspace, viewer)
    return tuple(one for _, tell in told("DECISIONS") for one in tell(asked))


def decision_called(about: str, *, workspace: Workspace, viewer: Any) -> Taken | None:
    """Return one decision by the identifier of its row; None where there is none that the viewer may see."""
    return next((one for one in decisions(workspace=workspace, viewer=viewer) if one.about == about), None)


def decision_of(plan: Plan, viewer: Any) -> Taken | None:
    """Return the decision that approved a plan; None where it stands in no register that the viewer may see."""
    if not plan.decision_about:
        return None
    return decision_called(plan.decision_about, workspace=plan.workspace, viewer=viewer)
