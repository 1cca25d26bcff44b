"""Decisions on the thread: what they led to and lay before them; of a restricted one nothing."""

from __future__ import annotations

import pytest

from frankpledge.domain.action_log.actions import Undertaken
from frankpledge.domain.meetings.actions.minuting import DecisionFacts, record_decision
from frankpledge.domain.meetings.actions.planning import ItemFacts, amend_item
from frankpledge.domain.meetings.models import Decision, Item
from frankpledge.domain.meetings.rules import Marking
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.threads.queries import matching, thread_of
from frankpledge.ground.threads.rules import NoSuchPlace, Ref, Way
from tests.domain.bodies.stage import Stage
from tests.domain.meetings.conftest import TODAY
from tests.ground.people import new_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(item: Item, stage: Stage, officer: User) -> Decision:
    """Return a decision with one action that follows from it."""
    given = Undertaken("Zebra lamps are bought", stage.board, stage.organisations["council"], TODAY, None)
    decision, _ = record_decision(
        item=item, given=DecisionFacts("To buy zebra lamps", "It is dark", "Less fear"), undertaken=(given,), by=officer
    )
    return decision


def test_an_action_rests_on_the_decision_that_it_was_agreed_with(
    decided: Decision, workspace: Workspace, officer: User
) -> None:
    here = Ref("meetings.decision", str(decided.pk))
    found = thread_of(here, workspace=workspace, viewer=officer)
    assert [come.place.title for come in found.at(Way.ON)] == ["Action 1: Zebra lamps are bought"]
    assert [come.place.ref.kind for come in found.at(Way.BACK)] == ["meetings.meeting"]


def test_of_a_restricted_decision_nothing_is_walked_to_by_whoever_may_not_read_it(
    decided: Decision, workspace: Workspace, officer: User
) -> None:
    amend_item(item=decided.item, given=ItemFacts("Zebra grant", marking=Marking.RESTRICTED), by=officer)
    outsider = new_member(workspace, Role.ANALYST, name="Somebody else")
    here = Ref("meetings.decision", str(decided.pk))
    assert thread_of(here, workspace=workspace, viewer=officer).place.ref == here
    with pytest.raises(NoSuchPlace):
        thread_of(here, workspace=workspace, viewer=outsider)
    titles = [place.title for _, place in matching(workspace=workspace, viewer=outsider, stage="decision")]
    assert not [title for title in titles if "zebra" in title.casefold()]
    action = Ref("action_log.action", str(decided.workspace.actions.get().pk))
    assert thread_of(action, workspace=workspace, viewer=outsider).at(Way.BACK) == ()


def test_a_decision_that_is_a_draft_is_not_walked_to_by_whoever_reads_no_drafts(
    decided: Decision, workspace: Workspace
) -> None:
    clerk = new_member(workspace, Role.SCRUTINY, name="A clerk")
    with pytest.raises(NoSuchPlace):
        thread_of(Ref("meetings.decision", str(decided.pk)), workspace=workspace, viewer=clerk)
