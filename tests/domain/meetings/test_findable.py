"""What of a meeting is found: its agenda at once, its words once they are agreed, and of a restricted item nothing."""

from __future__ import annotations

import pytest

from frankpledge.domain.meetings.actions import minutes as papers
from frankpledge.domain.meetings.actions import minuting, planning
from frankpledge.domain.meetings.actions.minuting import DecisionFacts
from frankpledge.domain.meetings.actions.planning import ItemFacts
from frankpledge.domain.meetings.documents import minutes
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import Marking
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.search.actions import refresh
from frankpledge.ground.search.queries import kinds_for, search

pytestmark = pytest.mark.django_db
GIVEN = DecisionFacts("Buy forty lanterns", "The park is dark", "It makes the park safer")


@pytest.fixture
def secret(item: Item, officer: User) -> Item:
    """Return a restricted item that was minuted, beside an open one."""
    held = item.meeting.items.select_related("meeting__body", "meeting__workspace").get(order=4)
    planning.amend_item(item=held, given=ItemFacts("Zebra grant", marking=Marking.RESTRICTED), by=officer)
    minuting.minute_item(item=held, words="Sixty thousand zebras", by=officer)
    minuting.record_decision(item=held, given=DecisionFacts("Zebra bid", "Zebra reason", "Zebra effect"), by=officer)
    return held


def found(words: str, workspace: Workspace, viewer: User) -> set[str]:
    """Return the kinds of what somebody finds, once what is due was read."""
    refresh(workspace)
    kinds = kinds_for(workspace=workspace, viewer=viewer)
    return {kind.kind for kind, _ in search(words, workspace=workspace, kinds=kinds).counts}


def test_words_are_found_once_they_are_agreed_and_no_more_while_they_are_corrected(
    item: Item, workspace: Workspace, officer: User, member: User
) -> None:
    minuting.minute_item(item=item, words="The lanterns were admired", by=officer)
    minuting.record_decision(item=item, given=GIVEN, by=officer)
    assert found('"Shire Hall"', workspace, member) == {"meetings.meeting"}
    assert found("lanterns", workspace, officer) == set()
    meeting = Meeting.objects.get()
    papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=officer)
    assert found("lanterns", workspace, member) == set()
    edition = papers.agree_minutes(meeting=Meeting.objects.get(), by=member)
    assert found("lanterns", workspace, member) == {"meetings.item", "meetings.decision"}
    meeting = Meeting.objects.get()
    tree = minutes(meeting, restricted=False)
    papers.correct_minutes(meeting=meeting, edition=edition, tree=tree, note="A name", by=officer)
    assert found("lanterns", workspace, member) == set()


def test_of_a_restricted_item_nothing_is_found_by_anybody(
    secret: Item, workspace: Workspace, officer: User, member: User
) -> None:
    meeting = Meeting.objects.get()
    papers.send_minutes(meeting=meeting, tree=minutes(meeting, restricted=False), by=officer)
    papers.agree_minutes(meeting=Meeting.objects.get(), by=member)
    assert found("zebra", workspace, officer) == found("zebra", workspace, member) == set()
    assert found("sixty thousand", workspace, officer) == set()
    assert found('"Shire Hall"', workspace, member) == {"meetings.meeting"}
