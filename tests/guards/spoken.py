"""What people of a town say to one another: a comment with a mention, on what they said and were asked."""

from __future__ import annotations

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.comments.actions import comment

EXERCISE = "engagement.exercise"


def spoken(canary: str, workspace: Workspace, exercise: str, officer: User, analyst: User) -> dict[str, str]:
    """Return the parts of the addresses of a comment."""
    said = comment(
        workspace=workspace,
        kind=EXERCISE,
        about=exercise,
        words=f"{canary} comment",
        mentions=[analyst.pk],
        by=officer,
    )
    return {"comment": str(said.pk), "subject": EXERCISE, "about": exercise}
