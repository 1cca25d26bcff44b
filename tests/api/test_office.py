"""People, meetings, duties, comments, search and papers by token: what the pages show and do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.actions.people import appoint
from frankpledge.domain.bodies.actions.seats import create_held_seat
from frankpledge.domain.bodies.models import Organisation, Seat
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.search.actions import refresh
from tests.api.conftest import Program
from tests.ground.people import new_member


@pytest.fixture
def seat(table: dict[str, Any], officer: User) -> Seat:
    """Return a seat of the board that the council holds, and somebody in it."""
    made: Seat = create_held_seat(
        body=table["body"], holder=table["organisation"], name="The council’s seat", authority="", standing_as="member",
        basis="", since=None, by=officer,
    )  # fmt: skip
    appoint(seat=made, person=table["person"], part="representative", since=None, by=officer)
    return made


# ---- people --------------------------------------------------------------------------------------------------------


def test_a_body_is_told_with_its_seats_and_who_sits_in_them(program: Program, table: Any, seat: Seat) -> None:
    whole = program.get(f"/bodies/{table['body'].pk}")
    (told,) = whole["body"]["seats"]
    assert (told["name"], told["standing"], told["unheld"], told["empty"]) == (
        "The council’s seat",
        "member",
        None,
        None,
    )
    assert told["holders"][0]["name"] == "The council"
    assert told["representative"]["email"] == "head@example.org"
    assert program.get(f"/seats/{seat.pk}") == told


def test_an_address_that_one_may_not_see_is_null(workspace: Workspace, table: Any, seat: Seat) -> None:
    scrutiny = Program(workspace, new_member(workspace, Role.SCRUTINY))
    assert scrutiny.get(f"/people/{table['person'].pk}")["email"] is None
    assert scrutiny.get(f"/seats/{seat.pk}")["representative"]["email"] is None
    content = scrutiny.call("GET", "/feeds/members.csv").content
    assert b"head@example.org" not in content


def test_the_register_is_told_as_on_a_day(program: Program, workspace: Workspace, officer: User, table: Any) -> None:
    council = table["organisation"]
    gone = program.post(f"/register/end-organisation/{council.pk}", status=200, last="2025-12-31")
    assert gone["id"] == str(council.pk)
    assert program.get("/organisations")["total"] == 0
    assert program.get("/organisations", on="2025-12-31")["items"][0]["name"] == "The council"
    assert program.get("/organisations", ended="true")["total"] == 1


def test_an_organisation_a_body_and_a_person_are_recorded(program: Program, workspace: Workspace) -> None:
    made = program.post("/organisations", name="Vale Fire", kind="fire", capacity="responsible")
    assert Organisation.objects.get(pk=made["id"]).workspace == workspace
    program.post("/bodies", name="Arson group", kind="sub_group")
    person = program.post("/people", name="Crew manager", by_role=True, organisation=made["id"])
    told = program.get(f"/people/{person['id']}")
    assert [one["organisation_name"] for one in told["posts"]] == ["Vale Fire"]


def test_a_row_is_put_right_with_a_reason_and_keeps_the_rest(program: Program, table: Any) -> None:
    council = table["organisation"]
    program.post(
        f"/register/correct-organisation/{council.pk}", status=200, changes={"short_name": "TC"}, reason="A slip"
    )
    council.refresh_from_db()
    assert (council.name, council.short_name) == ("The council", "TC")
    answer = program.call(
        "POST", f"/register/correct-organisation/{council.pk}", {"changes": {"workspace": "x"}, "reason": "y"}
    )
    assert [one["where"] for one in answer.json()["errors"]] == ["changes.workspace"]


def test_what_something_stands_in_the_way_of_is_a_conflict(program: Program, table: Any) -> None:
    board = str(table["body"].pk)
    program.post("/bodies", name="Arson group", kind="sub_group", parent=board)
    answer = program.call("POST", f"/register/end-body/{board}", {"last": clock.today().isoformat()})
    assert (answer.status_code, answer.json()["refused"]) == (409, "Taken")
    assert "Arson group" in answer.json()["why"]


# ---- meetings ------------------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(program: Program, table: Any, seat: Seat) -> dict[str, Any]:
    """Return a meeting of today's, planned."""
    told: dict[str, Any] = program.post(
        "/meetings", body=str(table["body"].pk), kind="ordinary", on=clock.today().isoformat(), place="Room 2"
    )
    return told


