"""What a town owes by law, each word with the canary: who answers, an event, evidence with a file, a calendar."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.duties import actions
from frankpledge.domain.duties.rules import Given, Upload
from frankpledge.domain.owners.actions.lists import OWNERS
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet


def dutiful(canary: str, workspace: Workspace, officer: User) -> dict[str, str]:
    """Record something of everything that duties hold, and return what their addresses need."""
    actions.assign_duty(workspace=workspace, duty="CSP-13", owner=officer, role_words=f"{canary} post", by=officer)
    actions.excuse_duty(workspace=workspace, duty="CSP-02", reason=f"{canary} has one provider", by=officer)
    event = actions.record_event(
        workspace=workspace, kind="scrutiny_report", on=date(2026, 5, 5), words=f"{canary} report", by=officer
    )
    file = Upload(f"{canary} minutes.txt", f"{canary} met".encode())
    given = Given(words=f"{canary} minutes", on=date(2026, 5, 20), file=file)
    proof = actions.record_evidence(
        workspace=workspace, duty="SCR-04", key=f"event:{event.pk}", given=given, by=officer
    )
    feed = actions.open_feed(workspace=workspace, to_whom=f"{canary} board", only_for=None, days=30, by=officer)
    return {
        "code": "SCR-04",
        "owner_list": owner_list(canary, workspace, officer),
        "duty_event": str(event.pk),
        "evidence": str(proof.pk),
        "feed": feed.token,
        "statement_form": "html",
    }


def owner_list(canary: str, workspace: Workspace, officer: User) -> str:
    """Send a list of who answers for duties that would change one, with a word that is not known."""
    heads = ("duty", "owner", "post", f"{canary} head")
    lines = ((0, 2, ["CSP-13", "", f"{canary} chair", ""]), (0, 3, ["CSP-12", f"{canary} nobody", "", "x"]))
    read = Read((Sheet(f"{canary} sheet", 1, heads),), lines)
    return str(send_list(kind=OWNERS, workspace=workspace, name=f"{canary} owners.csv", read=read, by=officer).pk)
