"""What a report draws from the record, who may edit and approve it, and how it comes before the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from frankpledge.domain.action_log import actions as log
from frankpledge.domain.action_log.actions import Said
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.people import appoint, tie_account
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.highlights import actions
from frankpledge.domain.highlights.actions import Edited
from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.queries import edition_of, report_of, shown_lines
from frankpledge.domain.highlights.queries.drawing import drawn
from frankpledge.domain.highlights.registry import HOME
from frankpledge.domain.highlights.rules import NotAReport, Part, Period, differences
from frankpledge.domain.meetings.actions.planning import cancel_meeting, plan_meeting, remove_item
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.rules import NotAMeeting
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.queries import document_of, formats_of
from frankpledge.ground.documents.rules import OwnWork, WrongState
from frankpledge.ground.registry import HomeRequest
from tests.domain.bodies.stage import Stage
from tests.domain.highlights.conftest import PERIOD, TODAY

HTML = ("html",)


def again(report: HighlightReport, viewer: User) -> HighlightReport:
    found = report_of(report.pk, workspace=report.workspace, viewer=viewer)
    assert found is not None
    return found


def told(report: HighlightReport, part: Part) -> list[str]:
    return [f"{one.label}: {one.said}" for one in ReportLine.objects.filter(report=report, part=part).order_by("order")]


@pytest.fixture
def report(lived: Body, officer: User) -> HighlightReport:
    return actions.draft_report(body=lived, period=PERIOD, by=officer)


@pytest.fixture
def board(stage: Stage, officer: User) -> Meeting:
    return plan_meeting(workspace=stage.workspace, body=stage.board, on=date(2025, 12, 10), by=officer)


def test_a_report_tells_what_was_done_late_and_stopped(report: HighlightReport) -> None:
    action, line = told(report, Part.DONE)
    assert action.startswith("Action 1: Count lamps. Nevermouth Council: completed on 3 October 2025, 2 days after its")
    assert action.endswith(" date. Forty of them.")
    assert line.startswith("Plan 2025/26, line 1: Sweep. Nevermouth Council: done on 12 November 2025, 43 days after")
    assert line.endswith(" its quarter. Swept.")
    assert told(report, Part.LATE) == [
        "Action 2: Mend lamps. Nevermouth Council: due on 1 November 2025, 31 days late. No ladder.",
        "Plan 2025/26, line 3: Scrub. Nevermouth Council: due in Q2, July to September 2025, 63 days late.",
    ]
    assert told(report, Part.STOPPED) == [
        "Action 3: Buy a boat. Nevermouth Council: stopped on 2 December 2025. Too dear.",
        "Plan 2025/26, line 5: Wax. Nevermouth Council: dropped on 2 December 2025. Nobody wants it.",
    ]


def test_a_report_tells_what_moved_with_its_reason_and_what_comes_next(report: HighlightReport) -> None:
    assert told(report, Part.SLIPPED) == [
        "Action 4: Paint the quay. From 2 December 2025 to 31 January 2026: Rain.",
        "Plan 2025/26, line 2: Wash. From Q3 to Q4: No water.",
    ]
    assert told(report, Part.NEXT) == ["Action 4: Paint the quay. Nevermouth Council: due on 31 January 2026."]
    longer = actions.draft_report(body=report.body, period=Period(date(2025, 4, 1), TODAY), by=report.drafted_by)
    assert [words.split(":")[0] for words in told(longer, Part.NEXT)] == [
        "Action 4", "Plan 2025/26, line 2", "Plan 2025/26, line 4",
    ]  # fmt: skip


def test_a_report_tells_risks_decisions_questions_and_answers(report: HighlightReport) -> None:
    (risk,) = told(report, Part.RISKS)
    assert risk.startswith("Risk 1: The quay floods. Nevermouth Council: 16 of 25")
    assert "Raised on 12 November 2025" in risk
    assert told(report, Part.DECISIONS) == [
        "Decision 1: To count again. Taken on 12 November 2025: It is dark.",
    ]
    (sought,) = told(report, Part.SOUGHT)
    assert sought.startswith(
        "Escalation 1: Money for lamps: Money for lamps, please. Asked on 12 November 2025, for an"
    )
    assert sought.endswith(" answer by 31 December 2025. We have none.")
    (answered,) = told(report, Part.ANSWERED)
    assert answered.startswith("Escalation 2: A word to the port: A word to the port, please. ")
    assert answered.endswith("Board answered on 2 December 2025 (decision 4): It was said.")
    assert report.asks == "Money for lamps, please"


def test_a_report_tells_meetings_held_and_cancelled_and_who_came_by_seat(report: HighlightReport) -> None:
    assert told(report, Part.MEETINGS) == [
        "12 November 2025: No quorum is set. 1 of 2 members are there.",
        "26 November 2025: Cancelled: Snow.",
    ]
    assert told(report, Part.ATTENDANCE) == [
        "Chair: 1 of 1 meeting, Nevermouth Council.",
        "Port: 1 of 1 meeting, Ruritania Police. 1 by a substitute.",
    ]


def test_nothing_of_another_group_or_of_a_restricted_item_is_told(
    report: HighlightReport, stage: Stage, officer: User
) -> None:
    assert "To tell nobody" not in str([one.said for one in report.lines.all()])
    assert drawn(stage.board, PERIOD, viewer=officer) == ()


def test_with_nothing_to_report_the_draft_says_so(group: Body, officer: User) -> None:
    made = actions.draft_report(body=group, period=PERIOD, by=officer)
    assert not made.lines.exists()
    tree = document_of(made.paper)
    assert "Harbour has nothing to report" in str(tree.sections)
    with pytest.raises(NotAReport, match="Harbour has a report for 3 September 2025"):
        actions.draft_report(body=group, period=PERIOD, by=officer)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.LEAD}))
def test_nobody_else_drafts_or_edits(
    role: Role, people: dict[Role, User], report: HighlightReport, board: Meeting
) -> None:
    who = people[role]
    for deed in (
        lambda: actions.draft_report(body=report.body, period=Period(TODAY, TODAY), by=who),
        lambda: actions.edit_report(report=report, given=Edited(), by=who),
        lambda: actions.take_changes(report=report, by=who),
        lambda: actions.send_report(report=report, by=who),
        lambda: actions.put_before(report=report, meeting=board, by=who),
        lambda: actions.correct_report(report=report, note="No", by=who),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_edited_words_stay_tied_to_their_row(report: HighlightReport, officer: User) -> None:
    first, second, *_ = report.lines.order_by("order")
    given = Edited(
        lead="A dark autumn",
        asks="Money",
        words={first.pk: "Forty lamps were counted"},
        left_out=frozenset([second.pk]),
        added=((Part.NEXT, "Thank the counters"), (Part.DONE, " ")),
    )
    actions.edit_report(report=report, given=given, by=officer)
    kept = again(report, officer)
    line = kept.lines.get(pk=first.pk)
    assert (line.said, line.kind, line.about) == ("Forty lamps were counted", first.kind, first.about)
    assert second.pk not in {one.pk for one in shown_lines(kept)}
    assert "Added by hand: Thank the counters" in told(kept, Part.NEXT)
    tree = str(document_of(kept.paper))
    for words in ("A dark autumn", "Forty lamps were counted", "Thank the counters"):
        assert words in tree
    assert "Swept" not in tree
    same = {one.pk: one.drawn for one in kept.lines.exclude(drawn="")}
    actions.edit_report(report=kept, given=Edited(words=same), by=officer)
    assert again(kept, officer).lines.get(pk=first.pk).words == ""
    assert ReportLine.objects.filter(report=report, label="Added by hand").exists()
    with pytest.raises(NotAReport, match="601 characters"):
        actions.edit_report(report=kept, given=Edited(words={first.pk: "x" * 601}), by=officer)


def test_a_line_by_hand_goes_when_its_words_go_and_an_empty_one_is_left_out(
    report: HighlightReport, officer: User
) -> None:
    actions.edit_report(report=report, given=Edited(added=((Part.DONE, "By hand"),)), by=officer)
    own = report.lines.get(words="By hand")
    drawn_one = report.lines.order_by("order")[0]
    actions.edit_report(report=again(report, officer), given=Edited(words={own.pk: "", drawn_one.pk: ""}), by=officer)
    assert not ReportLine.objects.filter(pk=own.pk).exists()
    assert report.lines.get(pk=drawn_one.pk).left_out


def test_what_changed_in_the_record_is_told_and_taken_over(
    report: HighlightReport, officer: User, undertake: Callable[..., Action]
) -> None:
    lines = {one.label: one for one in report.lines.filter(part=Part.LATE)}
    given = Edited(words={lines["Action 2"].pk: "The ladder is away"}, added=((Part.NEXT, "By hand"),))
    actions.edit_report(report=report, given=given, by=officer)
    late = Action.objects.get(number=2)
    log.report_progress(action=late, given=Said(Progress.DONE, "", "They burn"), by=officer)
    undertake("Buy a ladder", date(2025, 12, 20))
    kept = [line.as_drawn for line in again(report, officer).lines.all() if line.drawn]
    found = differences(kept, drawn(report.body, PERIOD, viewer=officer))
    assert {(one.how, one.part, one.label) for one in found} == {
        ("new", Part.DONE, "Action 2"), ("new", Part.NEXT, "Action 6"), ("gone", Part.LATE, "Action 2"),
    }  # fmt: skip
    actions.take_changes(report=again(report, officer), by=officer)
    taken = again(report, officer)
    assert "Action 2: The ladder is away" in told(taken, Part.LATE)  # somebody wrote it: theirs to take out
    assert any(
        words.startswith("Action 2: Mend lamps. Nevermouth Council: completed") for words in told(taken, Part.DONE)
    )
    assert any(words.startswith("Action 6: Buy a ladder") for words in told(taken, Part.NEXT))
    assert "Added by hand: By hand" in told(taken, Part.NEXT)
    kept = [line.as_drawn for line in taken.lines.all() if line.drawn]
    assert differences(kept, drawn(report.body, PERIOD, viewer=officer)) == ()
    actions.take_changes(report=taken, by=officer)
    assert again(report, officer).lines.count() == taken.lines.count()


def test_a_second_person_approves_and_it_is_kept_in_every_format(
    report: HighlightReport, people: dict[Role, User], officer: User
) -> None:
    lead, member = people[Role.LEAD], people[Role.MEMBER]
    actions.edit_report(report=report, given=Edited(lead="Dark"), by=lead)
    sent = actions.send_report(report=again(report, officer), by=officer)
    with pytest.raises(NotAReport, match="was sent for approval"):
        actions.edit_report(report=again(report, officer), given=Edited(), by=officer)
    with pytest.raises(NotAReport, match="was sent for approval"):
        actions.take_changes(report=again(report, officer), by=officer)
    for writer in (officer, lead):
        with pytest.raises(OwnWork):
            actions.approve_report(report=again(report, officer), by=writer, formats=HTML)
    edition = actions.approve_report(report=again(sent, officer), by=member)
    assert set(formats_of(edition)) == set(FORMATS)
    assert edition_of(report) == edition
    with pytest.raises(WrongState):
        actions.send_report(report=again(report, officer), by=officer)


def test_it_is_returned_with_what_is_wrong(report: HighlightReport, people: dict[Role, User], officer: User) -> None:
    actions.send_report(report=report, by=officer)
    back = actions.return_report(report=again(report, officer), reason="Say more", by=people[Role.MEMBER])
    assert back.paper.returned_because == "Say more"
    actions.edit_report(report=again(report, officer), given=Edited(lead="More"), by=officer)


def approved(report: HighlightReport, officer: User, second: User) -> HighlightReport:
    actions.send_report(report=report, by=officer)
    actions.approve_report(report=report, by=second, formats=HTML)
    return again(report, officer)


def test_it_is_put_before_the_board_with_the_decision_sought(
    report: HighlightReport, people: dict[Role, User], officer: User, board: Meeting
) -> None:
    with pytest.raises(NotAReport, match="not approved yet"):
        actions.put_before(report=report, meeting=board, by=officer)
    done = approved(report, officer, people[Role.MEMBER])
    item = actions.put_before(report=done, meeting=board, by=officer)
    assert (item.title, item.asks, item.kind) == (
        "Highlight report: Harbour", "Money for lamps, please", "decision",
    )  # fmt: skip
    assert item.paper == edition_of(report)
    one = Escalation.objects.get(number=1)
    assert (one.state, one.agenda_words) == ("on_agenda", f"Board, 10 December 2025, item {item.order}")
    assert Escalation.objects.get(number=2).state == "answered"
    count = board.items.count()
    actions.put_before(report=again(report, officer), meeting=board, by=officer)
    assert board.items.count() == count
    remove_item(item=again(report, officer).item, by=officer)  # type: ignore[arg-type]
    assert again(report, officer).item is None


def test_a_correction_is_another_edition_that_renews_the_item(
    report: HighlightReport, people: dict[Role, User], officer: User, board: Meeting
) -> None:
    with pytest.raises(NotAReport, match="not approved yet"):
        actions.correct_report(report=report, note="A slip", by=officer)
    done = approved(report, officer, people[Role.MEMBER])
    item = actions.put_before(report=done, meeting=board, by=officer)
    actions.correct_report(report=again(report, officer), note="Forty-one lamps", by=officer)
    with pytest.raises(NotAReport, match="not approved yet"):
        actions.put_before(report=again(report, officer), meeting=board, by=officer)
    second = approved(again(report, officer), officer, people[Role.MEMBER])
    actions.put_before(report=second, meeting=board, by=officer)
    item.refresh_from_db()
    assert item.paper is not None
    assert (item.paper.number, item.paper.note) == (2, "Forty-one lamps")


def test_it_is_put_before_no_meeting_that_is_over(
    report: HighlightReport, people: dict[Role, User], officer: User, board: Meeting
) -> None:
    cancel_meeting(meeting=board, because="Snow", by=officer)
    done = approved(report, officer, people[Role.MEMBER])
    with pytest.raises(NotAReport, match="not planned any more"):
        actions.put_before(report=done, meeting=board, by=officer)
    assert not issubclass(NotAReport, NotAMeeting)


def test_the_first_page_asks_for_it_in_turn(
    workspace: Workspace, lived: Body, people: dict[Role, User], officer: User, board: Meeting, stage: Stage
) -> None:
    def needs(viewer: User) -> list[str]:
        return [one.title for one in HOME(HomeRequest(workspace=workspace, viewer=viewer, today=TODAY)).needs]

    member = people[Role.MEMBER]
    assert needs(officer) == ["Draft the highlight report of Harbour"]
    lead, chair = people[Role.LEAD], lived.seats.get(name="Chair")
    assert needs(lead) == []
    person = tie_account(person=stage.people["council"], account=lead, by=officer)
    appoint(seat=chair, person=person, part="representative", since=TODAY, by=officer)
    assert needs(lead) == ["Draft the highlight report of Harbour"]
    assert needs(member) == []
    assert needs(people[Role.SCRUTINY]) == []
    made = actions.draft_report(body=lived, period=PERIOD, by=officer)
    assert needs(officer) == []
    actions.send_report(report=made, by=officer)
    assert (needs(officer), needs(member)) == ([], ["Approve the highlight report of Harbour"])
    actions.approve_report(report=made, by=member, formats=HTML)
    assert (needs(officer), needs(member)) == (["Put the highlight report of Harbour on an agenda"], [])
    actions.put_before(report=again(made, officer), meeting=board, by=officer)
    assert needs(officer) == []
