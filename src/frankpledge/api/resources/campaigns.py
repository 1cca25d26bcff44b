"""The register of campaigns for programs: the list, one campaign, its pieces, whom it reached, what changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, row_in, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import REGISTERS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.campaigns import actions
from frankpledge.domain.campaigns.forms import (
    CampaignForm,
    ChangeForm,
    ChoiceForm,
    PieceForm,
    ReachForm,
    ReasonForm,
    SaidForm,
)
from frankpledge.domain.campaigns.models import Campaign
from frankpledge.domain.campaigns.permissions import GRANTS, Capability
from frankpledge.domain.campaigns.queries import Line, campaign_of, chosen, line_of, lines_of
from frankpledge.domain.campaigns.rules import PieceKind, State

ONE = "/campaigns/{uuid:campaign}"


class CampaignPieceOut(Schema):
    """An event or a material of a campaign. A count of null is not known."""

    id: UUID
    kind: Annotated[str, listed(PieceKind)]
    name: str
    on: date | None
    place: str
    count: int | None


class CampaignReachedOut(Schema):
    """The latest count of one channel, who says so, and until when. Channels are never added up."""

    channel: str
    unit: str
    count: int | None
    source: str
    as_at: date


class CampaignHeardOut(Schema):
    """What a group said."""

    words: str
    whose: str
    on: date


class CampaignOut(Schema):
    """A campaign as it stands on the day. Without a last day it runs on; a cost of null is not known, and 0 is none."""

    id: UUID
    name: str
    subject: str
    aim: str
    began: date
    ended: date | None
    state: Annotated[str, listed(State)]
    years: list[str]
    lead: UUID
    lead_name: str
    partners: list[str]
    cost: Decimal | None
    funded_by: str
    pieces: list[CampaignPieceOut]
    reached: list[CampaignReachedOut]
    heard: list[CampaignHeardOut]
    changed: str
    known_from: str
    lacks: list[str] = Field(description="What is still to be recorded of it.")


def campaign_out(line: Line) -> CampaignOut:
    """Return a campaign as it is told."""
    named = ("id", "name", "subject", "aim", "began", "ended", "state", "cost", "funded_by", "changed", "known_from")
    reached = [
        CampaignReachedOut(
            channel=one.channel.id, unit=one.channel.unit, count=one.count, source=one.source, as_at=one.as_at
        )
        for one in line.reached
    ]  # fmt: skip
    return CampaignOut(
        **{name: getattr(line, name) for name in named}, years=[str(one) for one in line.years], lead=line.lead_id,
        lead_name=line.lead, partners=list(line.partners), reached=reached,
        pieces=[CampaignPieceOut.from_orm(one) for one in line.parts],
        heard=[CampaignHeardOut.from_orm(one) for one in line.heard], lacks=list(line.lacks),
    )  # fmt: skip


def found(call: Call, campaign: UUID, capability: Capability = Capability.SEE) -> Campaign:
    """Return a campaign that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(campaign_of(campaign, **call.here), "campaign")


def told(call: Call, campaign: UUID) -> CampaignOut:
    """Return a campaign as it stands on the day of a call."""
    return campaign_out(line_of(there(campaign_of(campaign, **call.here), "campaign"), on=call.today))


def lines(call: Call, given: dict[str, Any]) -> tuple[Line, ...]:
    """Return the campaigns that the filters of the page name."""
    call.check(GRANTS, Capability.SEE)
    every = lines_of(**call.here, on=call.today)
    return chosen(every, filled(ChoiceForm(given, **call.here, lines=every)).choice())


@lists("/campaigns", part=REGISTERS, of=CampaignOut, asks=ChoiceForm)
def list_campaigns(call: Call, given: dict[str, Any]) -> Rows:
    """List campaigns under the filters of the page, the latest first."""
    return Rows(lines(call, given), campaign_out)


