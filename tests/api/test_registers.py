"""Registers by token: risks, training and campaigns, by the same acts and refusals as on their pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from frankpledge.domain.action_log.models import Action
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.api.conftest import Program
from tests.ground.people import new_member

Table = dict[str, Any]


def days_ago(days: int) -> str:
    return (clock.today() - timedelta(days=days)).isoformat()


# ---- risks -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def risk(program: Program, table: Table) -> str:
    """Return a risk of the board's that was raised a month ago."""
    made = program.post(
        "/risks", title="The grant ends", category="money", body=str(table["body"].pk),
        organisation=str(table["organisation"].pk), person=str(table["person"].pk), raised_on=days_ago(30),
    )  # fmt: skip
    return str(made["risk"]["id"])


def test_a_risk_is_raised_under_the_next_number_and_is_not_scored_yet(
    program: Program, risk: str, officer: User
) -> None:
    told = program.get(f"/risks/{risk}")["risk"]
    assert (told["number"], told["title"], told["person"]) == (1, "The grant ends", "Head of safety")
    assert (told["current"], told["above"], told["against_appetite"]) == (None, None, "not scored")
    assert Event.objects.get(verb="risks.risk_raised").actor == str(officer.pk)


def test_scores_follow_one_another_and_are_judged_by_what_the_body_bears(
    program: Program, risk: str, table: Table
) -> None:
    set_ = program.call(
        "PUT", f"/risks/appetites/{table['body'].pk}",
        {"scheme": "five", "score": 9, "of_money": 4, "review_months": 3, "since": days_ago(40), "reason": "Minute 4"},
    )  # fmt: skip
    assert (set_.json()["score"], set_.json()["by_category"]) == (9, {"money": 4})
    here = f"/risks/{risk}/scores"
    program.post(f"{here}/current", likelihood="1", impact="4", on=days_ago(20), reason="As raised")
    within = program.get(f"/risks/{risk}")["risk"]
    assert (within["current"]["score"], within["above"]) == (4, False)
    whole = program.post(f"{here}/current", likelihood="3", impact="4", on=days_ago(1), reason="No word yet")
    assert [one["level"]["score"] for one in whole["scores"]] == [4, 12]
    assert (whole["risk"]["above"], whole["risk"]["moved"]) == (True, "higher, from 4")
    assert program.get("/risks", state="above")["total"] == 1
    assert [one["since"] for one in program.get("/risks/appetites")["items"]] == [days_ago(40)]


def test_a_score_off_its_scale_or_of_no_kind_is_refused(program: Program, risk: str) -> None:
    given = {"likelihood": "6", "impact": "1", "on": days_ago(1), "reason": "x"}
    answer = program.call("POST", f"/risks/{risk}/scores/current", given)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "likelihood")
    assert program.call("POST", f"/risks/{risk}/scores/likely", given).status_code == 404


def test_a_risk_is_looked_at_held_down_tied_closed_and_opened_again(
    program: Program, risk: str, action: Action
) -> None:
    here = f"/risks/{risk}"
    one_side = program.call("POST", f"{here}/reviews", {"words": "Same", "on": days_ago(2), "likelihood": "2"})
    assert "Choose both" in one_side.json()["errors"][0]["why"]
    seen = program.post(f"{here}/reviews", words="Nothing new", on=days_ago(2), due_next=days_ago(-30))
    assert (seen["risk"]["reviewed_on"], seen["risk"]["review_due"]) == (days_ago(2), days_ago(-30))
    meant = program.post(f"{here}/controls", words="Ask the police")
    control = meant["controls"][0]
    assert (control["since"], meant["risk"]["controls"]) == (None, [])
    placed = program.post(f"{here}/controls/{control['id']}/change", status=200)
    assert placed["risk"]["controls"] == ["Ask the police"]
    tied = program.post(f"{here}/ties", action=str(action.pk))["ties"][0]
    assert (tied["action"], tied["words"]) == (str(action.pk), "Action 1: Light the underpass")
    assert program.call("DELETE", f"{here}/ties/{tied['id']}").json()["ties"] == []
    closed = program.post(f"{here}/close", status=200, reason="It was renewed", on=days_ago(0))
    assert (closed["risk"]["state"], closed["risk"]["closed_because"]) == ("closed", "It was renewed")
    again = program.call("POST", f"{here}/close", {"reason": "Twice", "on": days_ago(0)})
    assert (again.status_code, again.json()["refused"]) == (422, "NotARisk")
    assert program.post(f"{here}/reopen", status=200, reason="It was not", on=days_ago(0))["risk"]["state"] == "open"


