"""Reading the register of campaigns: the list, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.campaigns.models import Campaign, Partner, Piece, Reach, Said
from frankpledge.domain.campaigns.rules import PieceKind, State, lacking, state_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.statute.campaigns import Channel, channel_called, channels


@dataclass(frozen=True)
class Part:
    """An event or a material. `count` None: not known."""

    id: UUID
    kind: PieceKind
    name: str
    on: date | None
    place: str
    count: int | None


@dataclass(frozen=True)
class Reached:
    """The latest count of one channel: of what, how many (None: not known), who says so, until when."""

    channel: Channel
    count: int | None
    source: str
    as_at: date


@dataclass(frozen=True)
class Heard:
    """What a group said."""

    words: str
    whose: str
    on: date


@dataclass(frozen=True)
class Line:
    """One campaign on a day."""

    id: UUID
    name: str
    subject: str
    aim: str
    began: date
    ended: date | None
    years: tuple[FinancialYear, ...]
    state: State
    lead_id: UUID
    lead: str
    partners: tuple[str, ...]
    organisations: frozenset[UUID]
    cost: Decimal | None
    funded_by: str
    parts: tuple[Part, ...]
    reached: tuple[Reached, ...]
    heard: tuple[Heard, ...]
    changed: str
    known_from: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """Which part of the register is shown. Every part may be empty: all of them."""

    state: str = ""
    year: str = ""
    subject: str = ""
    organisation: str = ""
    words: str = ""
    order: str = "latest"


def campaigns_of(*, workspace: Workspace, viewer: User) -> QuerySet[Campaign]:
    """Return the campaigns of a workspace that the viewer belongs to, with all that is kept of them."""
    found = Campaign.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return (
        found.filter(withdrawn_at__isnull=True)
        .select_related("workspace", "lead", "recorded_by")
        .prefetch_related(
            Prefetch("partners", queryset=Partner.objects.select_related("organisation")),
            Prefetch("pieces", queryset=Piece.objects.order_by("on", "name")),
            Prefetch("reaches", queryset=Reach.objects.order_by("as_at", "recorded_at")),
            Prefetch("said", queryset=Said.objects.order_by("on")),
        )
    )


def campaign_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Campaign | None:
    """Return one campaign; None where there is none that the viewer may see."""
    return campaigns_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def line_of(campaign: Campaign, *, on: date) -> Line:
    """Return a campaign as the list shows it on a day."""
    state = state_of(began=campaign.began, ended=campaign.ended, on=on)
    partners = [one.organisation for one in campaign.partners.all()]
    reached = _reached(campaign)
    return Line(
        id=campaign.pk,
        name=campaign.name,
        subject=campaign.subject,
        aim=campaign.aim,
        began=campaign.began,
        ended=campaign.ended,
        years=_years(campaign.began, min(campaign.ended or on, on)),
        state=state,
        lead_id=campaign.lead_id,
        lead=campaign.lead.name,
        partners=tuple(one.name for one in partners),
        organisations=frozenset((campaign.lead_id, *(one.pk for one in partners))),
        cost=campaign.cost,
        funded_by=campaign.funded_by,
        parts=tuple(
            Part(one.pk, PieceKind(one.kind), one.name, one.on, one.place, one.count) for one in campaign.pieces.all()
        ),
        reached=reached,
        heard=tuple(Heard(one.words, one.whose, one.on) for one in campaign.said.all()),
        changed=campaign.changed,
        known_from=campaign.known_from,
        lacks=lacking(state=state, ended=campaign.ended, reached=bool(reached), changed=bool(campaign.changed), on=on),
    )


def _reached(campaign: Campaign) -> tuple[Reached, ...]:
    """Return the latest count of each channel, in the order of channels: counts that grow replace one another."""
    latest = {one.channel: one for one in campaign.reaches.all()}
    order = [one.id for one in channels()]
    found = []
    for name in sorted(latest, key=lambda one: order.index(one) if one in order else len(order)):
        channel, row = channel_called(name), latest[name]
        if channel is not None:
            found.append(Reached(channel, row.count, row.source, row.as_at))
    return tuple(found)


def _years(began: date, until: date) -> tuple[FinancialYear, ...]:
    first, last = financial_year_of(began).start, financial_year_of(max(began, until)).start
    return tuple(FinancialYear(start) for start in range(first, last + 1))


def lines_of(*, workspace: Workspace, viewer: User, on: date) -> tuple[Line, ...]:
    """Return every campaign, the latest first."""
    return tuple(line_of(one, on=on) for one in campaigns_of(workspace=workspace, viewer=viewer))


def chosen(lines: Iterable[Line], choice: Choice) -> tuple[Line, ...]:
    """Return that part of the register which a choice names, in its order."""
    words = choice.words.casefold()
    found = [
        line
        for line in lines
        if choice.state in ("", line.state.value, "untold" if line.lacks else "-")
        and (not choice.year or choice.year in map(str, line.years))
        and choice.subject in ("", line.subject)
        and (not choice.organisation or choice.organisation in map(str, line.organisations))
        and words in f"{line.name} {line.aim} {line.changed}".casefold()
    ]
    if choice.order == "name":
        return tuple(sorted(found, key=lambda line: line.name.casefold()))
    return tuple(sorted(found, key=lambda line: (line.began, line.name), reverse=True))
