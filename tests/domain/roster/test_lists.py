"""Member lists: what comes out can go in, nothing changes before it is said, and all of it can be taken back."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from frankpledge.domain.bodies.actions.seats import create_seat
from frankpledge.domain.bodies.models import Organisation, Person, Representation, SeatHolding
from frankpledge.domain.bodies.queries.seating import bodies_in
from frankpledge.domain.bodies.rules import BodyKind, Part
from frankpledge.domain.roster.actions.lists import MEMBERS
from frankpledge.domain.roster.presenters.bodies import members_listing
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.lists import actions
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import NotAList
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
HEAD = ("Body", "Body kind", "Seat", "Organisation", "Organisation kind", "Capacity", "Person", "E-mail", "Since")
FIRE = ("Board", "", "Fire", "Ruritania Fire and Rescue Authority")


def sent(workspace: Workspace, by: User, *rows: tuple[str, ...], body: str = "") -> SentList:
    return read_in(workspace, by, HEAD, *rows, body=body)


def read_in(workspace: Workspace, by: User, head: tuple[str, ...], *rows: tuple[str, ...], body: str = "") -> SentList:
    read = Read((Sheet("", 1, head),), tuple((0, at, list(row)) for at, row in enumerate(rows, start=2)))
    said = {"body": body}
    return actions.send_list(kind=MEMBERS, workspace=workspace, name="members.csv", read=read, said=said, by=by)


def apply_list(*, member_list: SentList, by: User) -> SentList:
    return actions.apply_list(sent=member_list, kind=MEMBERS, by=by)


def undo_list(*, member_list: SentList, by: User) -> SentList:
    return actions.undo_list(sent=member_list, kind=MEMBERS, by=by)


def seating(workspace: Workspace) -> Any:
    return bodies_in(workspace=workspace, on=clock.today())


def test_a_list_fills_an_empty_register(workspace: Workspace, officer: User) -> None:
    kept = sent(
        workspace,
        officer,
        ("Board", "board", "", "The Council", "District council", "Responsible authority", "The leader", "l@a.org", ""),
        ("Board", "", "Police", "The Force", "police", "responsible", "The chief", "", "01/04/2024"),
    )
    assert kept.faults == []
    assert seating(workspace) == ()
    assert Organisation.objects.count() == 0
    apply_list(member_list=kept, by=officer)
    (board,) = seating(workspace)
    assert (board.name, board.kind) == ("Board", BodyKind.BOARD)
    found = {
        seat.name: (seat.holders[0].name, seat.holders[0].capacity, seat.representative.name) for seat in board.seats
    }
    assert found == {
        "The Council": ("The Council", "responsible", "The leader"),
        "Police": ("The Force", "responsible", "The chief"),
    }
    kept.refresh_from_db()
    assert (kept.state, kept.lines) == ("applied", [])


def test_what_comes_out_goes_in_and_changes_nothing(stage: Stage) -> None:
    listing = members_listing(seating(stage.workspace), on=clock.today(), addresses=True)
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in listing.rows]
    kept = read_in(stage.workspace, stage.officer, listing.head, *rows)
    assert (kept.changes, kept.faults, kept.not_read) == ([], [], [])


def test_another_person_takes_the_seat_and_taking_it_back_seats_the_first(stage: Stage) -> None:
    kept = sent(stage.workspace, stage.officer, (*FIRE, "", "", "The successor", "s@a.org", "2024-05-01"))
    told = [(change["kind"], change["which"].split(":")[0], change["parts"]) for change in kept.changes]
    assert told == [
        ("new", "person", []), ("new", "post", []), ("new", "representation", []),
        ("ends", "representation", [["last day", "", "2024-04-30"]]),
    ]  # fmt: skip
    before = seating(stage.workspace)
    apply_list(member_list=kept, by=stage.officer)
    fire = next(seat for seat in seating(stage.workspace)[0].seats if seat.name == "Fire")
    assert (fire.representative.name, fire.representative.since) == ("The successor", date(2024, 5, 1))
    undo_list(member_list=kept, by=stage.officer)
    assert seating(stage.workspace) == before
    assert Representation.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert Person.objects.get(name="The successor").withdrawn_because == "The member list members.csv was taken back"
    again = sent(stage.workspace, stage.officer, (*FIRE, "", "", "The successor", "s@a.org", "2024-05-01"))
    assert again.faults == []


def test_a_seat_that_two_lines_name_is_held_jointly(stage: Stage) -> None:
    kept = sent(
        stage.workspace,
        stage.officer,
        ("Board", "", "Probation", "National", "Probation provider", "", "", "", "2020-06-01"),
        ("Board", "", "Probation", "Company", "Probation provider", "", "", "", "2020-06-01"),
    )
    apply_list(member_list=kept, by=stage.officer)
    held = SeatHolding.objects.filter(seat=stage.seats["probation"], until__isnull=True)
    assert {(one.organisation.name, one.jointly, one.since) for one in held} == {
        ("National", True, date(2020, 6, 1)),
        ("Company", True, date(2020, 6, 1)),
    }


def test_lines_that_are_wrong_are_told_and_nothing_of_the_list_is_taken(stage: Stage) -> None:
    kept = sent(
        stage.workspace,
        stage.officer,
        (*FIRE, "", "", "A good line", "", ""),
        ("Board", "", "Fire", "Nobody knows it", "", "", "", "", ""),
        ("A new group", "", "x", "Ruritania Police", "", "", "", "", ""),
        ("Board", "", "Police", "", "", "", "", "", ""),
        (*FIRE, "robots", "", "", "", ""),
        (*FIRE, "", "", "x", "", "soon"),
    )
    told = {number: (column, f"{reason} {cure}") for _, number, column, reason, cure in kept.faults}
    assert sorted(told) == [3, 4, 5, 6, 7]
    assert told[3][0] == "Organisation"
    assert "its kind is not said" in told[3][1]
    assert "A new group is not recorded" in told[4][1]
    assert told[5] == ("Organisation", "Organisation is empty. Fill it in.")
    assert "“robots” is not known under Organisation kind" in told[6][1]
    assert "“soon” is not a day" in told[7][1]
    with pytest.raises(NotAList, match="5 lines of it cannot be taken"):
        apply_list(member_list=kept, by=stage.officer)
    assert not Person.objects.filter(name="A good line").exists()


def test_a_list_of_one_group_needs_not_name_it(stage: Stage) -> None:
    kept = sent(
        stage.workspace, stage.officer, ("", "", "", "A charity", "charity", "", "A worker", "", ""), body="Board"
    )
    apply_list(member_list=kept, by=stage.officer)
    assert "A charity" in {seat.name for seat in seating(stage.workspace)[0].seats}


def test_a_list_without_bodies_records_people_alone(stage: Stage) -> None:
    kept = sent(stage.workspace, stage.officer, ("", "", "", "Ruritania Police", "", "", "A clerk", "c@a.org", ""))
    apply_list(member_list=kept, by=stage.officer)
    assert Person.objects.get(name="A clerk").posts.get().organisation.name == "Ruritania Police"
    assert Representation.objects.filter(person__name="A clerk").count() == 0


def test_what_others_stand_on_by_now_is_not_taken_back(stage: Stage) -> None:
    kept = sent(stage.workspace, stage.officer, ("New board", "board", "One", "Ruritania Police", "", "", "", "", ""))
    apply_list(member_list=kept, by=stage.officer)
    board = next(one for one in seating(stage.workspace) if one.name == "New board")
    body = stage.board.__class__.objects.get(pk=board.id)
    create_seat(body=body, name="Two", by=stage.officer)
    with pytest.raises(Exception, match="1 seat stand on it"):
        undo_list(member_list=kept, by=stage.officer)
    kept.refresh_from_db()
    assert kept.state == "applied"
    assert "One" in {seat.name for one in seating(stage.workspace) if one.name == "New board" for seat in one.seats}


def test_a_list_is_applied_once_and_taken_back_once(stage: Stage, member: User) -> None:
    kept = sent(stage.workspace, stage.officer, (*FIRE, "", "", "Another", "", ""))
    with pytest.raises(NotAList, match="never applied"):
        undo_list(member_list=kept, by=stage.officer)
    with pytest.raises(NotPermitted):
        apply_list(member_list=kept, by=member)
    apply_list(member_list=kept, by=stage.officer)
    with pytest.raises(NotAList, match="applied already"):
        apply_list(member_list=kept, by=stage.officer)


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Members of the board, as of today"])
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_is_tried_applied_and_taken_back_on_pages(stage: Stage, keeper: Client) -> None:
    slug = stage.workspace.slug
    lines = ("Fire", "Ruritania Fire and Rescue Authority", "A deputy", "deputy")
    file = SimpleUploadedFile("members.xlsx", workbook(("Seat", "Organisation", "Name", "Part"), lines))
    answer = keeper.post(reverse("roster:lists", args=(slug,)), {"file": file, "body": "Board"})
    assert answer.status_code == 302, answer.content
    page = keeper.get(answer["Location"]).content.decode()
    assert "It would make 3 changes. Nothing is changed yet." in page
    kept = SentList.objects.get()
    keeper.post(reverse("roster:list_apply", args=(slug, kept.pk)))
    assert Representation.objects.filter(part=Part.DEPUTY, withdrawn_at__isnull=True).count() == 1
    page = keeper.get(reverse("roster:list_one", args=(slug, kept.pk))).content.decode()
    assert "Take it back" in page
    keeper.post(reverse("roster:list_undo", args=(slug, kept.pk)))
    assert Representation.objects.filter(part=Part.DEPUTY, withdrawn_at__isnull=True).count() == 0


def test_a_file_that_is_no_list_is_refused_beside_its_field(stage: Stage, keeper: Client) -> None:
    address = reverse("roster:lists", args=(stage.workspace.slug,))
    for content, words in (
        (b"a\n\n", "no row of it has heads over columns"),
        (b"Organisation,Person\n", "no line below its heads"),
    ):
        answer = keeper.post(address, {"file": SimpleUploadedFile("x.csv", content)})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_the_list_goes_back_with_its_remarks(stage: Stage, keeper: Client) -> None:
    kept = sent(stage.workspace, stage.officer, ("Board", "", "Fire", "Nobody knows it", "", "", "", "", ""))
    answer = keeper.get(reverse("roster:list_remarks", args=(stage.workspace.slug, kept.pk, "csv")))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith("What to put right")
    assert "Nobody knows it is not recorded" in lines[1]
