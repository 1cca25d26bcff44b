"""Lists of values: the same file in and out, clear answers to what is wrong, and back again as one deed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frankpledge.domain.indicators.actions import publish_value
from frankpledge.domain.indicators.actions.lists import VALUES
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import NotAValue
from frankpledge.domain.indicators.rules.reading import read_period, written_period
from frankpledge.domain.performance.presenters.values import HEAD, values_listing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet, read_file
from frankpledge.ground.lists.rules import NotAList
from tests.domain.indicators.conftest import CRIMES, Keep, Register

pytestmark = pytest.mark.django_db
HEADS = ("reference", "period", "numerator", "denominator", "missing", "because")


@pytest.fixture
def repeats(register: Register) -> Indicator:
    return register("DA-03")


def send(workspace: Workspace, by: User, *rows: list[str], heads: tuple[str, ...] = HEADS) -> SentList:
    lines = tuple((0, at, row) for at, row in enumerate(rows, start=2))
    return send_list(
        kind=VALUES, workspace=workspace, name="values.xlsx", read=Read((Sheet("a", 1, heads),), lines), by=by
    )


def test_new_values_are_written_down_and_taken_back_as_one_deed(
    workspace: Workspace, analyst: User, repeats: Indicator
) -> None:
    sent = send(
        workspace,
        analyst,
        ["DA-03", "2025/26 Q1", "20", "80", "", ""],
        ["da-03", "2025/26 Q2", "", "", "No return", ""],
    )
    assert not repeats.values.exists()  # a trial leaves no trace
    apply_list(sent=sent, kind=VALUES, leave_out=False, by=analyst)
    first, second = known_values([repeats])[repeats]
    assert (first.figure, second.missing) == (25, "No return")
    sent.refresh_from_db()
    undo_list(sent=sent, kind=VALUES, by=analyst)
    assert known_values([repeats])[repeats] == ()


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (["DA-03", "2025/26 Q1", "twenty", "80", "", ""], "numerator", "“twenty” is no number."),
        (["DA-03", "2025/26 Q1", "90", "80", "", ""], "numerator", "90 of 80 is more than all of them."),
        (["DA-03", "2025/26 Q1", "20", "", "", ""], "denominator", "of how many is not said."),
        (["DA-03", "2025/26 Q5", "20", "80", "", ""], "period", "“2025/26 Q5” is no period."),
        (["DA-99", "2025/26 Q1", "20", "80", "", ""], "reference", "there is no indicator “DA-99”."),
        (["DA-03", "2025/26 Q1", "20", "80", "Lost", ""], "missing", "a period has a value, or a reason"),
        (["DA-03", "2025/26 Q1", "", "", "", ""], "numerator", "there is no number and no reason why not."),
        (["DA-03", "2025/26 Q1", "20.5", "80", "", ""], "numerator", "20.5 is not a whole number."),
        (["DA-03", "2025/26 Q1", "-2", "80", "", ""], "numerator", "a count is never below nothing."),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    row: list[str], column: str, reason: str, workspace: Workspace, analyst: User, repeats: Indicator
) -> None:
    sent = send(workspace, analyst, row)
    (fault,) = sent.faults
    assert fault[2] == column
    assert fault[3].startswith(reason)


def test_a_percentage_over_a_hundred_is_no_percentage(workspace: Workspace, analyst: User, repeats: Indicator) -> None:
    heads = ("reference", "period", "printed")
    (fault,) = send(workspace, analyst, ["DA-03", "2025/26 Q1", "120%"], heads=heads).faults
    assert (fault[2], fault[3]) == ("printed", "a percentage is at most 100.")


def test_a_period_that_is_there_twice_is_told(workspace: Workspace, analyst: User, repeats: Indicator) -> None:
    row = ["DA-03", "2025/26 Q1", "20", "80", "", ""]
    (fault,) = send(workspace, analyst, row, row).faults
    assert fault[3] == "row 2 is of the same period."


def test_a_value_that_differs_needs_a_reason(
    workspace: Workspace, analyst: User, repeats: Indicator, keep: Keep
) -> None:
    keep(repeats, "2025/26 Q1", 20, 80, known=datetime(2025, 7, 20, tzinfo=UTC))
    (fault,) = send(workspace, analyst, ["DA-03", "2025/26 Q1", "22", "80", "", ""]).faults
    assert fault[2] == "because"
    sent = send(workspace, analyst, ["DA-03", "2025/26 Q1", "22", "80", "", "Two late"])
    assert sent.faults == []


def test_ten_thousand_lines_are_refused_with_how_many_are_taken(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    lines = "DA-03,2025/26 Q1,20,80\n" * 10_000
    file.write_text(f"reference,period,numerator,denominator\n{lines}", encoding="utf-8")
    with pytest.raises(NotAList, match="10,000 lines, and 5,000 are taken"):
        read_file(file, called="values.csv", kind=VALUES, workspace=workspace)


def test_the_file_that_leaves_comes_back_and_changes_nothing(
    workspace: Workspace, analyst: User, repeats: Indicator, register: Register, keep: Keep
) -> None:
    keep(repeats, "2025/26 Q1", 20, 80, status="final")  # type: ignore[arg-type]
    keep(repeats, "2025/26 Q2", None, missing="No return")
    keep(register("TC-01", CRIMES), "2025/26 Q1", 1234)
    left = values_listing([repeats, Indicator.objects.get(reference="TC-01")], today=date(2025, 12, 2))
    rows = [["" if cell is None else str(cell) for cell in row] for row in left.rows]
    sent = send(workspace, analyst, *rows, heads=HEAD)
    assert (sent.faults, sent.changes) == ([], [])


def test_a_list_whose_values_the_board_has_seen_is_not_taken_back(
    workspace: Workspace, analyst: User, people: dict[Role, User], repeats: Indicator
) -> None:
    sent = send(workspace, analyst, ["DA-03", "2025/26 Q1", "20", "80", "", ""])
    apply_list(sent=sent, kind=VALUES, leave_out=False, by=analyst)
    publish_value(value=repeats.values.get(), by=people[Role.LEAD])
    sent.refresh_from_db()
    with pytest.raises(NotAValue, match="before the board"):
        undo_list(sent=sent, kind=VALUES, by=analyst)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025/26 Q2", (date(2025, 7, 1), date(2025, 9, 30))),
        ("2025-26 q2", (date(2025, 7, 1), date(2025, 9, 30))),
        ("September 2025", (date(2025, 9, 1), date(2025, 9, 30))),
        ("2025-09", (date(2025, 9, 1), date(2025, 9, 30))),
        ("2025/26", (date(2025, 4, 1), date(2026, 3, 31))),
        ("2025-10-06 to 2025-11-14", (date(2025, 10, 6), date(2025, 11, 14))),
        ("2025-11-14 to 2025-10-06", None),
        ("2025-13-14 to 2025-10-06", None),
        ("2025/27", None),
        ("last quarter", None),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, found: tuple[date, date] | None) -> None:
    assert read_period(text) == found
    if found:
        assert read_period(written_period(*found)) == found
