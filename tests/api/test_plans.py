"""The partnership plan by token: begun, written part by part, held back until whole, kept as history, rolled on."""

from __future__ import annotations

from typing import Any

import pytest

from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.plans.models import Plan
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member, new_workspace
from tests.guards.aligned import our_priority

Table = dict[str, Any]
YEAR = {"year": "2024/25", "first_year": "2024/25", "last_year": "2026/27"}


@pytest.fixture
def plan(program: Program) -> dict[str, Any]:
    made: dict[str, Any] = program.post("/plans", title="A safer quay", **YEAR)["plan"]
    return made


@pytest.fixture
def here(plan: dict[str, Any]) -> str:
    return f"/plans/{plan['id']}"


def priority(program: Program, here: str, name: str = "The quays", **more: Any) -> str:
    told = program.post(f"{here}/parts/priority", texts={"name": name}, **more)
    return next(str(one["id"]) for one in told["priorities"] if one["texts"]["name"] == name)


def printed(program: Program) -> str:
    """Return the address of a printed plan with one priority and one step, kept as history."""
    made = program.post("/plans", title="Plan of old", printed="A booklet", **YEAR)["plan"]
    here = f"/plans/{made['id']}"
    one = priority(program, here)
    program.post(f"{here}/parts/step", texts={"words": "Fix the rails", "lead": "The port"}, priority=one)
    kept = program.post(f"{here}/keep", status=200, words="Adopted", on="2024-04-02")
    assert (kept["plan"]["state"], kept["plan"]["decision"]) == ("approved", "Adopted")
    return here


def test_a_plan_is_begun_once_described_and_listed(program: Program, plan: dict[str, Any], here: str) -> None:
    assert (plan["state"], plan["origin"], plan["decided_on"]) == ("draft", "here", None)
    twice = program.call("POST", "/plans", {"title": "Again", **YEAR})
    assert (twice.status_code, twice.json()["refused"]) == (422, "NotAPlan")
    told = program.call("PUT", here, {"texts": {"vision": "Nobody falls in"}}).json()
    assert (told["texts"]["vision"], told["plan"]["title"]) == ("Nobody falls in", "A safer quay")
    again = program.call("PUT", here, {"title": "A dry quay"}).json()
    assert (again["texts"]["vision"], again["plan"]["title"]) == ("Nobody falls in", "A dry quay")
    odd = program.call("PUT", here, {"texts": {"weather": "x"}})
    assert (odd.status_code, odd.json()["errors"][0]["where"]) == (422, "texts")
    bad = program.call("POST", "/plans", {"title": "x", **YEAR, "year": "2024"})
    assert bad.json()["errors"][0]["where"] == "year"
    assert [one["title"] for one in program.get("/plans")["items"]] == ["A dry quay"]


def test_parts_are_written_moved_and_taken_out(program: Program, here: str, table: Table) -> None:
    one = priority(program, here, lead=str(table["organisation"].pk), four_ps=["prevent"])
    aim = program.post(f"{here}/parts/objective", texts={"words": "Dry feet"}, priority=one)
    objective = aim["priorities"][0]["objectives"][0]["id"]
    step = {"texts": {"words": "Fix the rails"}, "priority": one, "objective": objective, "due": "2025-03-31"}
    told = program.post(f"{here}/parts/step", **step, organisation=str(table["organisation"].pk))["priorities"][0]
    (written,) = told["steps"]
    assert (told["standing"], told["lead"], told["four_ps"]) == ("priority", str(table["organisation"].pk), ["prevent"])
    assert (written["texts"]["lead"], written["due"], written["status"]) == ("The council", "2025-03-31", "not_started")
    address = f"{here}/parts/step/{written['id']}"
    changed = program.call("PUT", address, {"texts": {"words": "Mend the rails"}}).json()["priorities"][0]["steps"][0]
    assert (changed["texts"]["words"], changed["due"]) == ("Mend the rails", "2025-03-31")
    second = priority(program, here, "The lamps", standing="theme")
    third = priority(program, here, "The lanes", standing="theme")
    moved = program.post(f"{here}/parts/priority/{third}/move", status=200, up=True)
    themes = [each["id"] for each in moved["priorities"] if each["standing"] == "theme"]
    assert themes == [third, second]
    left = program.post(f"{here}/parts/priority/{third}/remove", status=200)
    assert third not in [each["id"] for each in left["priorities"]]