def test_a_risk_is_put_right_and_what_is_left_out_is_emptied(program: Program, risk: str, table: Table) -> None:
    given = {"title": "The grant shrinks", "category": "money", "body": str(table["body"].pk),
             "organisation": str(table["organisation"].pk)}  # fmt: skip
    told = program.call("PUT", f"/risks/{risk}", given).json()["risk"]
    assert (told["title"], told["person"]) == ("The grant shrinks", "")
    wrong = program.call("PUT", f"/risks/{risk}", {**given, "body": risk})
    assert wrong.json()["errors"][0]["where"] == "body"


def test_whoever_is_not_named_looks_at_no_risk(workspace: Workspace, risk: str) -> None:
    member = Program(workspace, new_member(workspace, Role.MEMBER))
    answer = member.call("POST", f"/risks/{risk}/reviews", {"words": "Seen", "on": days_ago(1)})
    assert (answer.status_code, answer.json()["refused"]) == (422, "NotARisk")
    assert member.call("POST", f"/risks/{risk}/close", {"reason": "x", "on": days_ago(1)}).status_code == 403


def test_a_token_for_training_reaches_no_risk(workspace: Workspace, officer: User, risk: str) -> None:
    other = Program(workspace, officer, parts=("registers",))
    assert other.call("GET", f"/risks/{risk}").json()["refused"] == "NotThisToken"
    assert other.get("/training/events")["total"] == 0


# ---- training --------------------------------------------------------------------------------------------------------


@pytest.fixture
def course(program: Program) -> str:
    made = program.post("/training/courses", title="Stalking", provider="A charity", subject="Domestic abuse")
    return str(made["id"])


@pytest.fixture
def event(program: Program, course: str) -> str:
    made = program.post(f"/training/courses/{course}/events", on=days_ago(20), place="Town hall", cost="120.50")
    return str(made["id"])


def test_zero_not_counted_and_not_recorded_stay_three_things(
    program: Program, event: str, table: Table, workspace: Workspace
) -> None:
    police = program.post("/organisations", name="The police", kind="police")["id"]
    program.post("/organisations", name="The trust", kind="charity")
    counts = [{"organisation": str(table["organisation"].pk), "count": 0}, {"organisation": police, "count": None}]
    told = program.call("PUT", f"/training/events/{event}/delegates", {"delegates": counts}).json()
    assert {one["organisation"]: one["count"] for one in told["delegates"]} == {"The council": 0, "The police": None}
    assert (told["came"], told["not_counted"], told["lacks"]) == (0, 1, "")
    (year,) = program.get("/training/years")["items"]
    assert {one["organisation"]: (one["came"], one["not_counted"]) for one in year["organisations"]} == {
        "The council": (0, 0), "The police": (None, 1),
    }  # fmt: skip
    assert (year["cost"], year["cost_not_known"]) == ("120.50", 0)


def test_delegates_of_another_partnership_are_not_counted(program: Program, event: str) -> None:
    given = {"delegates": [{"organisation": event, "count": 3}]}
    answer = program.call("PUT", f"/training/events/{event}/delegates", given)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "delegates")
    too_many = {"delegates": [{"organisation": event, "count": 10**12}]}
    assert program.call("PUT", f"/training/events/{event}/delegates", too_many).status_code == 422


