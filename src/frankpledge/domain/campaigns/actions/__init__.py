"""Keeping the register of campaigns: every act checks who may and what is true, and leaves its trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.campaigns import rules
from frankpledge.domain.campaigns.models import Campaign, Partner, Piece, Reach, Said
from frankpledge.domain.campaigns.permissions import GRANTS, Capability
from frankpledge.domain.campaigns.rules import PieceKind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@dataclass(frozen=True)
class CampaignFacts:
    """A campaign as a person gives it. A cost of None is not known, 0 is none; without a last day it runs on."""

    name: str
    subject: str
    began: date
    lead: Organisation
    partners: Sequence[Organisation] = ()
    ended: date | None = None
    aim: str = ""
    cost: Decimal | None = None
    funded_by: str = ""


@dataclass(frozen=True)
class PieceFacts:
    """An event or a material. A count of None is not known."""

    kind: PieceKind
    name: str
    on: date | None = None
    place: str = ""
    count: int | None = None


@transaction.atomic
def add_campaign(*, workspace: Workspace, given: CampaignFacts, by: User, known_at: datetime | None = None) -> Campaign:
    """Record a campaign with who leads it and who takes part; for history, as known since a moment."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    made = Campaign(workspace=workspace, recorded_by=by, recorded_at=known_at or clock.now())
    _keep(made, given, by)
    record("campaigns.campaign_added", made, by=by, facts={"campaign": made.name})
    return made


@transaction.atomic
def amend_campaign(*, campaign: Campaign, given: CampaignFacts, by: User) -> Campaign:
    """Put a campaign right, or end it by its last day."""
    check_granted(GRANTS, Capability.KEEP, workspace=campaign.workspace, user=by)
    rules.check_standing(withdrawn=campaign.withdrawn_at is not None)
    _keep(campaign, given, by)
    record("campaigns.campaign_amended", campaign, by=by, facts={"campaign": campaign.name})
    return campaign


def _keep(campaign: Campaign, given: CampaignFacts, by: User) -> None:
    rules.check_days(began=given.began, ended=given.ended)
    rules.check_partners(lead=given.lead, partners=list(given.partners))
    for one in (given.lead, *given.partners):
        rules.check_ours(one.workspace_id, campaign.workspace_id)
    campaign.name = rules.check_line(given.name, what="its name")
    campaign.subject = rules.check_line(given.subject, what="its subject")
    campaign.began, campaign.ended, campaign.lead = given.began, given.ended, given.lead
    campaign.cost, campaign.aim = rules.check_cost(given.cost), given.aim.strip()[: rules.LONGEST_WORDS]
    campaign.funded_by = given.funded_by.strip()[: rules.LONGEST_LINE]
    campaign.save()
    campaign.partners.exclude(organisation__in=given.partners).delete()
    for one in given.partners:
        Partner.objects.get_or_create(
            workspace=campaign.workspace, campaign=campaign, organisation=one,
            defaults={"recorded_by": by, "recorded_at": clock.now()},
        )  # fmt: skip


def _kept(model: Any, campaign: Campaign, by: User, **fields: Any) -> Any:
    check_granted(GRANTS, Capability.KEEP, workspace=campaign.workspace, user=by)
    rules.check_standing(withdrawn=campaign.withdrawn_at is not None)
    return model.objects.create(
        workspace=campaign.workspace, campaign=campaign, recorded_by=by, recorded_at=clock.now(), **fields
    )


@transaction.atomic
def add_piece(*, campaign: Campaign, given: PieceFacts, by: User) -> Piece:
    """Record an event or a material of a campaign."""
    made: Piece = _kept(
        Piece, campaign, by, kind=given.kind, name=rules.check_line(given.name, what="its name"), on=given.on,
        place=given.place.strip()[: rules.LONGEST_LINE], count=rules.check_count(given.count),
    )  # fmt: skip
    record("campaigns.piece_added", campaign, by=by, facts={"campaign": campaign.name, "piece": made.name})
    return made


@transaction.atomic
def remove_piece(*, piece: Piece, by: User) -> None:
    """Take an event or a material out that was recorded by mistake. The ledger keeps that it was there."""
    check_granted(GRANTS, Capability.KEEP, workspace=piece.workspace, user=by)
    campaign, name = piece.campaign, piece.name
    piece.delete()
    record("campaigns.piece_removed", campaign, by=by, facts={"campaign": campaign.name, "piece": name})


@transaction.atomic
def record_reach(*, campaign: Campaign, channel: str, count: int | None, source: str, as_at: date, by: User) -> Reach:
    """Record how many a campaign reached by a channel until a day, as somebody says. Earlier counts stay beside it."""
    rules.check_channel(channel)
    made: Reach = _kept(
        Reach, campaign, by, channel=channel, count=rules.check_count(count),
        source=rules.check_line(source, what="who says so", longest=300),
        as_at=rules.check_as_at(as_at, began=campaign.began, today=clock.today()),
    )  # fmt: skip
    record("campaigns.reach_recorded", campaign, by=by, facts={"campaign": campaign.name, "channel": channel})
    return made


@transaction.atomic
def record_said(*, campaign: Campaign, words: str, whose: str, on: date, by: User) -> Said:
    """Record what people said of a campaign: as a group, never by name."""
    made: Said = _kept(
        Said, campaign, by, words=rules.check_line(words, what="what they said", longest=rules.LONGEST_WORDS),
        whose=rules.check_line(whose, what="who said it"),
        on=rules.check_as_at(on, began=campaign.began, today=clock.today()),
    )  # fmt: skip
    record("campaigns.said_recorded", campaign, by=by, facts={"campaign": campaign.name})
    return made


@transaction.atomic
def tell_change(*, campaign: Campaign, changed: str, known_from: str, by: User) -> Campaign:
    """Record what changed, also where nothing did, and from what one knows it."""
    check_granted(GRANTS, Capability.KEEP, workspace=campaign.workspace, user=by)
    rules.check_standing(withdrawn=campaign.withdrawn_at is not None)
    campaign.changed = rules.check_line(changed, what="what changed", longest=rules.LONGEST_WORDS)
    campaign.known_from = rules.check_line(known_from, what="how one knows", longest=300)
    campaign.save(update_fields=["changed", "known_from"])
    record("campaigns.change_told", campaign, by=by, facts={"campaign": campaign.name})
    return campaign


@transaction.atomic
def withdraw_campaign(*, campaign: Campaign, reason: str, by: User) -> Campaign:
    """Take out a campaign that was recorded by mistake."""
    check_granted(GRANTS, Capability.KEEP, workspace=campaign.workspace, user=by)
    rules.check_standing(withdrawn=campaign.withdrawn_at is not None)
    campaign.withdrawn_at, campaign.withdrawn_because = clock.now(), rules.check_reason(reason)
    campaign.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("campaigns.campaign_withdrawn", campaign, by=by, facts={"campaign": campaign.name})
    return campaign
