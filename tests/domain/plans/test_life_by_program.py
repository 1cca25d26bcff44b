"""A plan that lacks nothing goes its way by token too: before its board, back, approved by another, sent."""

from __future__ import annotations

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.api.conftest import Program
from tests.domain.plans.conftest import Written

DECIDED = {"words": "Board, minute 4: approved", "on": "2024-03-13"}


def test_a_whole_plan_is_put_before_its_board_approved_by_a_second_person_and_sent(
    written: Written, workspace: Workspace, officer: User, member: User
) -> None:
    program, second = Program(workspace, officer), Program(workspace, member)
    here = f"/plans/{written.plan.pk}"
    assert program.get(here)["lacks"] == []
    assert program.post(f"{here}/forward", status=200)["plan"]["state"] == "before_board"
    closed = program.call("PUT", here, {"title": "Another"})
    assert (closed.status_code, closed.json()["refused"]) == (422, "NotAPlan")
    assert program.post(f"{here}/back", status=200, reason="A word")["plan"]["state"] == "draft"
    program.post(f"{here}/forward", status=200)
    own = program.call("POST", f"{here}/approve", DECIDED)
    assert (own.status_code, own.json()["refused"]) == (403, "OwnWork")
    undecided = second.call("POST", f"{here}/approve", {})
    assert undecided.status_code == 422
    approved = second.post(f"{here}/approve", status=200, **DECIDED)
    assert (approved["plan"]["state"], approved["plan"]["decided_on"]) == ("approved", "2024-03-13")
    assert sorted(one["kind"] for one in approved["editions"]) == ["partnership plan", "plan on a page"]
    today = clock.today().isoformat()
    sent = program.post(f"{here}/copies", recipient="The commissioner", on=today, how="By post")
    assert sent["copies"] == [{"recipient": "The commissioner", "on": today, "how": "By post"}]
