"""Serious violence strategies by token: written, consulted on, signed up to, sent, approved by another, published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.serious_violence.models import Part
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.statute.serious_violence import items
from tests.api.conftest import Program
from tests.ground.people import new_member, new_workspace
from tests.guards.violent import violent

Table = dict[str, Any]
HERE = "/serious-violence"


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


@pytest.fixture
def begun(program: Program) -> dict[str, Any]:
    told: dict[str, Any] = program.post(HERE, title="County strategy", starts=day(-60), serves="North\nSouth\nNorth")
    return told


@pytest.fixture
def here(begun: dict[str, Any]) -> str:
    return f"{HERE}/{begun['strategy']['id']}"


def state_of(told: dict[str, Any], item: str) -> str:
    return next(str(one["state"]) for one in told["asked"] if one["item"] == item)


def test_a_strategy_is_begun_and_tells_all_that_it_lacks(program: Program, begun: dict[str, Any], here: str) -> None:
    assert [one["name"] for one in begun["served"]] == ["North", "South"]
    assert (begun["strategy"]["gaps"], begun["strategy"]["state"]) == (len(items()), None)
    assert {one["state"] for one in begun["asked"]} <= {"missing", "incomplete"}
    twice = program.call("POST", HERE, {"title": "County strategy", "starts": day(0), "serves": "North"})
    assert (twice.status_code, twice.json()["refused"]) == (422, "NotAStrategy")
    assert [one["title"] for one in program.get(HERE)["items"]] == ["County strategy"]
    assert program.get(here) == begun


def test_what_an_item_says_is_written_anew_and_what_it_said_is_kept(program: Program, here: str) -> None:
    for words in ("Fights", "Fights and knives"):
        told = program.call("PUT", f"{here}/words/definition", {"words": words}).json()
    assert (told["words"]["definition"], state_of(told, "definition")) == ("Fights and knives", "present")
    assert sorted(Part.objects.values_list("words", flat=True)) == ["Fights", "Fights and knives"]
    assert program.call("PUT", f"{here}/words/weather", {"words": "x"}).status_code == 404
    assert program.call("PUT", f"{here}/words/education", {"words": "x"}).status_code == 404
    assert program.call("PUT", f"{here}/words/definition", {}).json()["errors"][0]["where"] == "words"


def test_an_authority_is_consulted_answers_and_what_the_area_lacks_is_said(program: Program, here: str) -> None:
    asked = program.post(f"{here}/consulted", sort="education", name="School", asked_on=day(-5))
    (school,) = asked["consulted"]
    assert (school["answered_on"], state_of(asked, "education")) == (None, "incomplete")
    early = program.call("PUT", f"{here}/consulted/{school['id']}", {"on": day(-6), "answer": "Yes"})
    assert (early.status_code, early.json()["refused"]) == (422, "NotAStrategy")
    given = {"on": day(-1), "answer": "Look at buses", "used": "Buses are in"}
    told = program.call("PUT", f"{here}/consulted/{school['id']}", given).json()
    assert (told["consulted"][0]["used"], state_of(told, "education")) == ("Buses are in", "present")
    none = program.call("PUT", f"{here}/none", {"sorts": ["prison"]}).json()
    assert (none["none"], state_of(none, "prison")) == (["prison"], "present")
    odd = program.call("POST", f"{here}/consulted", {"sort": "weather", "name": "x", "asked_on": day(0)})
    assert (odd.status_code, odd.json()["errors"][0]["where"]) == (422, "sort")


def test_partnerships_sign_up_and_the_year_has_lines(program: Program, here: str, table: Table) -> None:
    served = program.post(f"{here}/served", name="East")["served"]
    for one in served:
        told = program.post(f"{here}/served/{one['id']}/sign", status=200, on=day(0), signed_by="Chair")
    assert [one["signed_by"] for one in told["served"]] == ["Chair"] * 3
    lead = str(table["organisation"].pk)
    planned = program.post(f"{here}/lines", year=told["strategy"]["year"], words="Boxing", lead=lead, due=day(30))
    (line,) = planned["lines"]
    assert (line["lead"], line["due"], line["done"]) == (lead, day(30), "open")
    bare = program.call("PUT", f"{here}/lines/{line['id']}", {"done": "done"})
    assert bare.json()["refused"] == "NotAStrategy"
    done = program.call("PUT", f"{here}/lines/{line['id']}", {"done": "done", "effect": "Fewer fights"}).json()
    assert (done["lines"][0]["done"], done["lines"][0]["effect"]) == ("done", "Fewer fights")
    reviewed = program.post(f"{here}/reviews", on=day(0), effect="Fewer fights", revise="The buses")
    assert [one["revise"] for one in reviewed["reviews"]] == ["The buses"]


def test_it_is_sent_once_it_is_written_approved_by_another_and_then_published(
    program: Program, workspace: Workspace, here: str
) -> None:
    assert program.call("POST", f"{here}/send", {}).json()["refused"] == "NotAStrategy"
    for one in items():
        if one.form == "words":
            program.call("PUT", f"{here}/words/{one.id}", {"words": f"On {one.label}"})
    early = program.call("PUT", f"{here}/publication", {"address": "https://example.org", "on": day(0)})
    assert early.json()["refused"] == "NotAStrategy"
    assert program.post(f"{here}/send", status=200)["strategy"]["state"] == "in_review"
    own = program.call("POST", f"{here}/approve")
    assert (own.status_code, own.json()["refused"]) == (403, "OwnWork")
    second = Program(workspace, new_member(workspace, Role.MEMBER, name="A second person"))
    approved = second.post(f"{here}/approve", status=200)
    assert (approved["strategy"]["state"], approved["strategy"]["edition"]) == ("approved", 1)
    given = {"address": "https://example.org", "on": day(0)}
    published = program.call("PUT", f"{here}/publication", given).json()["strategy"]
    assert (published["address"], published["published_on"]) == ("https://example.org", day(0))
    page = program.call("GET", f"{here}/files/html")
    assert "On " in page.content.decode()
    assert program.call("GET", f"{here}/files/exe").status_code == 404
    assert Release.objects.filter(what="County strategy").count() == 1


def test_whoever_may_only_see_and_a_token_that_only_reads_write_nothing(
    workspace: Workspace, officer: User, here: str
) -> None:
    analyst = Program(workspace, new_member(workspace, Role.ANALYST, name="An analyst"))
    for program in (analyst, Program(workspace, officer, writes=False)):
        assert program.get(here)["strategy"]["title"] == "County strategy"
        assert program.call("PUT", f"{here}/words/definition", {"words": "x"}).status_code == 403
    assert Part.objects.count() == 0
    outside = Program(workspace, new_member(workspace, Role.SCRUTINY, name="A scrutineer"))
    assert outside.call("GET", here).status_code == 403


def test_the_strategy_of_another_partnership_is_not_there(program: Program, here: str) -> None:
    other = new_workspace("Elsewhere")
    officer, second = (new_member(other, Role.OFFICER, name=name) for name in ("Their officer", "Their second"))
    theirs = violent("Their", other, officer, second)
    strange = f"{HERE}/{theirs['strategy']}"
    assert program.call("GET", strange).status_code == 404
    assert program.call("POST", f"{strange}/served", {"name": "x"}).status_code == 404
    given = {"on": day(0), "answer": "x"}
    assert program.call("PUT", f"{here}/consulted/{theirs['consulted']}", given).status_code == 404
    told = program.call("PUT", f"{here}/lines/{theirs['violence_line']}", {"done": "open"})
    assert told.status_code == 404
