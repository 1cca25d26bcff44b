"""How often seats and organisations were there, with Herefordshire's printed table of 2022 as the worked example."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from frankpledge.domain.attendance.queries import attendance_table
from frankpledge.domain.bodies.actions.organisations import found_organisation, rename_organisation
from frankpledge.domain.bodies.actions.people import give_post, record_person
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
from frankpledge.domain.bodies.models import Seat
from frankpledge.domain.meetings.actions import planning
from frankpledge.domain.meetings.actions.minuting import Came, record_attendance
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.presenters import met_in_public
from frankpledge.domain.meetings.queries.attending import seniors, sitting
from frankpledge.domain.meetings.rules import Kind, Presence
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.registry import SeenRequest
from tests.domain.bodies.stage import Stage
from tests.domain.meetings.conftest import TODAY

BEGAN, ICB = date(2020, 4, 1), date(2022, 7, 1)
PRINTED = (
    ("Herefordshire Council", "pppp"),
    ("West Mercia Police", "pppp"),
    ("National Probation Service", "pnpp"),
    ("Hereford and Worcester Fire and Rescue Service", "pppp"),
    ("Health", "npnp"),
    ("West Mercia Youth Justice Service", "pppp"),
    ("West Mercia Police and Crime Commissioner", "ppnp"),
)
DAYS = (date(2022, 3, 2), date(2022, 7, 4), date(2022, 9, 7), date(2022, 12, 2))
MARKS = {"p": Presence.PRESENT, "n": Presence.NOT_PRESENT}


@pytest.fixture
def printed(workspace: Workspace, officer: User) -> list[Meeting]:
    """Return the four meetings of 2022; in July the health seat passed to the care board."""
    board = create_body(workspace=workspace, name="Board", kind="board", since=BEGAN, by=officer)
    seats: dict[str, Seat] = {}
    for name, _ in PRINTED:
        seats[name] = create_seat(body=board, name=name, by=officer)
        holder = "Clinical Commissioning Group" if name == "Health" else name
        kind = "ccg" if name == "Health" else "other"
        organisation = found_organisation(workspace=workspace, name=holder, kind=kind, by=officer)
        give_seat(seat=seats[name], organisations=[organisation], since=BEGAN, by=officer)
        if name == "Health":
            rename_organisation(organisation=organisation, name="Integrated Care Board", on=ICB, by=officer)
    meetings = []
    for at, day in enumerate(DAYS):
        meeting = planning.plan_meeting(workspace=workspace, body=board, on=day, by=officer)
        came = {seats[name].pk: Came(MARKS[marks[at]]) for name, marks in PRINTED}
        record_attendance(meeting=meeting, came=came, by=officer)
        meetings.append(meeting)
    return meetings


def test_the_printed_table_comes_out_by_seat_and_by_organisation(printed: list[Meeting]) -> None:
    table = attendance_table(printed)
    assert table.days == DAYS
    seats = {line.label: line for line in table.seats}
    assert {name: line.rate.words for name, line in seats.items()} == {
        "Herefordshire Council": "4 of 4",
        "West Mercia Police": "4 of 4",
        "National Probation Service": "3 of 4",
        "Hereford and Worcester Fire and Rescue Service": "4 of 4",
        "Health": "2 of 4",
        "West Mercia Youth Justice Service": "4 of 4",
        "West Mercia Police and Crime Commissioner": "3 of 4",
    }
    assert seats["Health"].note == "Clinical Commissioning Group then Integrated Care Board"
    organisations = {line.label: line for line in table.organisations}
    assert organisations["Clinical Commissioning Group"].rate.words == "0 of 1"
    assert organisations["Integrated Care Board"].rate.words == "2 of 3"
    assert organisations["Integrated Care Board"].presences[0] is None


def test_the_table_that_was_printed_says_the_same(printed: list[Meeting], shared_data: Path) -> None:
    reference = shared_data.parent / "reference"
    with (reference / "herefordshire" / "board-attendance-2022.csv").open() as file:
        rows = list(csv.DictReader(file))
    found = {line.label: line for line in attendance_table(printed).seats}
    for row in rows:
        name = row.pop("organisation")
        line = found["Health" if "Care Board" in name else name]
        assert [mark == "present" for mark in row.values()] == [one is Presence.PRESENT for one in line.presences]


def test_a_cancelled_meeting_is_shown_and_counted_for_nobody(
    printed: list[Meeting], workspace: Workspace, officer: User
) -> None:
    off = planning.plan_meeting(workspace=workspace, body=printed[0].body, on=date(2022, 10, 5), by=officer)
    planning.cancel_meeting(meeting=off, because="Mourning", by=officer)
    table = attendance_table([*printed, off])
    assert table.cancelled == frozenset({off.on})
    assert {line.label: line.rate.words for line in table.seats}["Health"] == "2 of 4"


def test_a_seat_that_nobody_wrote_of_has_no_record_and_no_absence(
    stage: Stage, meeting: Meeting, officer: User
) -> None:
    came = {stage.seats["fire"].pk: Came(Presence.SUBSTITUTE)}
    record_attendance(meeting=meeting, came=came, by=officer)
    (line,) = attendance_table([meeting]).seats
    assert (line.rate.attended, line.rate.substitutes, line.rate.of) == (1, 1, 1)


def test_a_public_meeting_proves_its_duty_once_every_authority_sent_somebody_senior(
    stage: Stage, workspace: Workspace, officer: User
) -> None:
    asked = SeenRequest(workspace=workspace, year="2025/26", on=TODAY)
    public = planning.plan_meeting(workspace=workspace, body=stage.board, on=TODAY, kind=Kind.PUBLIC, by=officer)
    for name, organisation in stage.organisations.items():
        senior = record_person(workspace=workspace, name=f"Head of {name}", by_role=True, by=officer)
        give_post(person=senior, organisation=organisation, title="Head", senior=True, since=BEGAN, by=officer)
        stage.people[f"head of {name}"] = senior
    came = {seat.pk: Came(Presence.PRESENT, stage.people[f"head of {name}"].pk) for name, seat in stage.seats.items()}
    junior = came | {stage.seats["fire"].pk: Came(Presence.PRESENT, stage.people["fire"].pk)}
    record_attendance(meeting=public, came=junior, by=officer)
    assert seniors(sitting(public)).words == (
        "Senior people of 4 of 5 responsible authorities came; none of Ruritania Fire and Rescue Authority"
    )
    assert list(met_in_public(asked)) == []
    record_attendance(meeting=public, came=came, by=officer)
    (seen,) = met_in_public(asked)
    assert (seen.key, seen.on) == ("2025/26", TODAY)
    assert list(met_in_public(SeenRequest(workspace=workspace, year="2024/25", on=TODAY))) == []
