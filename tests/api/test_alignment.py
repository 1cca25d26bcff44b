"""Plans of other bodies by token: written down, judged against ours, and outdated once either side changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.domain.alignment.models import TheirPlan
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.plans.models import Priority
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member, new_workspace
from tests.guards.aligned import our_priority, their_plan

Table = dict[str, Any]


@pytest.fixture
def ours(workspace: Workspace, officer: User) -> Priority:
    return our_priority("Our", workspace, officer)


@pytest.fixture
def theirs(program: Program, table: Table) -> dict[str, Any]:
    """Return a plan of another body that a program wrote down, with one priority."""
    given = {"kind": "council", "title": "Council plan", "owner": str(table["organisation"].pk), "source": "A shelf"}
    made = program.post("/alignment/plans", **given)
    told: dict[str, Any] = program.post(f"/alignment/plans/{made['id']}/priorities", name="Lit streets")
    return told


def pair(ours: Priority, theirs: dict[str, Any]) -> str:
    return f"/alignment/pairs/{ours.pk}/{theirs['priorities'][0]['id']}"


def test_a_pair_is_judged_with_a_reason_and_the_judgement_before_is_kept(
    program: Program, ours: Priority, theirs: dict[str, Any]
) -> None:
    (unjudged,) = program.get("/alignment/pairs")["items"]
    assert (unjudged["verdict"], unjudged["reason"], unjudged["outdated"]) == (None, "", [])
    assert program.get("/alignment")["not_judged"] == 1
    here = pair(ours, theirs)
    alone = program.post(f"{here}/judgements", verdict="none", reason="Other streets")
    assert alone["pair"]["verdict"] == "none"
    found = program.get("/alignment")
    assert (found["our_orphans"], [one["name"] for one in found["their_orphans"]]) == (["Our harbour"], ["Lit streets"])
    program.post(f"{here}/judgements", verdict="conflicts", reason="The lamps leave")
    assert [one["verdict"] for one in program.get(here)["judgements"]] == ["conflicts", "none"]
    assert [one["reason"] for one in program.get("/alignment")["conflicts"]] == ["The lamps leave"]


def test_a_judgement_is_outdated_once_theirs_changes_is_dropped_or_ends(
    program: Program, ours: Priority, theirs: dict[str, Any], table: Table
) -> None:
    here, plan = pair(ours, theirs), f"/alignment/plans/{theirs['id']}"
    program.post(f"{here}/judgements", verdict="supports", reason="Both light it")
    priority = f"{plan}/priorities/{theirs['priorities'][0]['id']}"
    changed = program.call("PUT", priority, {"name": "Dark streets"}).json()
    assert changed["priorities"][0]["name"] == "Dark streets"
    assert program.get(here)["pair"]["outdated"] == ["theirs was then called “Lit streets”"]
    today = clock.today()
    dropped = program.post(f"{priority}/drop", status=200, on=today.isoformat())
    assert dropped["priorities"][0]["dropped_on"] == today.isoformat()
    assert program.call("POST", f"{here}/judgements", {"verdict": "none", "reason": "x"}).status_code == 422
    assert program.call("PUT", priority, {"name": "Lit again"}).status_code == 422
    ends = (today - timedelta(days=1)).isoformat()
    given = {"kind": "council", "title": "Council plan", "owner": str(table["organisation"].pk), "source": "A shelf"}
    ended = program.call("PUT", plan, {**given, "ends": ends}).json()
    assert (ended["ends"], ended["over"]) == (ends, True)
    assert len(program.get("/alignment")["outdated"][0]["outdated"]) == 3


def test_what_makes_no_plan_and_no_judgement_is_refused(
    program: Program, ours: Priority, theirs: dict[str, Any], table: Table
) -> None:
    given = {"kind": "council", "title": "Council plan", "owner": str(table["organisation"].pk), "source": "A shelf"}
    twice = program.call("POST", "/alignment/plans", given)
    assert (twice.status_code, twice.json()["refused"], twice.json()["where"]) == (422, "NotAPlan", "Title")
    odd = program.call("POST", "/alignment/plans", {**given, "kind": "weather"})
    assert (odd.status_code, odd.json()["errors"][0]["where"]) == (422, "kind")
    early = {**given, "title": "Another", "starts": "2026-02-01", "ends": "2026-01-01"}
    assert program.call("POST", "/alignment/plans", early).json()["where"] == "Last day"
    bare = program.call("POST", f"{pair(ours, theirs)}/judgements", {"verdict": "none"})
    assert bare.json()["errors"][0]["where"] == "reason"
    assert program.call("GET", "/alignment/pairs", year="1999/00").json()["errors"][0]["where"] == "year"
    assert TheirPlan.objects.count() == 1


def test_a_plan_is_taken_out_with_a_reason_and_is_there_no_more(program: Program, theirs: dict[str, Any]) -> None:
    here = f"/alignment/plans/{theirs['id']}"
    assert program.call("POST", f"{here}/withdraw", {}).status_code == 422
    assert program.post(f"{here}/withdraw", status=200, reason="Of another county")["title"] == "Council plan"
    assert program.call("GET", here).status_code == 404
    assert program.get("/alignment/plans")["total"] == 0


def test_a_list_of_priorities_comes_in_by_token(program: Program, theirs: dict[str, Any]) -> None:
    file = SimpleUploadedFile(
        "theirs.csv", b"plan,number,priority\nCouncil plan,1,Well lit streets\nCouncil plan,,Parks\n"
    )
    tried = program.send("/lists/priorities", file=file)
    assert (tried["faults"], [one["kind"] for one in tried["changes"]]) == ([], ["changed", "new"])
    program.post(f"/lists/{tried['id']}/apply", status=200)
    names = [one["name"] for one in program.get(f"/alignment/plans/{theirs['id']}")["priorities"]]
    assert names == ["Well lit streets", "Parks"]


def test_whoever_may_only_see_and_a_token_that_only_reads_change_nothing(
    workspace: Workspace, officer: User, ours: Priority, theirs: dict[str, Any]
) -> None:
    here = pair(ours, theirs)
    member = Program(workspace, new_member(workspace, Role.MEMBER, name="A member"))
    for program in (member, Program(workspace, officer, writes=False)):
        assert program.get(here)["judgements"] == []
        answer = program.call("POST", f"{here}/judgements", {"verdict": "none", "reason": "x"})
        assert answer.status_code == 403
        assert program.get(here)["judgements"] == []


def test_plans_and_priorities_of_another_partnership_are_not_there(
    program: Program, ours: Priority, theirs: dict[str, Any]
) -> None:
    other = new_workspace("Elsewhere")
    by = new_member(other, Role.OFFICER, name="Their officer")
    owner = found_organisation(workspace=other, name="Their council", kind="charity", by=by)
    strange = their_plan("Strange", owner, by)
    of_it = strange.priorities.get().pk
    assert program.call("GET", f"/alignment/plans/{strange.pk}").status_code == 404
    assert program.call("PUT", f"/alignment/plans/{strange.pk}/priorities/{of_it}", {"name": "x"}).status_code == 404
    assert program.call("PUT", f"/alignment/plans/{theirs['id']}/priorities/{of_it}", {"name": "x"}).status_code == 404
    judged = program.call("POST", f"/alignment/pairs/{ours.pk}/{of_it}/judgements", {"verdict": "none", "reason": "x"})
    assert judged.status_code == 404
    given = {"kind": "council", "title": "Theirs", "owner": str(owner.pk), "source": "A shelf"}
    assert program.call("POST", "/alignment/plans", given).json()["errors"][0]["where"] == "owner"