def test_a_meeting_is_planned_held_minuted_and_its_minutes_agreed(
    program: Program, workspace: Workspace, meeting: Any, seat: Seat, table: Any
) -> None:
    here, item = f"/meetings/{meeting['meeting']['id']}", meeting["items"][1]["id"]
    came = program.call("PUT", f"{here}/attendance", {"seats": [{"seat": str(seat.pk), "presence": "present"}]}).json()
    assert (came["meeting"]["state"], came["seats"][0]["presence"]) == ("held", "present")
    program.call("PUT", f"{here}/items/{item}/minute", {"words": "Heard.\n\nNoted."})
    decided = program.post(
        f"{here}/items/{item}/decisions", wording="To light it", reason="It is dark", section_17="Less disorder",
        undertaken=[{"what": "Buy lamps", "organisation": str(table["organisation"].pk), "due": "2027-06-30"}],
    )  # fmt: skip
    (told,) = [one for one in decided["items"] if one["id"] == item]
    assert (told["minute"], told["actions"], told["decisions"][0]["number"]) == (["Heard.", "Noted."], [1], 1)
    assert program.get("/decisions")["items"][0]["wording"] == "To light it"
    assert program.get("/actions")["items"][0]["wording"] == "Buy lamps"
    sent = program.post(f"{here}/minutes/send", status=200)
    assert sent["meeting"]["minutes"] == "in_review"
    mine = program.call("POST", f"{here}/minutes/agree")
    assert (mine.status_code, mine.json()["refused"]) == (403, "OwnWork")
    other = Program(workspace, new_member(workspace, Role.MEMBER))
    agreed = other.post(f"{here}/minutes/agree", status=200)
    edition = agreed["minutes_edition"]
    assert program.get("/papers")["items"][0]["id"] == edition
    file = program.call("GET", f"{here}/minutes/open/html")
    assert file["Content-Disposition"].startswith("attachment")
    assert b"To light it" in file.content
    assert b"To light it" in program.call("GET", f"/papers/{edition}/files/html").content
    late = program.call("PUT", f"{here}/items/{item}/minute", {"words": "More"})
    assert (late.status_code, late.json()["refused"]) == (409, "MinutesClosed")


def test_a_meeting_that_is_not_quorate_decides_nothing(program: Program, meeting: Any, table: Any, seat: Seat) -> None:
    program.post(
        f"/register/terms/{table['body'].pk}", status=200, since="2020-01-01", frequency="quarterly", quorum=3,
        quorum_of="members",
    )  # fmt: skip
    here, item = f"/meetings/{meeting['meeting']['id']}", meeting["items"][0]["id"]
    program.call("PUT", f"{here}/attendance", {"seats": [{"seat": str(seat.pk), "presence": "apologies"}]})
    decision = {"wording": "x", "reason": "y", "section_17": "none"}
    answer = program.call("POST", f"{here}/items/{item}/decisions", decision)
    assert (answer.status_code, answer.json()["refused"]) == (409, "NotQuorate")


def test_of_a_withheld_item_nothing_is_told(program: Program, workspace: Workspace, meeting: Any) -> None:
    here = f"/meetings/{meeting['meeting']['id']}"
    whole = program.post(f"{here}/items", title="A premises", kind="decision", marking="restricted", asks="To review")
    made = next(one for one in whole["items"] if one["title"] == "A premises")
    assert (made["withheld"], made["asks"]) == (False, "To review")
    outsider = Program(workspace, new_member(workspace, Role.ANALYST))
    told = next(one for one in outsider.get(here)["items"] if one["id"] == made["id"])
    assert (told["withheld"], told["asks"], told["paper"], told["minute"]) == (True, "", None, [])


def test_an_agenda_is_put_in_order_moved_and_cancelled(program: Program, meeting: Any) -> None:
    here, (_, second, *rest) = f"/meetings/{meeting['meeting']['id']}", [one["id"] for one in meeting["items"]]
    program.post(f"{here}/items/{second}/up", status=200)
    assert program.get(here)["items"][0]["id"] == second
    program.call("DELETE", f"{here}/items/{second}")
    assert len(program.get(here)["items"]) == 1 + len(rest)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    moved = program.post(f"{here}/move", status=200, on=tomorrow, starts="14:30:00", place="Online")
    assert (moved["meeting"]["on"], moved["meeting"]["starts"]) == (tomorrow, "14:30:00")
    assert program.post(f"{here}/cancel", status=200, reason="Snow")["meeting"]["state"] == "cancelled"
    assert Meeting.objects.get().because == "Snow"


def test_days_are_proposed_and_attendance_is_told_by_seat(
    program: Program, meeting: Any, table: Any, seat: Seat
) -> None:
    days = program.get("/meetings/proposed-days", body=str(table["body"].pk), last="2026-01-13", months="3", count=2)
    assert days == {"days": ["2026-04-14", "2026-07-14"]}
    here = f"/meetings/{meeting['meeting']['id']}"
    program.call("PUT", f"{here}/attendance", {"seats": [{"seat": str(seat.pk), "presence": "substitute"}]})
    told = program.get("/meetings/attendance")
    assert told["days"] == [clock.today().isoformat()]
    assert (told["seats"][0]["presences"], told["seats"][0]["attended"]) == (["substitute"], 1)
    wrong = program.call(
        "PUT", f"{here}/attendance", {"seats": [{"seat": str(table["person"].pk), "presence": "absent"}]}
    )
    assert (wrong.status_code, wrong.json()["where"]) == (422, "seats")


