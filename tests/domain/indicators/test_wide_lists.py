"""Wide sheets of values: periods across and indicators down, as partnerships keep them; nothing of them is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.indicators.actions.wide import WIDE
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import Every, Status
from frankpledge.domain.indicators.rules.reading import joined_heads, period_under, read_head, read_period
from frankpledge.domain.performance.presenters.register import wide_listing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.listing import as_xlsx
from frankpledge.ground.lists.actions import apply_list, say_words, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.presenters import remarked
from frankpledge.ground.lists.queries import read_file, sheets_of
from frankpledge.refusal import Refusal
from tests.domain.indicators.conftest import CRIMES, Keep, Register

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 2)
BESIDE = "its other number cannot be taken"
# As partnerships keep it: a title, years over quarters, a row to a number, a column that is no period.
KEPT = """Performance framework 2025/26,,,,,,
,,,2024/25,2025/26,,
Indicator,Ref,Row,Q4,Q1,Q2,Target
Priority 1: domestic abuse,,,,,,
Repeat cases,DA-03,First number,21,20,no data: no return,32%
Repeat cases,DA-03,Second number,84,80,,
Offences,TC-01,,"1,180",1204,n/a,
"""


@pytest.fixture
def pair(register: Register) -> tuple[Indicator, Indicator]:
    """Return an indicator with two numbers, and a count."""
    return register("DA-03", name="Repeat cases"), register("TC-01", CRIMES, name="Offences")


def send(workspace: Workspace, by: User, text: str, folder: Path, **said: str) -> SentList:
    file = folder / "framework.csv"
    file.write_text(text, encoding="utf-8")
    read = read_file(file, called=file.name, kind=WIDE, workspace=workspace)
    return send_list(kind=WIDE, workspace=workspace, name=file.name, read=read, said=said, by=by)


def told(sent: SentList) -> list[tuple[int, str, str]]:
    return [(row, column, reason) for _, row, column, reason, _ in sent.faults]


def test_a_sheet_as_it_is_kept_is_read_cell_by_cell_and_what_is_wrong_stands_at_its_cell(
    pair: tuple[Indicator, Indicator], workspace: Workspace, analyst: User, tmp_path: Path
) -> None:
    sent = send(workspace, analyst, KEPT, tmp_path)
    assert told(sent) == [
        (5, "Target", "“Target” is not known under period."),
        (7, "2025/26 Q2", "“n/a” is no number."),
    ]
    words = {("period", "Target"): "-"}
    said = say_words(sent=sent, kind=WIDE, words=words, by=analyst)
    assert (told(said), said.left_out) == ([(7, "2025/26 Q2", "“n/a” is no number.")], 1)
    copy = remarked(said, sheets_of(said), WIDE, today=TODAY)
    assert copy.head == (
        "Indicator",
        "Ref",
        "Row",
        "2024/25 Q4",
        "2025/26 Q1",
        "2025/26 Q2",
        "Target",
        "What to put right",
    )
    assert [row[-1] for row in copy.rows][-1].startswith("2025/26 Q2: “n/a” is no number.")  # type: ignore[union-attr]
    assert not Value.objects.exists()  # a trial leaves no trace
    apply_list(sent=said, kind=WIDE, leave_out=True, by=analyst)
    cases, offences = pair
    values = known_values(pair)
    assert [(one.starts, one.figure, one.missing) for one in values[cases]] == [
        (date(2025, 1, 1), 25, ""), (date(2025, 4, 1), 25, ""), (date(2025, 7, 1), None, "no return"),
    ]  # fmt: skip
    assert [one.figure for one in values[offences]] == [1180, 1204]
    said.refresh_from_db()
    undo_list(sent=said, kind=WIDE, by=analyst)
    assert known_values(pair) == {cases: (), offences: ()}


def test_of_a_row_with_one_wrong_cell_the_page_says_which_cells_are_taken_and_which_are_left_out(
    pair: tuple[Indicator, Indicator], workspace: Workspace, analyst: User, tmp_path: Path, client: Client
) -> None:
    text = (
        "reference,number,2025/26 Q1,2025/26 Q2\nDA-03,First number,20,some\nDA-03,Second number,80,84\n"
        "TC-99,,5,6\nTC-01,,1204,n/a\n"
    )
    sent = send(workspace, analyst, text, tmp_path)
    client.force_login(analyst)
    page = unescape(client.get(reverse("performance:wide_list_one", args=(workspace.slug, sent.pk))).content.decode())
    assert "It would make 2 changes, 1 row and 3 cells wrong. Nothing is changed yet." in page
    assert "Take in what is right, and leave 1 row and 3 cells out" in page
    assert "Cases heard before within twelve months, row 2: 20; Cases heard, row 3: 80" in page
    assert "Offences, row 5: 1204" in page
    assert (3, "2025/26 Q2", f"{BESIDE}, so this one is left out too.") in told(sent)
    with pytest.raises(Refusal, match="1 row and 3 cells of it cannot be taken"):
        apply_list(sent=sent, kind=WIDE, by=analyst)
    client.post(reverse("performance:wide_list_apply", args=(workspace.slug, sent.pk)), {"leave_out": "1"})
    assert [[one.figure for one in values] for values in known_values(pair).values()] == [[25], [1204]]
    page = client.get(reverse("performance:wide_list_one", args=(workspace.slug, sent.pk))).content.decode()
    assert "Taken in: 2 changes, 1 row and 3 cells wrong, and left out." in page


def test_a_sheet_that_left_comes_back_and_changes_nothing(
    pair: tuple[Indicator, Indicator], keep: Keep, workspace: Workspace, analyst: User, tmp_path: Path
) -> None:
    keep(pair[0], "2025/26 Q1", 20, 80)
    keep(pair[0], "2025/26 Q2", None, missing="No return")
    keep(pair[1], "2025/26 Q1", 1234)
    file = tmp_path / "values.xlsx"
    file.write_bytes(as_xlsx(wide_listing(Indicator.objects.all(), today=TODAY)))
    read = read_file(file, called=file.name, kind=WIDE, workspace=workspace)
    sent = send_list(kind=WIDE, workspace=workspace, name=file.name, read=read, by=analyst)
    assert (sent.faults, sent.changes, sent.unchanged) == ([], [], 4)


@pytest.mark.parametrize(
    ("rows", "where", "reason"),
    [
        ("DA-03,First number,90\nDA-03,Second number,80", (2, "2025/26 Q1"), "90 of 80 is more than all of them."),
        ("DA-03,First number,20", (2, "2025/26 Q1"), "of how many is not said."),
        ("DA-03,,120%", (2, "2025/26 Q1"), "a percentage is at most 100."),
        (
            "DA-03,,25\nDA-03,First number,20",
            (2, "2025/26 Q1"),
            "a figure is written down, or the numbers",
        ),
        ("TC-01,,no data", (2, "2025/26 Q1"), "there is no data, and it is not said why."),
        ("TC-01,,5\nTC-01,,6", (3, "2025/26 Q1"), "row 2 says this number already."),
        ("TC-99,,5", (2, "reference"), "there is no indicator “TC-99”."),
        ("TC-01,,-5", (2, "2025/26 Q1"), "a count is never below nothing."),
    ],
)
def test_each_wrong_cell_says_what_and_where(
    rows: str, where: tuple[int, str], reason: str, pair: tuple[Indicator, Indicator], workspace: Workspace,
    analyst: User, tmp_path: Path,
) -> None:  # fmt: skip
    sent = send(workspace, analyst, f"reference,number,2025/26 Q1\n{rows}\n", tmp_path)
    first, *others = sorted(told(sent), key=lambda one: one[2].startswith(BESIDE))
    assert first[:2] == where
    assert first[2].startswith(reason)
    assert {one[2].partition(",")[0] for one in others} <= {BESIDE}  # what stands beside it is left out too, and told
    assert (sent.changes, sent.unchanged) == ([], 0)


def test_a_number_that_differs_needs_a_reason_and_keeps_what_the_sheet_does_not_say(
    pair: tuple[Indicator, Indicator], keep: Keep, workspace: Workspace, analyst: User, tmp_path: Path
) -> None:
    keep(pair[0], "2025/26 Q1", 20, 80, known=datetime(2025, 7, 20, tzinfo=UTC))
    text = "reference,number,2025/26 Q1\nDA-03,First number,22\n"
    (fault,) = told(send(workspace, analyst, text, tmp_path))
    assert fault[2] == "there is a value of this period already."
    sent = send(workspace, analyst, text, tmp_path, reason="Two came late")
    apply_list(sent=sent, kind=WIDE, by=analyst)
    (value,) = known_values(pair)[pair[0]]
    assert (value.numbers.numerator, value.numbers.denominator) == (Decimal(22), Decimal(80))
    assert (value.because, value.status, value.times) == ("Two came late", Status.REVISED, 2)
    same = send(workspace, analyst, "reference,2025/26 Q1\nDA-03,27.5%\n", tmp_path)
    assert (same.faults, same.changes, same.unchanged) == ([], [], 1)  # the figure that its numbers make


def test_months_under_years_are_read_for_monthly_indicators(
    register: Register, workspace: Workspace, analyst: User, tmp_path: Path
) -> None:
    monthly = register("TC-02", replace(CRIMES, every=Every.MONTH))
    text = "Indicator,2024/25,,2025/26\n,Feb,Mar,Apr\nIndicator TC-02,5,6,7\n"
    sent = send(workspace, analyst, text, tmp_path)
    apply_list(sent=sent, kind=WIDE, by=analyst)
    values = known_values([monthly])[monthly]
    assert [(str(one.starts), str(one.ends)) for one in values] == [
        ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-31"), ("2025-04-01", "2025-04-30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q2 2025/26", "2025/26 Q2"),
        ("Quarter 2 25/26", "2025/26 Q2"),
        ("25-26 Qtr 2", "2025/26 Q2"),
        ("Sept-25", "September 2025"),
        ("09/2025", "September 2025"),
        ("FY 2025/26", "2025/26"),
        ("2025", "2025-01-01 to 2025-12-31"),
        ("2025-07-01 00:00:00", "2025-07-01"),
        ("2025/27", None),
        ("Q5 2025/26", None),
        ("Target", None),
        ("2025/26 total", None),
    ],
)
def test_a_head_is_read_as_people_write_periods(text: str, found: str | None) -> None:
    assert read_head(text) == found
    if found and found != "2025-07-01":
        assert read_period(found) == read_period(text)


def test_a_day_over_a_column_is_the_period_that_it_begins_or_ends() -> None:
    assert period_under("2025-07-01", Every.MONTH) == (date(2025, 7, 1), date(2025, 7, 31))
    assert period_under("2025-07-01", Every.QUARTER) == (date(2025, 7, 1), date(2025, 9, 30))
    assert period_under("2025-09-30", Every.QUARTER) == (date(2025, 7, 1), date(2025, 9, 30))
    assert period_under("2025-08-01", Every.QUARTER) is None
    assert period_under("2025-07-01", Every.WAVE) is None


def test_heads_in_one_row_stay_as_they_are() -> None:
    rows = [(1, ["reference", "2025/26 Q1"]), (2, ["DA-03", "5"])]
    assert joined_heads(rows, 0) == (0, ["reference", "2025/26 Q1"])
