"""Two versions of a real action plan: columns said once, words kept as said, the second a difference over the first.

Counts were made by hand from the workbooks. Nothing of them stands here but their heads and numbers.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.domain.action_log.models import Action, Report
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import apply_list, say_heads, say_words, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import read_file
from frankpledge.ground.lists.rules import ListState
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
FIRST, SECOND = "smokefree_west_sussex_action_plan.xlsx", "smokefree_west_sussex_action_plan_update_2020-01.xlsx"
HEADS = {
    "ap_number": "reference", "ap_text": "wording", "success": "evidence_wanted", "partners": "organisation",
    "progress": "words", "achieved": "words",
}  # fmt: skip
ALL_HEADS = [
    "ap_number", "ap_title", "ap_text", "success", "partners", "progress", "achieved", "hic_number", "hic_label",
    "hic_class", "timeframe", "level", "Clarity required",
]  # fmt: skip


@pytest.fixture
def plans(shared_data: Path) -> Path:
    return shared_data / "partnership"


def cells(path: Path) -> list[dict[str, str]]:
    """Return the rows of a workbook, read without our own reader."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    head, *rows = [["" if cell is None else str(cell).strip() for cell in row] for row in sheet.values]
    return [dict(zip(head, row, strict=True)) for row in rows if any(row)]


def sent(path: Path, stage: Stage, body: object) -> SentList:
    read = read_file(path, called=path.name, kind=ACTIONS, workspace=stage.workspace)
    said = {"group": str(body), "agreed_on": "2019-04-01"}
    return send_list(
        kind=ACTIONS, workspace=stage.workspace, name=path.name, read=read, said=said, by=stage.officer
    )  # fmt: skip


def partners_are(one: SentList, stage: Stage, **others: str) -> SentList:
    """Say that every phrase for partners that is not known means one organisation, but for those named."""
    council = str(stage.organisations["council"].pk)
    words = {(column, word): others.get(word, council) for column, word, _ in one.unknown}
    return say_words(sent=one, kind=ACTIONS, words=words, by=stage.officer)


@pytest.fixture
def group(workspace: Workspace, stage: Stage, officer: User) -> object:
    return create_body(workspace=workspace, name="A task group", kind="task_group", by=officer).pk


@pytest.fixture
def first(plans: Path, stage: Stage, group: object) -> SentList:
    """Return the first plan, its heads and partners said."""
    one = sent(plans / FIRST, stage, group)
    assert (one.state, one.not_read, one.changes) == (ListState.ASKED, ALL_HEADS, [])
    one = say_heads(sent=one, kind=ACTIONS, heads=HEADS, by=stage.officer)
    assert {column for column, *_ in one.unknown} == {"organisation"}
    assert (len(one.unknown), sum(count for *_, count in one.unknown)) == (16, 73)
    return partners_are(one, stage)


def test_the_first_plan_is_all_new_and_its_colours_are_words(first: SentList, stage: Stage, plans: Path) -> None:
    assert (first.faults, first.unchanged, first.notes) == ([], 0, [])
    assert [change["kind"] for change in first.changes] == ["new"] * 73
    assert first.not_read == [head for head in ALL_HEADS if head not in HEADS]
    apply_list(sent=first, kind=ACTIONS, by=stage.officer)
    assert Action.objects.count() == 73
    assert "35" not in set(Action.objects.values_list("reference", flat=True))
    assert not Action.objects.exclude(due=None).exists()
    reports = list(Report.objects.all())
    assert len(reports) == 58
    assert {one.said for one in reports} == {Progress.NOTED}
    told = {one.action.reference: one.words for one in Report.objects.select_related("action")}
    for row in cells(plans / FIRST):
        said = [f"{head}: {row[head]}" for head in ("progress", "achieved") if row[head]]
        assert told.get(row["ap_number"], "") == "\n".join(said)


def test_the_second_plan_is_a_difference_over_the_first_and_both_go_back(
    first: SentList, stage: Stage, group: object, plans: Path
) -> None:
    officer = stage.officer
    apply_list(sent=first, kind=ACTIONS, by=officer)
    before = list(Action.objects.order_by("number").values())
    second = sent(plans / SECOND, stage, group)
    assert second.state == ListState.TRIED
    assert "January update" in second.not_read
    assert len(second.unknown) == 4
    second = say_heads(sent=second, kind=ACTIONS, heads={"January update": "words"}, by=officer)
    second = partners_are(second, stage, **{"All NHS partners": "-"})
    assert second.faults == []
    assert ({change["kind"] for change in second.changes}, len(second.changes)) == ({"changed"}, 64)
    assert (second.unchanged, second.left_out) == (6, 1)
    assert second.notes == [
        "2 of the actions that have a number in this plan are not in the list: 9, 67. They stay as they are."
    ]
    apply_list(sent=second, kind=ACTIONS, by=officer)
    assert Action.objects.count() == 73
    assert max(len(one.words) for one in Report.objects.all()) == 1_003
    undo_list(sent=SentList.objects.get(pk=second.pk), kind=ACTIONS, by=officer)
    assert list(Action.objects.order_by("number").values()) == before
    assert Report.objects.count() == 58
    undo_list(sent=SentList.objects.get(pk=first.pk), kind=ACTIONS, by=officer)
    assert Action.objects.count() == 0


def test_without_the_update_column_the_second_changes_what_was_put_right_alone(
    first: SentList, stage: Stage, group: object, plans: Path
) -> None:
    apply_list(sent=first, kind=ACTIONS, by=stage.officer)
    second = partners_are(sent(plans / SECOND, stage, group), stage)
    said_again = {str(one.organisation_id) for one in Action.objects.all()}
    assert len(said_again) == 1  # whoever means whom, one organisation was said for all: no change of it is told
    old, new = ({row["ap_number"]: row for row in cells(plans / name)} for name in (FIRST, SECOND))

    def differs(number: str) -> bool:
        was, now = old[number], new[number]
        plain = {head: (" ".join(was[head].lower().split()), " ".join(now[head].lower().split())) for head in HEADS}
        put_right = any(plain[head][1] and plain[head][0] != plain[head][1] for head in ("ap_text", "success"))
        words = [plain[head] for head in ("progress", "achieved")]
        return put_right or (any(now for _, now in words) and any(was != now for was, now in words))

    assert len(second.changes) == sum(differs(number) for number in new)
