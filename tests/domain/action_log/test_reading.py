"""Files as people keep them: titles over tables, several sheets, heads of their own, cells that are merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.actions import say_heads, say_words, send_list
from frankpledge.ground.lists.queries import Read, read_file
from frankpledge.ground.lists.rules import ListState, NotAList, day_of
from tests.domain.action_log.plans import workbook
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db


def read(path: Path, workspace: Workspace) -> Read:
    return read_file(path, called=path.name, kind=ACTIONS, workspace=workspace)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a workbook with a merged title, a note, a blank row, and two sheets of actions beside one of words."""
    sheet = [
        ["Action plan of the domestic abuse group"],
        ["Last changed in spring"],
        [None, None, None, None],
        ["Ref", "Description", "Agency", "By when"],
        ["A1", "Train the desk", "Police", "Spring"],
        ["A2", None, "Police", "01/03/2026"],
        [None, "Write to schools", "Police", "Ongoing"],
    ]
    path = tmp_path / "plan.xlsx"
    other = [sheet[3], ["B1", "Meet", "Police", "2026-05-01"]]
    path.write_bytes(workbook(First=sheet, Second=other, Notes=[["A note"]]))
    return path


def test_every_sheet_with_known_heads_is_read_and_nothing_else(plan: Path, workspace: Workspace) -> None:
    found = read(plan, workspace)
    assert [(sheet.name, sheet.row) for sheet in found.sheets] == [("First", 4), ("Second", 1)]
    assert [(at, number) for at, number, _ in found.lines] == [(0, 5), (0, 6), (0, 7), (1, 2)]


def test_words_for_days_are_asked_and_what_a_merged_cell_leaves_empty_is_not_filled(plan: Path, stage: Stage) -> None:
    said = {"group": str(stage.board.pk), "agreed_on": "2025-01-01"}
    one = send_list(
        kind=ACTIONS, workspace=stage.workspace, name="plan.xlsx", read=read(plan, stage.workspace), said=said,
        by=stage.officer,
    )  # fmt: skip
    assert one.unknown == [["due", "Ongoing", 1], ["due", "Spring", 1], ["organisation", "Police", 4]]
    words = {
        ("due", "Spring"): "2026-04-30", ("due", "Ongoing"): "none",
        ("organisation", "Police"): str(stage.organisations["police"].pk),
    }  # fmt: skip
    one = say_words(sent=one, kind=ACTIONS, words=words, by=stage.officer)
    assert [(sheet, number, column) for sheet, number, column, *_ in one.faults] == [("First", 6, "Description")]
    dues = [{label: now for label, _, now in change["parts"]}.get("by when") for change in one.changes]
    assert dues == ["30 April 2026", "ongoing", "1 May 2026"]


def test_a_meaning_that_is_not_offered_is_refused(plan: Path, stage: Stage) -> None:
    one = send_list(
        kind=ACTIONS, workspace=stage.workspace, name="x", read=read(plan, stage.workspace), by=stage.officer
    )
    for column, means in (("organisation", "made up"), ("due", "spring")):
        with pytest.raises(NotAList, match="is nothing that"):
            say_words(sent=one, kind=ACTIONS, words={(column, "Police"): means}, by=stage.officer)
    with pytest.raises(NotAList, match="is no column"):
        say_heads(sent=one, kind=ACTIONS, heads={"Ref": "password"}, by=stage.officer)


def test_heads_of_their_own_are_asked_about_and_remembered(tmp_path: Path, stage: Stage) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Nr;Was zu tun ist;Wer\n1;Mend;Ruritania Police\n", encoding="utf-8")
    one = send_list(
        kind=ACTIONS, workspace=stage.workspace, name="own", read=read(path, stage.workspace), by=stage.officer
    )
    assert one.state == ListState.ASKED
    one = say_heads(
        sent=one, kind=ACTIONS, heads={"Nr": "reference", "Was zu tun ist": "wording", "Wer": ""}, by=stage.officer
    )
    assert (one.state, one.not_read) == (ListState.TRIED, ["Wer"])
    again = send_list(
        kind=ACTIONS, workspace=stage.workspace, name="own", read=read(path, stage.workspace), by=stage.officer
    )
    assert (again.state, again.not_read) == (ListState.TRIED, ["Wer"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "blank"), ("one\n", "no row of it has heads"), ("number,wording\n", "no line below its heads"),
        ("number,wording\n" + "1,x\n" * 5_001, "5,001 lines"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_in_words(
    content: str, words: str, tmp_path: Path, workspace: Workspace
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Exception, match=words):
        read(path, workspace)


def test_days_are_read_as_people_write_them_and_a_month_is_none() -> None:
    written = ("2024-04-01", "01/04/2024", "1.4.2024", "1 April 2024", "1 Apr 2024", "2024-04-01 00:00:00")
    assert {str(day_of(text)) for text in written} == {"2024-04-01"}
    assert {day_of(text) for text in ("April 2024", "Q1", "soon", "31/02/2024", "2024")} == {None}
