"""Attendance sheets: marks mean what was said that they mean, a cancelled meeting counts for nobody, all goes back."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from frankpledge.domain.attendance.actions.sheets import SHEETS
from frankpledge.domain.attendance.presenters import attendance_listing
from frankpledge.domain.attendance.queries import attendance_table
from frankpledge.domain.meetings.actions import planning
from frankpledge.domain.meetings.actions.minuting import Came, record_attendance
from frankpledge.domain.meetings.models import Attendance, Meeting
from frankpledge.domain.meetings.rules import NotAMeeting, Presence
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import apply_list, say_words, send_list, undo_list
from frankpledge.ground.lists.models import KnownWord, SentList
from frankpledge.ground.lists.queries import Read, Sheet
from tests.domain.bodies.stage import Stage
from tests.domain.meetings.conftest import TODAY

MARCH, JUNE, SEPTEMBER = date(2025, 3, 5), date(2025, 6, 4), date(2025, 9, 3)
HEADS = ("Organisation", "5 March 2025", "2025-06-04", "03/09/2025", "Rate")
MEANINGS = {"p": "present", "s": "substitute", "a": "apologies", "-": "not_present"}
ROWS = (
    ("Police", "P", "S", "P", "3 of 3"),
    ("Ruritania Fire and Rescue Authority", "P", "A", "-", "1 of 3"),
    ("Health", "", "P", "-", "1 of 2"),
)


@pytest.fixture
def meetings(workspace: Workspace, stage: Stage, officer: User) -> dict[date, Meeting]:
    """Return three meetings of the board; that of June was cancelled."""
    made = {
        day: planning.plan_meeting(workspace=workspace, body=stage.board, on=day, by=officer)
        for day in (MARCH, JUNE, SEPTEMBER)
    }
    planning.cancel_meeting(meeting=made[JUNE], because="Mourning", by=officer)
    return made


def sent(stage: Stage, heads: tuple[str, ...] = HEADS, rows: tuple[tuple[object, ...], ...] = ROWS) -> SentList:
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    read = Read((Sheet("", 1, heads),), tuple((0, at, row) for at, row in enumerate(cells, start=2)))
    said = {"body": str(stage.board.pk)}
    return send_list(kind=SHEETS, workspace=stage.workspace, name="sheet.csv", read=read, said=said, by=stage.officer)


def understood(stage: Stage, one: SentList) -> SentList:
    words = {("mark", word): means for word, means in MEANINGS.items()} | {("meeting", "Rate"): "-"}
    return say_words(sent=one, kind=SHEETS, words=words, by=stage.officer)


def applied(stage: Stage, one: SentList) -> SentList:
    return apply_list(sent=one, kind=SHEETS, by=stage.officer)


def rates(meetings: dict[date, Meeting]) -> dict[str, str]:
    found = [Meeting.objects.get(pk=one.pk) for one in meetings.values()]
    return {line.label: line.rate.words for line in attendance_table(found).seats}


def test_no_mark_is_read_before_somebody_said_what_it_means(stage: Stage, meetings: dict[date, Meeting]) -> None:
    one = sent(stage)
    assert [(column, word) for column, word, _ in one.unknown] == [
        ("mark", "-"), ("mark", "A"), ("mark", "P"), ("mark", "S"), ("meeting", "Rate"),
    ]  # fmt: skip
    assert one.changes == []
    assert Attendance.objects.count() == 0


def test_a_sheet_is_written_down_meeting_by_meeting(stage: Stage, meetings: dict[date, Meeting]) -> None:
    one = understood(stage, sent(stage))
    assert one.faults == []
    assert (len(one.changes), one.left_out) == (5, 3)
    assert one.notes == ["The meeting of 4 June 2025 was cancelled: its column is not read, and is no absence."]
    assert one.changes[0] == {
        "sheet": "", "number": 2, "kind": "new", "which": "Police, 5 March 2025",
        "parts": [["attendance", "", "Present"]],
    }  # fmt: skip
    applied(stage, one)
    assert rates(meetings) == {"Fire": "1 of 2", "Health": "0 of 1", "Police": "2 of 2"}
    states = {day: Meeting.objects.get(pk=one.pk).state for day, one in meetings.items()}
    assert states == {MARCH: "held", JUNE: "cancelled", SEPTEMBER: "held"}


def test_what_was_said_of_marks_is_remembered(stage: Stage, meetings: dict[date, Meeting]) -> None:
    understood(stage, sent(stage))
    assert KnownWord.objects.count() == 5
    assert sent(stage).faults == []


def test_what_comes_out_goes_in_and_changes_nothing(stage: Stage, meetings: dict[date, Meeting]) -> None:
    applied(stage, understood(stage, sent(stage)))
    found = attendance_table([Meeting.objects.get(pk=one.pk) for one in meetings.values()])
    listing = attendance_listing(found, what="all", today=TODAY)
    again = sent(stage, listing.head, listing.rows)
    assert (again.changes, again.faults, again.unchanged) == ([], [], 5)


def test_one_mark_put_right_is_the_only_change_and_who_came_stays(
    stage: Stage, meetings: dict[date, Meeting], officer: User
) -> None:
    person = stage.people["police"].pk
    came = {
        stage.seats["police"].pk: Came(Presence.PRESENT, person), stage.seats["fire"].pk: Came(Presence.APOLOGIES),
    }  # fmt: skip
    record_attendance(meeting=meetings[MARCH], came=came, by=officer)
    rows = (("Police", "substitute"), ("Fire", "apologies"))
    one = sent(stage, ("name", "2025-03-05"), rows)
    assert [change["parts"] for change in one.changes] == [[["attendance", "Present", "Substitute"]]]
    assert one.unchanged == 1
    applied(stage, one)
    assert Attendance.objects.get(seat=stage.seats["police"]).person_id == person
    undo_list(sent=one, kind=SHEETS, by=officer)
    assert Attendance.objects.get(seat=stage.seats["police"]).presence == "present"


def test_taking_it_back_leaves_no_attendance_and_meetings_planned(
    stage: Stage, meetings: dict[date, Meeting], officer: User
) -> None:
    one = applied(stage, understood(stage, sent(stage)))
    undo_list(sent=one, kind=SHEETS, by=officer)
    assert Attendance.objects.count() == 0
    assert Meeting.objects.get(pk=meetings[MARCH].pk).state == "planned"


def test_what_was_written_down_since_is_not_swept_away(
    stage: Stage, meetings: dict[date, Meeting], officer: User
) -> None:
    one = applied(stage, understood(stage, sent(stage)))
    came = {stage.seats["police"].pk: Came(Presence.ABSENT)}
    record_attendance(meeting=Meeting.objects.get(pk=meetings[MARCH].pk), came=came, by=officer)
    with pytest.raises(NotAMeeting, match="written down again since, of 5 March 2025"):
        undo_list(sent=one, kind=SHEETS, by=officer)


def test_what_cannot_be_read_is_told_by_row_and_column(stage: Stage, meetings: dict[date, Meeting]) -> None:
    rows = (
        ("Police", "present", "present", "present"), ("Nobody knows it", "present", "", ""),
        ("Ruritania Police", "present", "", ""),
    )  # fmt: skip
    one = sent(stage, ("name", "5 March 2025", "7 May 2025", "Jul 25"), rows)
    told = [(number, column, f"{reason} {cure}") for _, number, column, reason, cure in one.faults]
    assert [(number, column) for number, column, _ in told] == [(2, "7 May 2025"), (2, "Jul 25"), (3, "name"), (4, "")]
    words = " ".join(said for _, _, said in told)
    assert "the body has no meeting on 7 May 2025." in words
    assert "“Jul 25” is not a day." in words
    assert "“Nobody knows it” is not known under name." in words
    assert "row 2 is of the same seat, Police." in words


def test_a_meeting_to_come_takes_no_marks(stage: Stage, workspace: Workspace, officer: User) -> None:
    planning.plan_meeting(workspace=workspace, body=stage.board, on=date(2026, 3, 4), by=officer)
    one = sent(stage, ("name", "2026-03-04"), (("Police", "present"),))
    assert one.changes == []
    assert len(one.faults) == 1


def test_a_workbook_with_days_as_days_goes_through_the_pages(
    stage: Stage, meetings: dict[date, Meeting], officer: User, client: Client
) -> None:
    client.force_login(officer)
    slug = stage.workspace.slug
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Board attendance 2025"])
    book.active.append(["Seat", MARCH, SEPTEMBER])
    book.active.append(["Police", "P", "-"])
    target = io.BytesIO()
    book.save(target)
    file = SimpleUploadedFile("sheet.xlsx", target.getvalue())
    answer = client.post(
        reverse("attendance:lists", args=(slug,)), {"file": file, "body": str(stage.board.pk)}, follow=True
    )
    assert "Say what 2 words mean" in answer.content.decode()
    one = SentList.objects.get()
    words = {"word_0": "not_present", "word_1": "present"}
    page = client.post(reverse("attendance:list_words", args=(slug, one.pk)), words, follow=True).content.decode()
    assert "It would make 2 changes. Nothing is changed yet." in page
    client.post(reverse("attendance:list_apply", args=(slug, one.pk)))
    page = client.get(reverse("attendance:list", args=(slug,))).content.decode()
    assert "1 of 2" in page
