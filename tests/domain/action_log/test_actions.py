"""What may be done to an action by whom, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.actions import Said, Undertaken
from frankpledge.domain.action_log.models import Action, Report, Slip
from frankpledge.domain.action_log.queries import action_of, actions_of, kept_by_organisation, line_of, pressing
from frankpledge.domain.action_log.registry import HOLDINGS
from frankpledge.domain.action_log.rules import NotAnAction, Progress, Status
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.links.actions import use_link
from frankpledge.ground.links.queries import link_for
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.ground.registry import HoldingsRequest
from tests.domain.action_log.conftest import AGREED, TODAY
from tests.domain.bodies.stage import Stage, set_table

MARCH = date(2026, 3, 31)
DONE = Said(Progress.DONE, evidence="Approved on 28 November 2025", done_on=date(2025, 11, 28))


def shown(action: Action, viewer: User) -> Action:
    found = action_of(action.pk, workspace=action.workspace, viewer=viewer)
    assert found is not None
    return found


def test_actions_are_numbered_through_the_partnership(
    workspace: Workspace, officer: User, given: Undertaken, action: Action
) -> None:
    second = actions.add_action(workspace=workspace, given=replace(given, wording="  Train\nstaff "), by=officer)
    assert (action.number, second.number, second.wording) == (1, 2, "Train staff")
    assert Event.objects.filter(verb="action_log.action_added").count() == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"wording": " "}, "not said what"),
        ({"wording": "x" * 501}, "501 characters"),
        ({"due": date(2025, 9, 2)}, "before it was agreed"),
        ({"agreed_on": date(2025, 12, 3), "due": None}, "has not yet come"),
    ],
)
def test_what_makes_no_action_is_refused(
    change: dict[str, object], told: str, workspace: Workspace, officer: User, given: Undertaken
) -> None:
    with pytest.raises(NotAnAction, match=told):
        actions.add_action(workspace=workspace, given=replace(given, **change), by=officer)  # type: ignore[arg-type]
    assert not Action.objects.exists()


def test_a_deputy_is_somebody_else(workspace: Workspace, officer: User, given: Undertaken) -> None:
    with pytest.raises(NotAnAction, match="same person"):
        actions.add_action(workspace=workspace, given=replace(given, deputy=given.person), by=officer)


def test_nobody_of_another_partnership_can_be_named(workspace: Workspace, officer: User, given: Undertaken) -> None:
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    other = set_table(foreign, theirs)
    with pytest.raises(NotAnAction, match="not of this partnership"):
        actions.add_action(
            workspace=workspace, given=replace(given, organisation=other.organisations["fire"]), by=officer
        )


def test_a_date_is_moved_with_its_reason_and_the_first_one_is_kept(action: Action, officer: User) -> None:
    actions.move_date(action=action, due=date(2026, 1, 31), reason="One more round of comments", by=officer)
    actions.move_date(action=action, due=MARCH, reason="The author left", by=officer)
    line = line_of(shown(action, officer), on=TODAY)
    assert (line.due, line.first_due, line.slips) == (MARCH, date(2025, 12, 1), 2)
    assert list(Slip.objects.values_list("was", "now", "reason")) == [
        (date(2025, 12, 1), date(2026, 1, 31), "One more round of comments"),
        (date(2026, 1, 31), MARCH, "The author left"),
    ]
    for due, reason, told in ((MARCH, "x", "its date already"), (None, " ", "no reason")):
        with pytest.raises(NotAnAction, match=told):
            actions.move_date(action=action, due=due, reason=reason, by=officer)
    assert Slip.objects.count() == 2


def test_done_without_evidence_is_refused_and_with_it_ends_the_action(action: Action, officer: User) -> None:
    with pytest.raises(NotAnAction, match="Asked for was: the strategy, approved"):
        actions.report_progress(action=action, given=replace(DONE, evidence=""), by=officer)
    for wrong in (date(2025, 12, 3), date(2025, 9, 2)):
        with pytest.raises(NotAnAction, match="does not lie between"):
            actions.report_progress(action=action, given=replace(DONE, done_on=wrong), by=officer)
    assert not Report.objects.exists()
    actions.report_progress(action=action, given=DONE, by=officer)
    line = line_of(shown(action, officer), on=TODAY)
    assert (line.status, line.closed_on, line.evidence) == (
        Status.COMPLETED, date(2025, 11, 28), "Approved on 28 November 2025",
    )  # fmt: skip
    with pytest.raises(NotAnAction, match="it is completed"):
        actions.report_progress(action=action, given=Said(Progress.UNDER_WAY), by=officer)


def test_what_is_over_is_opened_again_for_a_reason(action: Action, officer: User) -> None:
    actions.stop_action(action=action, reason="The grant ended", by=officer)
    assert line_of(shown(action, officer), on=TODAY).standing.words == "stopped on 2 December 2025"
    with pytest.raises(NotAnAction, match="it is stopped"):
        actions.stop_action(action=action, reason="Again", by=officer)
    with pytest.raises(NotAnAction, match="no reason"):
        actions.reopen_action(action=action, reason="", by=officer)
    actions.reopen_action(action=action, reason="A new grant came", by=officer)
    with pytest.raises(NotAnAction, match="it is open"):
        actions.reopen_action(action=action, reason="Again", by=officer)
    said = list(Report.objects.values_list("said", "words"))
    assert said == [("stopped", "The grant ended"), ("reopened", "A new grant came")]


def test_a_member_reports_on_their_own_action_and_no_other(
    action: Action, member: User, officer: User, stage: Stage
) -> None:
    with pytest.raises(NotAnAction, match="not yours"):
        actions.report_progress(action=action, given=Said(Progress.UNDER_WAY), by=member)
    tie_account(person=stage.people["police"], account=member, by=officer)
    mine = shown(action, member)
    actions.report_progress(action=mine, given=Said(Progress.AT_RISK, "Nobody is free"), by=member)
    with pytest.raises(NotAnAction, match="nothing says why"):
        actions.report_progress(action=mine, given=Said(Progress.AT_RISK), by=member)
    with pytest.raises(NotPermitted):
        actions.move_date(action=mine, due=MARCH, reason="x", by=member)


def test_an_organisation_reports_by_a_link_once_and_asks_for_another_date(
    action: Action, officer: User, stage: Stage
) -> None:
    first = actions.ask_for_report(action=action, days=28, by=officer)
    opened = actions.ask_for_report(action=action, days=28, by=officer)
    with pytest.raises(LinkClosed):
        link_for(first.token)
    link = link_for(opened.token)
    with pytest.raises(NotAnAction, match="no reason"):
        use_link(link=link, answers={"said": "under_way", "asks_for": MARCH})
    used = use_link(
        link=link_for(opened.token), answers={"said": "under_way", "words": "Comments came late", "asks_for": MARCH}
    )
    assert used.receipt_words == "Action 1 is reported as under way."
    line = line_of(shown(action, officer), on=TODAY)
    assert (line.due, line.asks_for, line.last_words) == (date(2025, 12, 1), MARCH, "Comments came late")
    actions.move_date(action=action, due=MARCH, reason=line.last_words, by=officer)
    assert line_of(shown(action, officer), on=TODAY).asks_for is None
    assert Report.objects.get().in_name_of == stage.organisations["council"].name


def test_a_link_ends_with_its_action_and_with_its_organisation(
    action: Action, given: Undertaken, officer: User, stage: Stage
) -> None:
    opened = actions.ask_for_report(action=action, days=28, by=officer)
    actions.amend_action(action=action, given=replace(given, organisation=stage.organisations["fire"]), by=officer)
    with pytest.raises(LinkClosed):
        link_for(opened.token)
    again = actions.ask_for_report(action=action, days=28, by=officer)
    actions.stop_action(action=action, reason="Not wanted", by=officer)
    with pytest.raises(LinkClosed):
        link_for(again.token)
    with pytest.raises(NotAnAction, match="it is stopped"):
        actions.ask_for_report(action=action, days=28, by=officer)


def test_organisations_are_held_to_the_date_first_agreed(
    workspace: Workspace, officer: User, given: Undertaken, stage: Stage
) -> None:
    fire = replace(given, organisation=stage.organisations["fire"], due=date(2025, 11, 22))
    made = [actions.add_action(workspace=workspace, given=one, by=officer) for one in (given, given, fire, fire, fire)]
    actions.report_progress(action=made[0], given=DONE, by=officer)
    actions.move_date(action=made[2], due=date(2025, 12, 1), reason="Staff", by=officer)
    actions.report_progress(action=made[2], given=DONE, by=officer)
    actions.move_date(action=made[3], due=date(2025, 11, 30), reason="Staff", by=officer)
    log = actions_of(workspace=workspace, viewer=officer)
    fire_, council = kept_by_organisation(log, on=TODAY)
    assert (fire_.open, fire_.late, fire_.median_days_late, fire_.oldest_days_late) == (2, 2, 6.0, 10)
    assert (fire_.slipped, fire_.ended, fire_.on_time) == (1, 1, 0)
    assert (council.open, council.late, council.ended, council.on_time) == (1, 1, 1, 1)
    assert kept_by_organisation(log, on=date(2026, 11, 28))[1].ended == 0


def test_who_keeps_the_log_is_told_of_what_is_late_and_a_person_of_their_own(
    action: Action, workspace: Workspace, officer: User, member: User, given: Undertaken, stage: Stage
) -> None:
    later = actions.add_action(workspace=workspace, given=replace(given, due=date(2025, 12, 10)), by=officer)
    tie_account(person=stage.people["council"], account=member, by=officer)
    told = {who: [line.number for line in pressing(workspace=workspace, viewer=who, every=who == officer, on=TODAY)]
            for who in (officer, member)}  # fmt: skip
    assert told == {officer: [action.number], member: [action.number, later.number]}


def test_a_stranger_sees_nothing(action: Action, workspace: Workspace) -> None:
    stranger = create_user(email="stranger@example.invalid", name="Stranger")
    assert not actions_of(workspace=workspace, viewer=stranger).exists()
    assert action.agreed_on == AGREED


def test_the_open_actions_of_a_leaver_get_their_next_person(
    action: Action, workspace: Workspace, officer: User, member: User, analyst: User, stage: Stage
) -> None:
    tie_account(person=stage.people["council"], account=member, by=officer)
    (held,) = HOLDINGS(HoldingsRequest(workspace=workspace, person=member))
    assert "Bring the strategy" in held.title
    with pytest.raises(NotAnAction, match="not among the partnership's people"):
        held.hand_over(analyst, officer)
    tie_account(person=stage.people["fire"], account=analyst, by=officer)
    held.hand_over(analyst, officer)
    assert shown(action, officer).person == stage.people["fire"]
    assert HOLDINGS(HoldingsRequest(workspace=workspace, person=member)) == ()


def test_a_leaver_is_not_followed_by_their_own_deputy_in_both_places(
    action: Action, workspace: Workspace, officer: User, member: User, analyst: User, stage: Stage
) -> None:
    tie_account(person=stage.people["council"], account=member, by=officer)
    tie_account(person=stage.people["police"], account=analyst, by=officer)
    (held,) = HOLDINGS(HoldingsRequest(workspace=workspace, person=member))
    with pytest.raises(NotAnAction, match="same person"):
        held.hand_over(analyst, officer)
