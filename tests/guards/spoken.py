"""What people of a town put to a thing: a comment with a mention, and a file."""

from __future__ import annotations

from frankpledge.domain.attachments.actions import attach
from frankpledge.domain.attachments.rules import File
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.comments.actions import comment
from frankpledge.ground.comments.rules import File as Sent

EXERCISE = "engagement.exercise"


def spoken(canary: str, workspace: Workspace, exercise: str, officer: User, analyst: User) -> dict[str, str]:
    """Return the parts of the addresses of a comment and of a file."""
    said = comment(
        workspace=workspace,
        kind=EXERCISE,
        about=exercise,
        words=f"{canary} comment",
        mentions=[analyst.pk],
        by=officer,
        file=Sent(f"{canary} said.txt", f"{canary} in what was said".encode()),
    )
    file = File(f"{canary}.txt", f"{canary} in a file".encode())
    put = attach(workspace=workspace, kind=EXERCISE, about=exercise, file=file, words=f"{canary} file", by=officer)
    return {"comment": str(said.pk), "attached": str(put.pk), "subject": EXERCISE, "about": exercise}
