"""Lists of actions: what comes out goes in, what changes is shown first, and all of it can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.actions import Said, Undertaken
from frankpledge.domain.action_log.models import Action, Report, Slip
from frankpledge.domain.action_log.presenters import listing
from frankpledge.domain.action_log.queries import line_of
from frankpledge.domain.action_log.rules import NotAnAction, Progress
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.comments.actions import comment
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.rules import NotAList, NotAsShown
from tests.domain.action_log.conftest import TODAY
from tests.domain.action_log.plans import applied, sent, undone
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
NEW = ("wording", "group", "organisation", "agreed_on", "due")
LAMPS = ("Mend the lamps", "Board", "Ruritania Police", "2025-09-03", "2025-12-31")


def exported(workspace: Workspace) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    lines = [line_of(one, on=TODAY) for one in Action.objects.filter(workspace=workspace).order_by("number")]
    found = listing(lines, today=TODAY)
    return found.head, list(found.rows)


def told(one: SentList) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [(change["kind"], [tuple(part) for part in change["parts"]]) for change in one.changes]


def faults(one: SentList) -> list[tuple[int, str, str]]:
    return [(number, column, f"{reason} {cure}".strip()) for _, number, column, reason, cure in one.faults]


def test_what_comes_out_goes_in_and_changes_nothing(
    workspace: Workspace, officer: User, action: Action, given: Undertaken
) -> None:
    actions.move_date(action=action, due=TODAY + timedelta(days=9), reason="a ladder is away", by=officer)
    said = Said(Progress.AT_RISK, words="the ladder\nis away", asks_for=TODAY + timedelta(days=20))
    actions.report_progress(action=action, given=said, by=officer)
    done = actions.add_action(workspace=workspace, given=given, by=officer)
    actions.report_progress(action=done, given=Said(Progress.DONE, evidence="minutes"), by=officer)
    stopped = actions.add_action(workspace=workspace, given=given, by=officer)
    actions.stop_action(action=stopped, reason="not wanted", by=officer)
    head, rows = exported(workspace)
    one = sent(workspace, officer, head, *rows)
    assert (one.changes, one.faults, one.unchanged, one.not_read) == ([], [], 3, [])
    with pytest.raises(NotAList, match="it changes nothing"):
        applied(one, officer)


def test_a_new_line_is_added_only_when_the_list_is_taken_in(workspace: Workspace, officer: User, stage: Stage) -> None:
    one = sent(workspace, officer, NEW, LAMPS)
    assert Action.objects.count() == 0
    assert told(one) == [
        ("new", [
            ("group", "", "Board"), ("organisation", "", "Ruritania Police"), ("by when", "", "31 December 2025"),
        ]),
    ]  # fmt: skip
    applied(one, officer)
    made = Action.objects.get()
    assert (made.wording, made.body, made.due) == ("Mend the lamps", stage.board, date(2025, 12, 31))
    assert sent(workspace, officer, NEW, LAMPS).unchanged == 1


def test_a_date_moves_with_its_reason_and_not_without(workspace: Workspace, officer: User, action: Action) -> None:
    heads = ("number", "due", "reason")
    lacking = sent(workspace, officer, heads[:2], (1, "2026-03-31"))
    assert faults(lacking)[0][:2] == (2, "due")
    assert "it is not said why" in faults(lacking)[0][2]
    one = sent(workspace, officer, heads, (1, "31/03/2026", "the lead left"))
    assert told(one) == [("changed", [("by when", "1 December 2025", "31 March 2026 (the lead left)")])]
    applied(one, officer)
    slip = Slip.objects.get()
    assert (slip.was, slip.now, slip.reason) == (date(2025, 12, 1), date(2026, 3, 31), "the lead left")
    for_all = sent(workspace, officer, heads[:2], (1, "none"), said={"reason": "it goes on"})
    assert told(for_all) == [("changed", [("by when", "31 March 2026", "ongoing (it goes on)")])]


def test_others_are_put_in_charge_words_are_said_and_an_empty_cell_changes_nothing(
    workspace: Workspace, officer: User, action: Action, stage: Stage
) -> None:
    heads = ("number", "organisation", "person", "deputy", "last_words", "said")
    one = sent(
        workspace, officer, heads, (1, "Ruritania Police", "Police commander", "none", "half is done", "Under way")
    )
    assert told(one) == [
        ("changed", [
            ("organisation", "Nevermouth Council", "Ruritania Police"),
            ("person", "Council commander", "Police commander"), ("deputy", "Police commander", ""),
            ("said (under way)", "", "half is done"),
        ]),
    ]  # fmt: skip
    applied(one, officer)
    action.refresh_from_db()
    assert (action.person, action.deputy) == (stage.people["police"], None)
    assert sent(workspace, officer, heads, (1, "", "", "", "", "")).unchanged == 1


def test_an_action_is_completed_with_what_shows_it_stopped_and_opened_again(
    workspace: Workspace, officer: User, action: Action
) -> None:
    heads = ("number", "status", "evidence", "closed_on", "reason")
    bare = sent(workspace, officer, heads, (1, "completed", "", "", ""))
    assert "it is not said what shows that it was done" in faults(bare)[0][2]
    done = sent(workspace, officer, heads, (1, "completed", "minute 4", "2025-11-28", ""))
    assert told(done) == [("changed", [("status", "Open", "Completed (minute 4)")])]
    applied(done, officer)
    action.refresh_from_db()
    assert (action.status, action.closed_on) == ("completed", date(2025, 11, 28))
    applied(sent(workspace, officer, heads, (1, "open", "", "", "the minute is of another")), officer)
    applied(sent(workspace, officer, heads, (1, "stopped", "", "", "no money")), officer)
    action.refresh_from_db()
    assert action.status == "stopped"
    assert [one.said for one in Report.objects.order_by("at")] == ["done", "reopened", "stopped"]


def test_words_that_do_not_say_how_it_stands_are_noted(workspace: Workspace, officer: User, action: Action) -> None:
    one = sent(workspace, officer, ("number", "last_words"), (1, "a meeting was held"))
    assert told(one) == [("changed", [("said (noted)", "", "a meeting was held")])]
    applied(one, officer)
    line = line_of(Action.objects.get(), on=TODAY)
    assert line.standing.contradicts == "the last word of it does not say how it stands"


def test_a_colour_is_no_standing_and_is_kept_as_a_word(workspace: Workspace, officer: User, action: Action) -> None:
    one = sent(workspace, officer, ("number", "said"), (1, "Amber"))
    assert faults(one)[0][:2] == (2, "said")
    assert one.unknown == [["said", "Amber", 1]]
    kept = sent(workspace, officer, ("number", "last_words"), (1, "Amber"))
    applied(kept, officer)
    assert [(report.said, report.words) for report in Report.objects.all()] == [("noted", "Amber")]


def test_what_cannot_be_taken_is_told_with_row_column_and_cure(
    workspace: Workspace, officer: User, action: Action
) -> None:
    heads = ("number", "wording", "group", "organisation", "agreed_on", "due", "slips", "last_words")
    one = sent(
        workspace, officer, heads,
        (99, "x", "", "", "", "", "", ""),
        (1, "", "", "", "2025-09-04", "", "", ""),
        (1, "", "", "", "", "", "7", ""),
        ("", "A new one", "Board", "", "2025-09-03", "", "", ""),
        ("", "A new one", "Board", "Nobody knows it", "2025-09-03", "", "", ""),
        ("", "A new one", "Board", "Ruritania Police", "2025-09-03", "Mar 2026", "", ""),
        ("", "A new one", "Board", "Ruritania Police", "", "", "", ""),
        (1, "", "", "", "", "", "", "w" * 2_001),
    )  # fmt: skip
    assert [(number, column) for number, column, _ in faults(one)] == [
        (2, "number"), (3, "agreed_on"), (4, "slips"), (5, "organisation"), (6, "organisation"), (7, "due"),
        (8, "agreed_on"), (9, ""),
    ]  # fmt: skip
    words = [said for _, _, said in faults(one)]
    assert words[0] == "there is no action 99. Leave it empty for a new one."
    assert "“Nobody knows it” is not known under organisation." in words[4]
    assert words[5] == "“Mar 2026” is not a day. Say on the page what it means, or write 2026-04-01 or 01/04/2026."
    assert words[7] == "what is said of it has 2,001 characters. Say it in 2,000."
    assert one.changes == []


def test_lines_that_are_wrong_are_left_out_only_when_that_is_said(
    workspace: Workspace, officer: User, stage: Stage
) -> None:
    one = sent(workspace, officer, NEW, LAMPS, ("Lost", "Board", "Nobody", "2025-09-03", ""))
    with pytest.raises(NotAList, match="1 line of it cannot be taken"):
        applied(one, officer)
    applied(one, officer, leave_out=True)
    assert [one.wording for one in Action.objects.all()] == ["Mend the lamps"]


def test_two_lines_of_one_action_are_not_both_taken(workspace: Workspace, officer: User, action: Action) -> None:
    one = sent(workspace, officer, ("number", "last_words"), (1, "one"), (1, "other"))
    assert faults(one) == [(3, "", "row 2 is of the same action 1. Leave one.")]


def test_taking_it_back_leaves_the_log_as_it_was(workspace: Workspace, officer: User, action: Action) -> None:
    before = exported(workspace)
    heads = ("number", "wording", "group", "organisation", "agreed_on", "due", "reason", "last_words", "status")
    one = applied(
        sent(
            workspace, officer, heads,
            (1, "Bring it to the board", "", "", "", "2026-01-31", "no quorum", "next time", ""),
            ("", "Mend the lamps", "Board", "Ruritania Police", "2025-09-03", "", "", "begun", ""),
        ),
        officer,
    )  # fmt: skip
    assert Action.objects.count() == 2
    undone(one, officer)
    assert exported(workspace) == before
    assert (Slip.objects.count(), Report.objects.count()) == (0, 0)
    verbs = list(Event.objects.filter(workspace=workspace.pk).order_by("number").values_list("verb", flat=True))
    assert verbs[-3:] == ["action_log.action_taken_out", "action_log.action_put_back", "lists.undone"]
    with pytest.raises(NotAList, match="taken back already"):
        undone(one, officer)


def test_what_was_done_since_is_not_swept_away(workspace: Workspace, officer: User, action: Action) -> None:
    one = applied(sent(workspace, officer, ("number", "last_words"), (1, "begun")), officer)
    actions.report_progress(action=action, given=Said(Progress.UNDER_WAY, words="more"), by=officer)
    with pytest.raises(NotAnAction, match="more was done since to action 1"):
        undone(one, officer)
    new = applied(sent(workspace, officer, NEW, LAMPS), officer)
    made = Action.objects.get(wording="Mend the lamps")
    comment(
        workspace=workspace, kind="action_log.action", about=str(made.pk), words="Which lamps?", mentions=(), by=officer
    )
    with pytest.raises(NotAnAction, match="more was done since to action 2"):
        undone(new, officer)


def test_a_list_that_would_now_change_something_else_is_shown_again(
    workspace: Workspace, officer: User, action: Action
) -> None:
    one = sent(workspace, officer, ("number", "due"), (1, "2026-03-31"), said={"reason": "x"})
    actions.move_date(action=action, due=date(2026, 1, 31), reason="meanwhile", by=officer)
    with pytest.raises(NotAsShown):
        applied(one, officer)
    action.refresh_from_db()
    assert action.due == date(2026, 1, 31)


def test_only_whoever_keeps_the_log_sends_a_list(workspace: Workspace, member: User, stage: Stage) -> None:
    with pytest.raises(NotPermitted):
        sent(workspace, member, NEW, LAMPS)
    assert SentList.objects.count() == 0