# ---- duties --------------------------------------------------------------------------------------------------------


@pytest.fixture
def owing(workspace: Workspace) -> None:
    """Let the workspace be an English partnership, which owes what the law asks."""
    Partnership.objects.create(
        workspace=workspace, name=workspace.name, area_code="X22000001", area_name="North Vale", nation="england",
        two_tier=False,
    )  # fmt: skip


def test_the_register_the_statement_and_a_duty_agree(program: Program, owing: None) -> None:
    every = program.get("/duties", state="all", size=200)
    statement = program.get("/duties/statement")
    assert sum(one["state"] == "late" for one in every["items"]) == statement["late"]
    assert len(statement["asking"]) == statement["late"] + statement["not_evidenced"]
    code = every["items"][0]["duty"]
    whole = program.get(f"/duties/{code}")
    assert whole["obligations"] == [one for one in every["items"] if one["duty"] == code]
    assert program.call("GET", "/duties/NOT-99").status_code == 404
    assert program.call("GET", "/duties/statement", year="someday").status_code == 422


def test_evidence_meets_a_duty_until_it_is_withdrawn(program: Program, owing: None) -> None:
    asked = program.get("/duties", state="not_evidenced")["items"][0]
    code, given = asked["duty"], {"words": "Board minutes, item 4", "on": clock.today().isoformat()}
    made = program.call("POST", f"/duties/{code}/evidence", given, key=asked["key"]).json()
    assert [one["state"] for one in made["obligations"] if one["key"] == asked["key"]] == ["met"]
    (proof,) = made["evidence"]
    program.post(f"/duties/evidence/{proof['id']}/withdraw", status=200, reason="Another board")
    again = program.call("POST", f"/duties/evidence/{proof['id']}/withdraw", {"reason": "Twice"})
    assert (again.status_code, again.json()["refused"]) == (409, "AlreadyWithdrawn")
    future = program.call(
        "POST", f"/duties/{code}/evidence", {"words": "x", "on": (clock.today() + timedelta(days=2)).isoformat()}
    )
    assert (future.status_code, future.json()["where"]) == (422, "on")


def test_who_answers_is_said_and_a_clock_is_started(program: Program, owing: None, officer: User) -> None:
    code = program.get("/duties")["items"][0]["duty"]
    told = program.call(
        "PUT", f"/duties/{code}/owner", {"owner": str(officer.pk), "role_words": "Head of safety"}
    ).json()
    assert told["obligations"][0]["owner"] == "The officer · Head of safety"
    event = program.post(
        "/duties/events", kind="scrutiny_report", on=clock.today().isoformat(), words="A report of the committee"
    )
    started = [one for one in program.get("/duties", size=200)["items"] if one["key"] == f"event:{event['id']}"]
    assert started
    program.post(f"/duties/events/{event['id']}/withdraw", status=200, reason="It was a draft")
    assert program.get("/duties/events")["items"][0]["withdrawn_because"] == "It was a draft"


# ---- comments, search ------------------------------------------------------------------------------------------------


def test_something_is_said_put_right_and_taken_off(program: Program, action: Action) -> None:
    thing = {"kind": "action_log.action", "about": str(action.pk)}
    told = program.post("/comments", **thing, words="Is it paid for?")
    said = told["comments"][0]
    assert (said["who"], said["words"]) == ("The officer", "Is it paid for?")
    program.call("PUT", f"/comments/{said['id']}", {"words": "Who pays?"})
    assert program.get("/comments", **thing)["comments"][0]["edited"] is True
    off = program.post(f"/comments/{said['id']}/take-off", status=200, reason="Answered")
    assert (off["comments"][0]["words"], off["comments"][0]["taken_off"]) == ("", "Taken off by The officer: Answered")
    assert program.call("GET", "/comments", kind="nothing", about="x").status_code == 404


def test_the_search_finds_what_one_may_read_and_counts_no_other(
    program: Program, workspace: Workspace, action: Action
) -> None:
    refresh(workspace)
    found = program.get("/search", q="underpass")
    assert [(one["kind"], one["about"]) for one in found["items"]] == [("action_log.action", str(action.pk))]
    scrutiny = Program(workspace, new_member(workspace, Role.SCRUTINY))
    assert scrutiny.get("/search", q="underpass")["total"] == 0
    assert program.call("GET", "/search", q="  ").status_code == 422


# ---- feeds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_feed_is_the_list_of_the_page_and_is_recorded(
    kind: str, program: Program, officer: User, action: Action
) -> None:
    feed = program.call("GET", f"/feeds/actions.{kind}")
    program.client.force_login(officer)
    page = program.client.get(f"/w/{program.slug}/actions/actions.{kind}?state=all")
    assert feed.content == page.content
    assert feed["Content-Type"] == page["Content-Type"]
    assert Release.objects.count() == 2
    assert program.call("GET", "/feeds/actions.exe").status_code == 404
