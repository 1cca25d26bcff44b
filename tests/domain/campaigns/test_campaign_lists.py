"""Campaigns from a file: the export edited, or a group's own sheet; tried, taken in, taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.domain.campaigns import actions
from frankpledge.domain.campaigns.actions.lists import CAMPAIGNS
from frankpledge.domain.campaigns.models import Campaign, Partner, Reach
from frankpledge.domain.campaigns.queries import lines_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import NotAList
from tests.domain.bodies.stage import Stage
from tests.domain.campaigns.conftest import BEGAN, ENDED, TODAY

HEADS = (
    "Campaign", "Topic", "Start date", "End date", "Led by", "Partners", "Budget", "Channel", "Reach", "Counted by",
    "Counted until", "What changed", "Evidence",
)  # fmt: skip
POLICE, FIRE, HEALTH = (
    "Ruritania Police", "Ruritania Fire and Rescue Authority", "Nevermouth Clinical Commissioning Group",
)  # fmt: skip
NEW = ["Safe home", "Burglary", "01/10/2025", "", POLICE]


def sent(workspace: Workspace, by: User, *rows: list[str]) -> SentList:
    lines = tuple((0, number, [*row, *[""] * (len(HEADS) - len(row))]) for number, row in enumerate(rows, start=2))
    read = Read((Sheet("Sheet", 1, HEADS),), lines)
    return send_list(kind=CAMPAIGNS, workspace=workspace, name="sheet.csv", read=read, by=by)


def state(workspace: Workspace, viewer: User) -> list[object]:
    return [
        (
            one.name, one.began, one.ended, one.cost, one.partners, [(r.channel.id, r.count) for r in one.reached],
            one.changed,
        )
        for one in lines_of(workspace=workspace, viewer=viewer, on=TODAY)
    ]  # fmt: skip


def test_campaigns_counts_and_changes_come_in_and_leave_again(
    workspace: Workspace, officer: User, campaign: Campaign
) -> None:
    before = state(workspace, officer)
    reach = ["Social media", "12,000", "The platform", "2025-11-30"]
    tried = sent(
        workspace, officer,
        [*NEW, f"{FIRE}; {HEALTH}", "£900", *reach],
        [*NEW, "", "", "Press", "?", "The newsroom", "2025-11-30"],
        ["walk AWAY", "", "2025-03-01", "", "", FIRE, "", *reach, "Fewer fights", "Counts at the door"],
    )  # fmt: skip
    assert (tried.faults, len(tried.changes), state(workspace, officer)) == ([], 3, before)
    applied = apply_list(sent=tried, kind=CAMPAIGNS, by=officer)
    assert state(workspace, officer) == [
        (
            "Safe home", date(2025, 10, 1), None, Decimal(900), (HEALTH, FIRE),
            [("press", None), ("social", 12000)], "",
        ),
        ("Walk away", BEGAN, ENDED, Decimal("3200.50"), (FIRE,), [("social", 12000)], "Fewer fights"),
    ]  # fmt: skip
    assert sent(workspace, officer, [*NEW, f"{HEALTH};{FIRE}", "900", *reach]).unchanged == 1
    undo_list(sent=applied, kind=CAMPAIGNS, by=officer)
    assert state(workspace, officer) == before
    assert (Campaign.objects.count(), Reach.objects.count(), Partner.objects.count()) == (1, 0, 1)


def test_who_took_part_and_a_last_day_are_cleared_by_none(
    workspace: Workspace, officer: User, campaign: Campaign
) -> None:
    tried = sent(workspace, officer, ["Walk away", "", "", "none", "", "none"])
    parts = [tuple(part) for part in tried.changes[0]["parts"]]
    assert parts == [("partners", "Nevermouth Council", ""), ("ended", str(ENDED), "")]
    apply_list(sent=tried, kind=CAMPAIGNS, by=officer)
    campaign.refresh_from_db()
    assert (campaign.ended, campaign.partners.count()) == (None, 0)


def test_a_line_that_is_refused_leaves_nothing_that_stops_taking_the_others_back(
    workspace: Workspace, officer: User, campaign: Campaign
) -> None:
    before = state(workspace, officer)
    tried = sent(
        workspace, officer, ["Walk away", "Nights out"], ["Walk away", "Days out", "", "", "", "", "", "Press", "many"]
    )
    assert len(tried.faults) == 1
    applied = apply_list(sent=tried, kind=CAMPAIGNS, leave_out=True, by=officer)
    campaign.refresh_from_db()
    assert campaign.subject == "Nights out"
    undo_list(sent=applied, kind=CAMPAIGNS, by=officer)
    assert state(workspace, officer) == before


def test_a_list_is_not_taken_back_once_more_was_done(workspace: Workspace, officer: User, stage: Stage) -> None:
    applied = apply_list(sent=sent(workspace, officer, NEW), kind=CAMPAIGNS, by=officer)
    made = Campaign.objects.get()
    actions.record_said(campaign=made, words="Good", whose="Traders", on=TODAY, by=officer)
    with pytest.raises(NotAList, match="more was done since to Safe home"):
        undo_list(sent=applied, kind=CAMPAIGNS, by=officer)
    assert stage.board.name == "Board"


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (["Safe home", "Burglary", "", "", POLICE], "Start date", "its first day or who leads it is not said"),
        ([*NEW, "The Friends"], "Partners", "is no organisation of the register"),
        ([*NEW, "", "a lot"], "Budget", "is no cost"),
        ([*NEW, "", "", "", "9"], "Channel", "by which channel or until when is not said"),
        ([*NEW, "", "", "Press", "many", "x", "2025-11-30"], "Reach", "is no count"),
        ([*NEW, "", "", "", "", "", "", "Fewer fights"], "", "how one knows is not said"),
    ],
)
def test_a_line_that_cannot_be_taken_says_where_and_why(
    row: list[str], column: str, told: str, workspace: Workspace, officer: User, stage: Stage
) -> None:
    ((_, number, where, reason, _),) = sent(workspace, officer, row).faults
    assert (number, where) == (2, column)
    assert told in reason
    assert not Campaign.objects.exists()
    assert stage.board.name == "Board"


def test_two_of_a_name_are_told_apart_by_their_first_day(
    workspace: Workspace, officer: User, campaign: Campaign
) -> None:
    apply_list(
        sent=sent(workspace, officer, ["Walk away", "Nights", "2024-03-01", "", POLICE]), kind=CAMPAIGNS, by=officer
    )
    ((_, _, where, reason, _),) = sent(workspace, officer, ["Walk away", "Days"]).faults
    assert (where, reason) == ("Start date", "several campaigns have this name.")
    assert campaign.name == "Walk away"


def test_whoever_only_reads_sends_none(workspace: Workspace, member: User) -> None:
    with pytest.raises(NotPermitted):
        sent(workspace, member, NEW)


def test_the_register_goes_out_and_comes_back_unchanged(
    client: Client, workspace: Workspace, officer: User, campaign: Campaign
) -> None:
    actions.record_reach(
        campaign=campaign, channel="social", count=None, source="Nobody counted", as_at=TODAY, by=officer
    )
    actions.tell_change(campaign=campaign, changed="Nothing", known_from="A survey", by=officer)
    apply_list(sent=sent(workspace, officer, NEW), kind=CAMPAIGNS, by=officer)
    client.force_login(officer)
    for kind in ("csv", "xlsx", "ods"):
        left = client.get(f"/w/tithing/campaigns/campaigns.{kind}").content
        client.post("/w/tithing/campaigns/lists/", {"file": SimpleUploadedFile(f"campaigns.{kind}", left)})
        kept = SentList.objects.order_by("-sent_at").first()
        assert kept is not None
        assert (kept.faults, kept.changes, kept.unchanged) == ([], [], 2), kind
