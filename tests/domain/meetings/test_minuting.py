"""What may be done to a meeting by whom, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from frankpledge.domain.action_log.actions import Undertaken
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.meetings.actions import minutes as papers
from frankpledge.domain.meetings.actions import minuting, planning
from frankpledge.domain.meetings.actions.minuting import Came, DecisionFacts
from frankpledge.domain.meetings.actions.planning import ItemFacts
from frankpledge.domain.meetings.documents import minutes
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.queries.attending import sitting
from frankpledge.domain.meetings.queries.reading import decisions_of, items_of, minutes_edition, withheld
from frankpledge.domain.meetings.rules import (
    Marking,
    MinutesClosed,
    NotADecision,
    NotAMeeting,
    NotQuorate,
    Presence,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.formats import rendered
from frankpledge.ground.documents.rules import OwnWork, WrongState
from tests.domain.bodies.stage import Stage
from tests.domain.meetings.conftest import TODAY, attend

GIVEN = DecisionFacts(
    wording="To move the strategy to March 2026",
    reason="Partners asked for one more round of comments",
    section_17="No adverse effect",
    options="Publish as drafted; not taken",
)


def undertaken(stage: Stage) -> Undertaken:
    return Undertaken(
        wording="Bring the strategy to the board",
        body=stage.board,
        organisation=stage.organisations["council"],
        agreed_on=date(2020, 1, 1),
        due=date(2026, 3, 3),
    )


def test_a_meeting_begins_with_the_agenda_of_its_kind(meeting: Meeting) -> None:
    titles = [one.title for one in meeting.items.all()]
    assert titles[0] == "Apologies, substitutes and interests"
    assert [one.order for one in meeting.items.all()] == list(range(1, len(titles) + 1))


def test_a_body_meets_once_a_day_and_only_while_it_is_there(
    meeting: Meeting, stage: Stage, workspace: Workspace, officer: User
) -> None:
    with pytest.raises(NotAMeeting, match="has such a meeting"):
        planning.plan_meeting(workspace=workspace, body=stage.board, on=meeting.on, by=officer)
    with pytest.raises(NotAMeeting, match="was not there"):
        planning.plan_meeting(workspace=workspace, body=stage.board, on=date(2019, 1, 7), by=officer)
    with pytest.raises(NotAMeeting, match="no day is chosen"):
        planning.plan_meetings(workspace=workspace, body=stage.board, days=[], by=officer)
    with pytest.raises(NotAMeeting, match="has such a meeting"):
        planning.plan_meetings(workspace=workspace, body=stage.board, days=[date(2026, 3, 3), meeting.on], by=officer)
    assert Meeting.objects.count() == 1


def test_items_are_added_moved_and_taken_off_and_keep_their_numbers_whole(meeting: Meeting, officer: User) -> None:
    planning.add_item(meeting=meeting, given=ItemFacts("Sexual violence strategy"), by=officer)
    added = meeting.items.get(title="Sexual violence strategy")
    last = added.order
    assert meeting.items.get(order=last + 1).title.startswith("Any other business"), "it stays last until it is held"
    planning.move_item(item=added, up=True, by=officer)
    added.refresh_from_db()
    assert added.order == last - 1
    with pytest.raises(NotAMeeting, match="already"):
        planning.move_item(item=meeting.items.get(order=1), up=True, by=officer)
    planning.remove_item(item=meeting.items.get(order=2), by=officer)
    assert [one.order for one in meeting.items.all()] == list(range(1, last + 1))


def test_a_cancelled_meeting_needs_its_reason_and_takes_no_minutes(
    meeting: Meeting, stage: Stage, officer: User
) -> None:
    with pytest.raises(NotAMeeting, match="the reason is empty"):
        planning.cancel_meeting(meeting=meeting, because=" ", by=officer)
    planning.cancel_meeting(meeting=meeting, because="Storm", by=officer)
    with pytest.raises(NotAMeeting, match="cancelled: it cannot be minuted"):
        attend(meeting, stage, officer)


def test_nobody_decides_before_it_is_known_who_is_there(meeting: Meeting, stage: Stage, officer: User) -> None:
    item = meeting.items.get(order=3)
    with pytest.raises(NotQuorate, match="nobody has written down"):
        minuting.record_decision(item=item, given=GIVEN, by=officer)
    attend(meeting, stage, officer, health="apologies", police="absent", fire="not_present")
    with pytest.raises(NotQuorate, match="2 of 5 responsible authorities, 3 needed"):
        minuting.record_decision(item=item, given=GIVEN, by=officer)
    attend(meeting, stage, officer, health="apologies", police="absent", fire="substitute")
    made, _ = minuting.record_decision(item=item, given=GIVEN, by=officer)
    assert made.number == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [({"wording": ""}, "what was decided"), ({"reason": " "}, "why"), ({"section_17": ""}, "section 17")],
)
def test_a_decision_says_what_why_and_what_was_considered(
    change: dict[str, str], told: str, item: Item, officer: User
) -> None:
    with pytest.raises(NotADecision, match=told):
        minuting.record_decision(item=item, given=replace(GIVEN, **change), by=officer)


def test_an_action_is_recorded_in_the_stroke_of_its_decision(item: Item, stage: Stage, officer: User) -> None:
    made, (action,) = minuting.record_decision(item=item, given=GIVEN, undertaken=[undertaken(stage)], by=officer)
    assert (action.agreed_on, action.origin) == (TODAY, "Board, 2 December 2025, decision 1")
    wrong = replace(undertaken(stage), due=date(2025, 12, 1))
    with pytest.raises(Exception, match="before it was agreed"):
        minuting.record_decision(item=item, given=GIVEN, undertaken=[wrong], by=officer)
    assert (Decision.objects.count(), Action.objects.count()) == (1, 1)
    assert made.body == stage.board


def test_a_seat_of_another_table_and_a_stranger_are_refused(meeting: Meeting, stage: Stage, officer: User) -> None:
    with pytest.raises(NotAMeeting, match="1 of the seats"):
        minuting.record_attendance(meeting=meeting, came={uuid4(): Came(Presence.PRESENT)}, by=officer)
    seat = stage.seats["fire"].pk
    with pytest.raises(NotAMeeting, match="a person is not of this partnership"):
        minuting.record_attendance(meeting=meeting, came={seat: Came(Presence.PRESENT, uuid4())}, by=officer)


def test_minutes_do_not_begin_before_the_day(stage: Stage, workspace: Workspace, officer: User) -> None:
    ahead = planning.plan_meeting(workspace=workspace, body=stage.board, on=date(2026, 3, 3), by=officer)
    with pytest.raises(NotAMeeting, match="has not yet come"):
        attend(ahead, stage, officer)


def test_a_restricted_item_is_withheld_from_those_not_at_the_table_and_from_whoever_declared(
    item: Item, stage: Stage, workspace: Workspace, officer: User, people: dict[Role, User]
) -> None:
    planning.amend_item(item=item, given=ItemFacts("Grant", marking=Marking.RESTRICTED), by=officer)
    member, scrutiny = people[Role.MEMBER], people[Role.SCRUTINY]
    tie_account(person=stage.people["fire"], account=member, by=officer)

    def hidden(viewer: User, *, minuting: bool) -> bool:
        items = list(items_of(item.meeting))
        return item.pk in withheld(viewer, items, workspace=workspace, minuting=minuting)

    assert [hidden(who, minuting=who == officer) for who in (officer, member, scrutiny)] == [False, False, True]
    minuting.declare_interest(item=item, seat=stage.seats["fire"], words="Bids for the grant", by=officer)
    assert hidden(member, minuting=False)
    assert hidden(member, minuting=True)
    with pytest.raises(NotAMeeting, match="is recorded"):
        minuting.declare_interest(item=item, seat=stage.seats["fire"], words="Again", by=officer)


def test_the_open_minutes_say_nothing_of_a_restricted_item(item: Item, stage: Stage, officer: User) -> None:
    planning.amend_item(item=item, given=ItemFacts("Grant", marking=Marking.RESTRICTED), by=officer)
    minuting.minute_item(item=item, words="Sixty thousand pounds", undertaken=[undertaken(stage)], by=officer)
    minuting.record_decision(item=item, given=GIVEN, undertaken=[undertaken(stage)], by=officer)
    meeting = item.meeting
    open_, whole = (
        rendered(minutes(meeting, restricted=restricted), ["html"])["html"].decode() for restricted in (False, True)
    )
    for secret in ("Sixty thousand", "March 2026", "Bring the strategy", "one more round"):
        assert (secret in open_, secret in whole) == (False, True)
    assert "OFFICIAL-SENSITIVE" in whole
    assert "OFFICIAL-SENSITIVE" not in open_


def test_minutes_are_agreed_by_a_second_person_and_then_stand(
    item: Item, stage: Stage, workspace: Workspace, officer: User, member: User
) -> None:
    minuting.minute_item(item=item, words="Noted.\n\nAgreed.", by=officer)
    minuting.record_decision(item=item, given=GIVEN, undertaken=[undertaken(stage)], by=officer)
    meeting = Meeting.objects.get()
    papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=officer)
    with pytest.raises(MinutesClosed):
        minuting.minute_item(item=items_of(meeting).get(pk=item.pk), words="Otherwise", by=officer)
    with pytest.raises(OwnWork):
        papers.agree_minutes(meeting=meeting, by=officer)
    papers.return_minutes(meeting=meeting, reason="The second vote is missing", by=member)
    minuting.minute_item(item=items_of(Meeting.objects.get()).get(pk=item.pk), words="Both votes", by=officer)
    meeting = Meeting.objects.get()
    papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=officer)
    assert not decisions_of(workspace=workspace, viewer=member, agreed_only=True).exists()
    edition = papers.agree_minutes(meeting=meeting, by=member)
    assert decisions_of(workspace=workspace, viewer=member, agreed_only=True).count() == 1
    assert "Both votes" in edition.files.get(format="html").content.decode()
    with pytest.raises(WrongState):
        papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=officer)
    tree = minutes(meeting, restricted=False)
    papers.correct_minutes(meeting=meeting, edition=edition, tree=tree, note="A name was wrong", by=officer)
    minuting.minute_item(item=items_of(Meeting.objects.get()).get(pk=item.pk), words="Corrected", by=officer)
    meeting = Meeting.objects.get()
    papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=officer)
    second = papers.agree_minutes(meeting=meeting, by=member)
    assert (second.number, second.note, minutes_edition(meeting)) == (2, "A name was wrong", second)
    assert "Corrected" not in edition.files.get(format="html").content.decode()


def test_a_decision_is_put_right_and_its_number_stays(item: Item, officer: User) -> None:
    made, _ = minuting.record_decision(item=item, given=GIVEN, by=officer)
    minuting.amend_decision(decision=made, given=replace(GIVEN, wording="To move it to April"), by=officer)
    assert list(Decision.objects.values_list("number", "wording")) == [(1, "To move it to April")]


def test_numbers_of_decisions_run_through_each_body(
    item: Item, stage: Stage, workspace: Workspace, officer: User
) -> None:
    for _ in range(2):
        minuting.record_decision(item=item, given=GIVEN, by=officer)
    group = create_body(workspace=workspace, name="Group", kind="sub_group", by=officer)
    other = planning.plan_meeting(workspace=workspace, body=group, on=TODAY, by=officer)
    assert sitting(other).quorum.met is None
    assert [one.number for one in Decision.objects.all()] == [1, 2]


def test_who_only_reads_plans_and_minutes_nothing(
    meeting: Meeting, stage: Stage, workspace: Workspace, analyst: User
) -> None:
    for deed in (
        lambda: planning.plan_meeting(workspace=workspace, body=stage.board, on=date(2026, 1, 6), by=analyst),
        lambda: planning.add_item(meeting=meeting, given=ItemFacts("x"), by=analyst),
        lambda: attend(meeting, stage, analyst),
    ):
        with pytest.raises(NotPermitted):
            deed()
