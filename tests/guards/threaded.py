"""What a town ties together: what people said, and an action that rests on it."""

from __future__ import annotations

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.threads.actions import tie
from frankpledge.ground.threads.rules import Ref


def threaded(canary: str, workspace: Workspace, action: str, exercise: str, by: User) -> dict[str, str]:
    """Tie an action to an exercise, and return what the addresses of the tie need."""
    earlier, later = Ref("engagement.exercise", exercise), Ref("action_log.action", action)
    made = tie(workspace=workspace, earlier=earlier, later=later, why=f"{canary} lamps were asked for", by=by)
    return {"thread_tie": str(made.pk), "place_kind": earlier.kind, "place_about": exercise}