def test_feedback_is_counts_on_a_scale_and_never_more_than_answered(program: Program, event: str) -> None:
    asked = [{"words": "Was it useful?", "counts": {"1": 0, "4": 3, "5": 2}}]
    here = f"/training/events/{event}/feedback"
    told = program.call("PUT", here, {"asked": 9, "answered": 5, "questions": asked, "said": "Longer, please"}).json()
    (one,) = told["questions"]
    assert (one["lowest"], one["highest"], one["counts"], one["mean"]) == (1, 5, {"1": 0, "4": 3, "5": 2}, 4.4)
    wrong = program.call("PUT", here, {"asked": 9, "answered": 4, "questions": asked})
    assert (wrong.status_code, wrong.json()["refused"]) == (422, "NotTraining")
    one_step = program.call("PUT", here, {"questions": [{"words": "x", "counts": {"4": 3}}]})
    assert one_step.status_code == 422


def test_an_event_is_put_right_cancelled_or_withdrawn_and_then_its_course(
    program: Program, course: str, event: str
) -> None:
    here = f"/training/events/{event}"
    moved = program.call("PUT", here, {"on": days_ago(-10)}).json()
    assert (moved["state"], moved["place"], moved["cost"]) == ("planned", "", None)
    assert program.post(f"{here}/cancel", status=200, reason="No room")["state"] == "cancelled"
    assert program.get("/training/events", state="cancelled")["total"] == 1
    held = program.call("POST", f"/training/courses/{course}/withdraw", {"reason": "Doubled"})
    assert held.json()["why"] == "it has events."
    program.post(f"{here}/withdraw", status=200, reason="By mistake")
    assert program.call("GET", here).status_code == 404
    program.post(f"/training/courses/{course}/withdraw", status=200, reason="Doubled")
    assert program.get("/training/courses")["total"] == 0


def test_a_cost_is_pounds_and_pence(program: Program, course: str) -> None:
    for cost in ("1.005", "-1", "NaN", "many"):
        answer = program.call("POST", f"/training/courses/{course}/events", {"on": days_ago(1), "cost": cost})
        assert answer.status_code == 422, cost


# ---- campaigns -------------------------------------------------------------------------------------------------------


def test_a_campaign_is_told_from_its_beginning_to_what_it_changed(program: Program, table: Table) -> None:
    lead = str(table["organisation"].pk)
    made = program.post("/campaigns", name="Light up", subject="Lamps", began=days_ago(90), lead=lead, cost="0")
    here = f"/campaigns/{made['id']}"
    assert (made["state"], made["cost"], made["lead_name"]) == ("running", "0.00", "The council")
    with_piece = program.post(f"{here}/pieces", kind="event", name="A fair")
    (piece,) = with_piece["pieces"]
    assert piece["count"] is None
    assert program.call("DELETE", f"{here}/pieces/{piece['id']}").json()["pieces"] == []
    for count, as_at in ((200, days_ago(60)), (900, days_ago(30))):
        reached = program.post(f"{here}/reach", channel="social", count=count, source="A report", as_at=as_at)
    assert [(one["channel"], one["count"]) for one in reached["reached"]] == [("social", 900)]
    program.post(f"{here}/said", words="Brighter", whose="Traders", on=days_ago(10))
    told = program.call("PUT", f"{here}/change", {"changed": "Fewer falls", "known_from": "A survey"}).json()
    assert (told["changed"], [one["whose"] for one in told["heard"]]) == ("Fewer falls", ["Traders"])
    whole = {"name": "Light up", "subject": "Lamps", "began": days_ago(90), "lead": lead, "ended": days_ago(1)}
    assert program.call("PUT", here, whole).json()["state"] == "over"
    program.post(f"{here}/withdraw", status=200, reason="Doubled")
    assert program.get("/campaigns")["total"] == 0


def test_a_campaign_does_not_end_before_it_begins(program: Program, table: Table) -> None:
    given = {"name": "x", "subject": "y", "began": days_ago(1), "ended": days_ago(2),
             "lead": str(table["organisation"].pk)}  # fmt: skip
    answer = program.call("POST", "/campaigns", given)
    assert (answer.status_code, answer.json()["refused"]) == (422, "NotACampaign")
    assert date.fromisoformat(given["began"]) > date.fromisoformat(given["ended"])