@reads(ONE, part=REGISTERS, returns=CampaignOut)
def read_campaign(call: Call, campaign: UUID) -> CampaignOut:
    """Read of a campaign what it consists of, whom it reached, and what came of it."""
    return told(call, found(call, campaign).pk)


@acts("/campaigns", part=REGISTERS, asks=CampaignForm, returns=CampaignOut, status=201)
def add_campaign(call: Call, given: dict[str, Any]) -> CampaignOut:
    """Record a campaign with who leads it and who takes part."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(CampaignForm(given, **call.here))
    return told(call, actions.add_campaign(workspace=call.workspace, given=form.given(), by=call.by).pk)


@acts(ONE, part=REGISTERS, asks=CampaignForm, returns=CampaignOut, method="PUT")
def amend_campaign(call: Call, campaign: UUID, given: dict[str, Any]) -> CampaignOut:
    """Put a campaign right, or end it by its last day. What is left out is emptied."""
    one = found(call, campaign, Capability.KEEP)
    actions.amend_campaign(campaign=one, given=filled(CampaignForm(given, **call.here)).given(), by=call.by)
    return told(call, campaign)


@acts(f"{ONE}/pieces", part=REGISTERS, asks=PieceForm, returns=CampaignOut, status=201)
def add_piece(call: Call, campaign: UUID, given: dict[str, Any]) -> CampaignOut:
    """Record an event or a material of a campaign."""
    one = found(call, campaign, Capability.KEEP)
    actions.add_piece(campaign=one, given=filled(PieceForm(given)).given(), by=call.by)
    return told(call, campaign)


@acts(f"{ONE}/pieces/{{uuid:piece}}", part=REGISTERS, returns=CampaignOut, method="DELETE")
def remove_piece(call: Call, campaign: UUID, piece: UUID) -> CampaignOut:
    """Take an event or a material out that was recorded by mistake."""
    row = row_in(found(call, campaign, Capability.KEEP).pieces.all(), piece, "event or material")
    actions.remove_piece(piece=row, by=call.by)
    return told(call, campaign)


@acts(f"{ONE}/reach", part=REGISTERS, asks=ReachForm, returns=CampaignOut, status=201)
def record_reach(call: Call, campaign: UUID, given: dict[str, Any]) -> CampaignOut:
    """Record how many a campaign reached by a channel until a day, and who says so. Earlier counts are kept."""
    one = found(call, campaign, Capability.KEEP)
    actions.record_reach(campaign=one, **filled(ReachForm(given)).cleaned_data, by=call.by)
    return told(call, campaign)


@acts(f"{ONE}/said", part=REGISTERS, asks=SaidForm, returns=CampaignOut, status=201)
def record_said(call: Call, campaign: UUID, given: dict[str, Any]) -> CampaignOut:
    """Record what people said of a campaign: as a group, never by name."""
    one = found(call, campaign, Capability.KEEP)
    actions.record_said(campaign=one, **filled(SaidForm(given)).cleaned_data, by=call.by)
    return told(call, campaign)


@acts(f"{ONE}/change", part=REGISTERS, asks=ChangeForm, returns=CampaignOut, method="PUT")
def tell_change(call: Call, campaign: UUID, given: dict[str, Any]) -> CampaignOut:
    """Record what changed, also where nothing did, and from what one knows it."""
    one = found(call, campaign, Capability.KEEP)
    actions.tell_change(campaign=one, **filled(ChangeForm(given)).cleaned_data, by=call.by)
    return told(call, campaign)


@acts(f"{ONE}/withdraw", part=REGISTERS, asks=ReasonForm, returns=CampaignOut)
def withdraw_campaign(call: Call, campaign: UUID, given: dict[str, Any]) -> CampaignOut:
    """Take out a campaign that was recorded by mistake, and return it as it was."""
    one = found(call, campaign, Capability.KEEP)
    stood = campaign_out(line_of(one, on=call.today))
    actions.withdraw_campaign(campaign=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return stood
