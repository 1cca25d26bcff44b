"""What is kept of campaigns by whom; that counts of channels replace one another and never add."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.campaigns import actions
from frankpledge.domain.campaigns.actions import CampaignFacts, PieceFacts
from frankpledge.domain.campaigns.models import Campaign, Reach
from frankpledge.domain.campaigns.queries import Choice, Line, campaign_of, chosen, line_of, lines_of
from frankpledge.domain.campaigns.rules import NotACampaign, PieceKind
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage, set_table
from tests.domain.campaigns.conftest import BEGAN, ENDED, TODAY


def shown(campaign: Campaign, viewer: User) -> Line:
    found = campaign_of(campaign.pk, workspace=campaign.workspace, viewer=viewer)
    assert found is not None
    return line_of(found, on=TODAY)


def test_a_campaign_knows_its_years_its_partners_and_what_it_lacks(campaign: Campaign, officer: User) -> None:
    line = shown(campaign, officer)
    assert [str(year) for year in line.years] == ["2024/25", "2025/26"]
    assert (line.lead, line.partners) == ("Ruritania Police", ("Nevermouth Council",))
    assert line.lacks == ("whom it reached", "what changed")


def test_a_later_count_of_a_channel_takes_the_place_of_an_earlier_and_keeps_it(
    campaign: Campaign, officer: User
) -> None:
    for count, as_at in ((4_000, date(2025, 5, 1)), (9_000, ENDED), (None, date(2025, 4, 1))):
        actions.record_reach(
            campaign=campaign, channel="social", count=count, source="The platform", as_at=as_at, by=officer
        )
    actions.record_reach(campaign=campaign, channel="event", count=0, source="At the door", as_at=BEGAN, by=officer)
    found = [(one.channel.id, one.count, one.as_at) for one in shown(campaign, officer).reached]
    assert found == [("event", 0, BEGAN), ("social", 9_000, ENDED)]
    assert Reach.objects.count() == 4
    with pytest.raises(NotACampaign, match="is no channel"):
        actions.record_reach(campaign=campaign, channel="x", count=1, source="x", as_at=ENDED, by=officer)


def test_what_changed_says_how_one_knows(campaign: Campaign, officer: User) -> None:
    with pytest.raises(NotACampaign, match="how one knows is not said"):
        actions.tell_change(campaign=campaign, changed="Nothing", known_from="", by=officer)
    actions.tell_change(campaign=campaign, changed="Nothing", known_from="Counts before and after", by=officer)
    assert shown(campaign, officer).lacks == ("whom it reached",)


def test_pieces_come_and_go_and_what_was_said_stays(campaign: Campaign, officer: User) -> None:
    piece = actions.add_piece(campaign=campaign, given=PieceFacts(PieceKind.EVENT, "Fair", BEGAN), by=officer)
    actions.add_piece(campaign=campaign, given=PieceFacts(PieceKind.MATERIAL, "Beer mats", count=500), by=officer)
    actions.remove_piece(piece=piece, by=officer)
    actions.record_said(campaign=campaign, words="They made me think", whose="Students", on=ENDED, by=officer)
    line = shown(campaign, officer)
    assert [(part.name, part.count) for part in line.parts] == [("Beer mats", 500)]
    assert [(one.words, one.whose) for one in line.heard] == [("They made me think", "Students")]


def test_a_campaign_is_put_right_and_withdrawn(
    campaign: Campaign, given: CampaignFacts, officer: User, stage: Stage, workspace: Workspace
) -> None:
    fire = stage.organisations["fire"]
    actions.amend_campaign(campaign=campaign, given=replace(given, partners=[fire], cost=None), by=officer)
    assert shown(campaign, officer).partners == (fire.name,)
    with pytest.raises(NotACampaign, match="among its partners too"):
        actions.amend_campaign(campaign=campaign, given=replace(given, lead=fire, partners=[fire]), by=officer)
    actions.withdraw_campaign(campaign=campaign, reason="Entered twice", by=officer)
    assert lines_of(workspace=workspace, viewer=officer, on=TODAY) == ()
    for act in (
        lambda: actions.amend_campaign(campaign=campaign, given=given, by=officer),
        lambda: actions.add_piece(campaign=campaign, given=PieceFacts(PieceKind.EVENT, "x"), by=officer),
        lambda: actions.withdraw_campaign(campaign=campaign, reason="x", by=officer),
        lambda: actions.tell_change(campaign=campaign, changed="x", known_from="x", by=officer),
    ):
        with pytest.raises(NotACampaign, match="withdrawn as a mistake"):
            act()


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice(), ["Lock it", "Walk away"]),
        (Choice(order="name"), ["Lock it", "Walk away"]),
        (Choice(state="running"), ["Lock it"]),
        (Choice(state="over"), ["Walk away"]),
        (Choice(state="untold"), ["Walk away"]),
        (Choice(state="planned"), []),
        (Choice(year="2024/25"), ["Walk away"]),
        (Choice(subject="Burglary"), ["Lock it"]),
        (Choice(words="LEAVE before"), ["Walk away"]),
        (Choice(organisation="nobody"), []),
    ],
)
def test_campaigns_are_chosen(
    choice: Choice, names: list[str], campaign: Campaign, given: CampaignFacts, officer: User, workspace: Workspace
) -> None:
    later = replace(given, name="Lock it", subject="Burglary", began=date(2025, 11, 1), ended=None, aim="")
    actions.add_campaign(workspace=workspace, given=later, by=officer)
    lines = lines_of(workspace=workspace, viewer=officer, on=TODAY)
    assert campaign.name == "Walk away"
    assert [line.name for line in chosen(lines, choice)] == names


def test_members_read_and_do_not_keep_and_strangers_find_nothing(
    campaign: Campaign, member: User, workspace: Workspace, officer: User, given: CampaignFacts
) -> None:
    with pytest.raises(NotPermitted):
        actions.tell_change(campaign=campaign, changed="x", known_from="x", by=member)
    with pytest.raises(NotPermitted):
        actions.record_said(campaign=campaign, words="x", whose="x", on=ENDED, by=member)
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    assert lines_of(workspace=workspace, viewer=theirs, on=TODAY) == ()
    other = set_table(foreign, theirs).organisations["fire"]
    with pytest.raises(NotACampaign, match="not of this partnership"):
        actions.amend_campaign(campaign=campaign, given=replace(given, partners=[other]), by=officer)
