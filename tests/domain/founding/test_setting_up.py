"""Setting up a partnership: who may, for which area, and who is seated."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from frankpledge.domain.bodies.models import Body, Organisation
from frankpledge.domain.bodies.queries.statutory import seat_check
from frankpledge.domain.founding.actions import found_for, seat_board, set_up
from frankpledge.domain.founding.queries import areas_without, wanted
from frankpledge.domain.founding.rules import NotFounded, NotSeated
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.refusal import Refusal
from tests.domain.county import County
from tests.ground.people import new_member, new_user, new_workspace

FIVE = {
    "council": "Vale Council",
    "police": "Vale Police",
    "fire": "Vale Fire",
    "health": "Vale Integrated Care Board",
    "probation": "Probation Service, Vale",
}


@pytest.fixture
def officer_elsewhere(db: None) -> User:
    return new_member(new_workspace(), Role.OFFICER)


@pytest.fixture(autouse=True)
def lake(county: County, settings: Settings) -> None:
    settings.DATA = county.folder


def test_an_officer_founds_a_partnership_for_an_area_and_is_all_that_it_needs_at_first(officer_elsewhere: User) -> None:
    made = found_for("Quillbridge", by=officer_elsewhere)
    assert (made.area_kind, made.nation, made.two_tier) == ("csp", "england", False)
    assert roles_of(officer_elsewhere, made.workspace) == {Role.OFFICER, Role.ADMINISTRATOR}
    assert found_for("Vale and Wold", by=officer_elsewhere).two_tier


def test_who_keeps_nothing_founds_nothing_unless_there_is_nothing_yet(workspace: Workspace) -> None:
    first = new_user()
    assert found_for("Quillbridge", by=first).workspace.name.startswith("Quillbridge")
    for role in set(Role) - {Role.OFFICER, Role.ADMINISTRATOR}:
        with pytest.raises(NotFounded, match="officer or administrator"):
            found_for("Inklemarsh", by=new_member(workspace, role))
    with pytest.raises(NotFounded, match="officer or administrator"):
        found_for("Inklemarsh", by=new_user())


def test_an_area_has_one_partnership(officer_elsewhere: User) -> None:
    before = dict(areas_without())
    made = found_for("Quillbridge", by=officer_elsewhere)
    assert set(before) - set(dict(areas_without())) == {made.area_code}
    with pytest.raises(NotFounded, match="has its partnership here"):
        found_for(made.area_code, by=officer_elsewhere)
    with pytest.raises(Refusal):
        found_for("No such place", by=officer_elsewhere)


def test_a_board_is_seated_as_the_law_wants_it(officer_elsewhere: User) -> None:
    made = found_for("Quillbridge", by=officer_elsewhere)
    board = seat_board(
        partnership=made, name="The Board", authorities=FIVE, since=date(2020, 4, 1), by=officer_elsewhere
    )
    found = seat_check(board.pk, workspace=made.workspace, viewer=officer_elsewhere, on=date(2026, 1, 20))
    assert found is not None
    assert not {one.id for one in found.findings if one.met == "missing"} & set(FIVE)
    assert [seat.name for seat in board.seats.all()] == [
        "Council of the area",
        "Police",
        "Fire and rescue authority",
        "Health",
        "Probation",
    ]
    kinds = Organisation.objects.filter(workspace=made.workspace).values_list("name", "kind")
    assert dict(kinds)["Vale Council"] == "unitary_council"
    with pytest.raises(NotSeated, match="already"):
        seat_board(partnership=made, name="Another", authorities=FIVE, since=None, by=officer_elsewhere)


def test_in_two_tiers_the_council_is_the_district_and_the_county_has_a_seat_too(officer_elsewhere: User) -> None:
    made = found_for("Vale and Wold", by=officer_elsewhere)
    kinds = {one.authority.id: one.kind for one in wanted(made, on=date(2026, 1, 20))}
    assert kinds["council"] == "district_council"
    assert kinds["county_council"] == "county_council"


def test_nothing_is_made_where_part_of_it_is_refused(officer_elsewhere: User) -> None:
    with pytest.raises(NotSeated, match="county_council"):
        set_up("Quillbridge", board="", authorities={"county_council": "A county"}, since=None, by=officer_elsewhere)
    assert not Partnership.objects.filter(area_name="Quillbridge").exists()
    made = set_up("Quillbridge", board="", authorities={}, since=None, by=officer_elsewhere)
    with pytest.raises(NotSeated, match="no authority"):
        seat_board(partnership=made, name="B", authorities={"police": " "}, since=None, by=officer_elsewhere)
    assert not Body.objects.filter(workspace=made.workspace).exists()


def test_it_is_done_from_the_page_and_the_first_page_says_what_comes_next(
    client: Client, officer_elsewhere: User
) -> None:
    client.force_login(officer_elsewhere)
    code = {name: code for code, name in areas_without()}["Quillbridge"]
    assert "An administrator may open no case" in client.get("/set-up/").content.decode()
    answer = client.post("/set-up/", {"area": code})
    assert answer["Location"] == "/w/quillbridge/set-up/"
    home = client.get("/w/quillbridge/").content.decode()
    assert "Seat the board" in home
    assert "Invite the others" in home
    given = {"name": "The Board", **{f"seat_{key}": words for key, words in FIVE.items()}}
    seated = client.post("/w/quillbridge/set-up/", given, follow=True).content.decode()
    assert "The Board is seated" in seated
    assert "Seat the board" not in client.get("/w/quillbridge/").content.decode()
    empty = client.post("/w/quillbridge/set-up/", {"name": "Second", "seat_police": "Again"})
    assert empty.status_code == 422
    assert "Again" in empty.content.decode()


def test_who_may_not_is_told_so_and_asked_nothing(client: Client, workspace: Workspace) -> None:
    client.force_login(new_member(workspace, Role.MEMBER))
    found_for("Quillbridge", by=new_member(workspace, Role.OFFICER))
    told = client.get("/set-up/").content.decode()
    assert "Ask whoever runs this installation" in told
    assert "Choose" not in told