def test_a_part_that_does_not_fit_its_kind_is_refused(program: Program, here: str) -> None:
    one = priority(program, here)
    loose = program.call("POST", f"{here}/parts/step", {"texts": {"words": "x"}})
    assert (loose.status_code, loose.json()["errors"][0]["where"]) == (422, "priority")
    odd = program.call(
        "POST", f"{here}/parts/objective", {"texts": {"words": "x"}, "priority": one, "due": "2025-03-31"}
    )
    assert (odd.status_code, odd.json()["errors"][0]["where"]) == (422, "due")
    empty = program.call("POST", f"{here}/parts/context", {"texts": {"words": "Falls"}})
    assert {each["where"] for each in empty.json()["errors"]} == {"figure", "source"}
    strange = program.call("POST", f"{here}/parts/priority", {"texts": {"name": "x"}, "standing": "weather"})
    assert strange.json()["errors"][0]["where"] == "standing"
    assert program.call("POST", f"{here}/parts/weather", {"texts": {}}).status_code == 404
    assert program.call("PUT", f"{here}/parts/step/{one}", {"texts": {"words": "x"}}).status_code == 404
    same = program.call("POST", f"{here}/parts/priority", {"texts": {"name": "The quays"}})
    assert same.json()["refused"] == "NotAPlan"


def test_a_draft_that_lacks_something_is_not_put_before_its_board_and_nobody_approves_it(
    program: Program, here: str
) -> None:
    lacks = program.get(here)["lacks"]
    assert lacks
    refused = program.call("POST", f"{here}/forward")
    assert (refused.status_code, refused.json()["refused"]) == (422, "NotWhole")
    assert program.call("POST", f"{here}/back", {"reason": "x"}).json()["refused"] == "NotAPlan"
    early = program.call("POST", f"{here}/approve", {"words": "Agreed", "on": "2024-04-02"})
    assert early.status_code == 422
    assert program.get(here)["plan"]["state"] == "draft"


def test_a_printed_plan_is_kept_as_history_and_the_next_is_begun_from_it(program: Program) -> None:
    here = printed(program)
    assert program.get(here)["lacks"] == []
    closed = program.call("POST", f"{here}/parts/priority", {"texts": {"name": "Another"}})
    assert closed.status_code == 422
    after = program.post(f"{here}/roll")
    assert (after["plan"]["year"], after["plan"]["state"]) == ("2025/26", "draft")
    assert after["priorities"][0]["steps"][0]["texts"]["words"] == "Fix the rails"
    gone = f"/plans/{after['plan']['id']}"
    carried = after["priorities"][0]["id"]
    assert program.call("POST", f"{gone}/parts/priority/{carried}/remove", {}).status_code == 422
    left = program.post(f"{gone}/parts/priority/{carried}/remove", status=200, reason="The quay is dry")
    assert [each["texts"]["reason"] for each in left["left_out"]] == ["The quay is dry"]
    assert program.post(f"{gone}/discard", status=200)["plan"]["year"] == "2025/26"
    assert program.call("GET", gone).status_code == 404
    unsent = program.call("POST", f"{here}/copies", {"recipient": "The office", "on": clock.today().isoformat()})
    assert (unsent.status_code, unsent.json()["refused"]) == (422, "NotAPlan")


def test_a_plan_is_fetched_as_a_file_and_that_is_recorded(program: Program) -> None:
    here = printed(program)
    page = program.call("GET", f"{here}/files/plan.html")
    assert page.status_code == 200
    assert "Fix the rails" in page.content.decode()
    assert Release.objects.filter(what="partnership plan of 2024/25").count() == 1
    assert program.call("GET", f"{here}/files/plan.exe").status_code == 404
    assert program.call("GET", f"{here}/files/weather.html").status_code == 404


def test_a_token_that_only_reads_and_whoever_does_not_write_change_nothing(
    workspace: Workspace, officer: User, here: str
) -> None:
    analyst = Program(workspace, new_member(workspace, Role.ANALYST, name="An analyst"))
    for program in (analyst, Program(workspace, officer, writes=False)):
        assert program.call("PUT", here, {"title": "Another"}).status_code == 403
        assert program.call("POST", f"{here}/discard").status_code == 403
    assert Plan.objects.get().title == "A safer quay"


def test_a_plan_and_its_parts_of_another_partnership_are_not_there(program: Program, here: str) -> None:
    other = new_workspace("Elsewhere")
    by = new_member(other, Role.OFFICER, name="Their officer")
    theirs = our_priority("Their", other, by)
    strange = f"/plans/{theirs.plan_id}"
    assert program.call("GET", strange).status_code == 404
    assert program.call("PUT", strange, {"title": "x"}).status_code == 404
    assert program.call("PUT", f"{here}/parts/priority/{theirs.pk}", {"texts": {"name": "x"}}).status_code == 404
    under = program.call("POST", f"{here}/parts/objective", {"texts": {"words": "x"}, "priority": str(theirs.pk)})
    assert under.json()["errors"][0]["where"] == "priority"
    lead = found_organisation(workspace=other, name="Their council", kind="charity", by=by)
    led = program.call("POST", f"{here}/parts/priority", {"texts": {"name": "x"}, "lead": str(lead.pk)})
    assert led.json()["errors"][0]["where"] == "lead"
    assert Plan.objects.filter(title="x").count() == 0
