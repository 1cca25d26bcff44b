"""Lists of campaigns: what takes one into the register, line by line by its own acts, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from frankpledge.domain.action_log.queries.incoming import named
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.campaigns import actions
from frankpledge.domain.campaigns.actions import CampaignFacts
from frankpledge.domain.campaigns.models import Campaign, Partner, Reach
from frankpledge.domain.campaigns.permissions import GRANTS, Capability
from frankpledge.domain.campaigns.queries import campaigns_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each, note_step, put_rows_back, settle_steps, stands
from frankpledge.ground.lists.rules import (
    CLEARS,
    Change,
    Column,
    Line,
    ListKind,
    NotTaken,
    Outcome,
    Taken,
    check_untouched,
    plain,
    said_otherwise,
)
from frankpledge.statute.campaigns import channels

Parts = list[tuple[str, str, str]]
NOT_COUNTED, PARTNERS = "?", "partners"
GONE = "a campaign that is not there any more"
COLUMNS = (
    Column("campaign", "campaign", ("name", "title", "campaign name"), needed=True),
    Column("subject", "subject", ("topic", "theme")),
    Column("aim", "aim", ("objective", "purpose")),
    Column("began", "began", ("from", "start", "start date", "first day"), is_day=True),
    Column("ended", "ended", ("to", "end", "end date", "last day"), is_day=True),
    Column("state", "state", only_shown=True),
    Column("lead", "lead", ("led by", "lead organisation", "lead agency"), words=named(Organisation)),
    Column("partners", "partners", ("with", "partner organisations")),
    Column("cost", "cost", ("price", "budget")),
    Column("funded_by", "funded_by", ("funder", "paid by")),
    Column("events", "events", only_shown=True),
    Column("materials", "materials", only_shown=True),
    Column("channel", "channel", ("medium",), words=lambda *_: [(one.id, one.label) for one in channels()]),
    Column("unit", "unit", only_shown=True),
    Column("reached", "reached", ("reach", "people reached", "number reached")),
    Column("source", "source", ("who says so", "counted by")),
    Column("as_at", "as_at", ("counted until",), is_day=True),
    Column("changed", "changed", ("what changed", "outcome", "impact")),
    Column("known_from", "known_from", ("how one knows", "evidence")),
)
PLAIN = ("name", "subject", "aim", "began", "ended", "lead_id", "cost", "funded_by", "changed", "known_from")
KINDS = {
    "campaign": (Campaign, (*PLAIN, "withdrawn_at"), ("pieces", "reaches", "said")),
    "reach": (Reach, ("channel", "count", "source", "as_at"), ()),
}


def check_may_keep(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not keep the register."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Take a list in: campaigns that are new, and facts, counts and changes that the list says otherwise."""
    taking = Taking(given)
    attempt_each(taking.outcome, given.lines, taking.line)
    settle_steps(taking.outcome, KINDS)
    for one in taking.outcome.steps:
        if one["kind"] == PARTNERS:
            one["now"] = _partners_of(one["id"])
    return taking.outcome


def _partners_of(campaign: str) -> list[str]:
    rows = Partner.objects.filter(campaign_id=campaign).values_list("organisation_id", flat=True)
    return sorted(str(one) for one in rows)


@dataclass
class Taking:
    """A list on its way into the register."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)

    def __post_init__(self) -> None:
        rows = standing_rows(Organisation, workspace=self.given.workspace, viewer=self.given.by)
        self.organisations = {str(one.pk): one for one in rows}
        self.called = {plain(one.name): one for one in self.organisations.values()}

    def line(self, line: Line) -> None:
        """Take one line in: the campaign, whom it reached by one channel, and what it changed."""
        found = self.found(line)
        before = stands(found, KINDS) if found else None
        campaign, parts = self.add(line) if found is None else (found, self.amend(found, line))
        parts += self.reach(campaign, line) + self.told(campaign, line)
        if not parts:
            self.outcome.unchanged += 1
            return
        note_step(self.outcome, campaign, KINDS, before)
        kind = "new" if found is None else "changed"
        self.outcome.changes.append(Change(line.sheet, line.number, kind, campaign.name, tuple(parts)))

    def found(self, line: Line) -> Campaign | None:
        """Return the campaign of a line: by its name and first day; by its name alone where one has it."""
        every = campaigns_of(workspace=self.given.workspace, viewer=self.given.by)
        called = [one for one in every if plain(one.name) == plain(line["campaign"])]
        if began := line.day("began"):
            return next((one for one in called if one.began == began), None)
        if len(called) > 1:
            raise NotTaken("several campaigns have this name.", column="began", cure="Give its first day.")
        return next(iter(called), None)

    def facts(self, line: Line, was: CampaignFacts) -> CampaignFacts:
        """Return a campaign as the line describes it; what it does not say stays."""
        return replace(
            was, subject=line["subject"] or was.subject, aim=line["aim"] or was.aim,
            ended=None if line["ended"] == CLEARS else line.day("ended") or was.ended,
            lead=self.organisations.get(line["lead"], was.lead),
            partners=self.partners(line) if line["partners"] else was.partners,
            cost=_pounds(line) if line["cost"] else was.cost, funded_by=line["funded_by"] or was.funded_by,
        )  # fmt: skip

    def partners(self, line: Line) -> tuple[Organisation, ...]:
        """Return the organisations that a cell names, with “;” between them; “none” is nobody."""
        if line["partners"] == CLEARS:
            return ()
        names = [one.strip() for one in line["partners"].split(";") if one.strip()]
        unknown = [one for one in names if plain(one) not in self.called]
        if unknown:
            raise NotTaken(
                f"“{unknown[0]}” is no organisation of the register.", column="partners",
                cure="Write each name as the register has it, with “;” between them.",
            )  # fmt: skip
        return tuple(self.called[plain(one)] for one in names)

    def add(self, line: Line) -> tuple[Campaign, Parts]:
        """Record a campaign that the register does not hold."""
        began, lead = line.day("began"), self.organisations.get(line["lead"])
        if began is None or lead is None or not line["subject"]:
            raise NotTaken(
                "it is new, and its subject, its first day or who leads it is not said.", column="began",
                cure="Fill them in, or write its name as the register has it.",
            )  # fmt: skip
        facts = self.facts(line, CampaignFacts(line["campaign"], line["subject"], began, lead))
        made = actions.add_campaign(workspace=self.given.workspace, given=facts, by=self.given.by)
        note_step(self.outcome, made, KINDS, None)
        return made, [("campaign", "", made.name), ("led by", "", lead.name)]

    def amend(self, campaign: Campaign, line: Line) -> Parts:
        """Put right what the line says otherwise of a campaign."""
        was = _facts(campaign)
        now = self.facts(line, was)
        parts = said_otherwise(was, now, words=_words)
        if parts:
            actions.amend_campaign(campaign=campaign, given=now, by=self.given.by)
            self.note_partners(campaign, was.partners)
        return parts

    def note_partners(self, campaign: Campaign, was: Sequence[Organisation]) -> None:
        """Note who took part before: rows that left are made again when the list is taken back."""
        known = any((one["kind"], one["id"]) == (PARTNERS, str(campaign.pk)) for one in self.outcome.steps)
        if not known:
            step = {"kind": PARTNERS, "id": str(campaign.pk), "was": sorted(str(one.pk) for one in was)}
            self.outcome.steps.append(step)

    def reach(self, campaign: Campaign, line: Line) -> Parts:
        """Keep how many were reached by the channel of a line, where nobody counted so before."""
        if not line["reached"]:
            return []
        as_at = line.day("as_at")
        if not line["channel"] or as_at is None:
            raise NotTaken(
                "it counts whom it reached, and by which channel or until when is not said.", column="channel",
                cure="Fill in channel and as_at.",
            )  # fmt: skip
        count = None if line["reached"] == NOT_COUNTED else _whole(line)
        if any(
            (one.channel, one.count, one.source, one.as_at) == (line["channel"], count, line["source"], as_at)
            for one in campaign.reaches.all()
        ):
            return []
        made = actions.record_reach(
            campaign=campaign, channel=line["channel"], count=count, source=line["source"], as_at=as_at,
            by=self.given.by,
        )  # fmt: skip
        note_step(self.outcome, made, KINDS, None)
        return [(f"reached by {_label(line['channel'])}", "", line["reached"])]

    def told(self, campaign: Campaign, line: Line) -> Parts:
        """Keep what a campaign changed and from what one knows it, where the line says it otherwise."""
        changed, known = line["changed"] or campaign.changed, line["known_from"] or campaign.known_from
        if (changed, known) == (campaign.changed, campaign.known_from):
            return []
        parts = [("what changed", campaign.changed, changed)]
        actions.tell_change(campaign=campaign, changed=changed, known_from=known, by=self.given.by)
        return parts


def _facts(campaign: Campaign) -> CampaignFacts:
    return CampaignFacts(
        campaign.name, campaign.subject, campaign.began, campaign.lead,
        tuple(one.organisation for one in campaign.partners.select_related("organisation")), campaign.ended,
        campaign.aim, campaign.cost, campaign.funded_by,
    )  # fmt: skip


def _words(value: Any) -> str:
    """Return a fact in words, by which two are compared: who takes part in whatever order."""
    if isinstance(value, tuple):
        return "; ".join(sorted(str(one) for one in value))
    return "" if value is None else str(value)


def _label(channel: str) -> str:
    return next((one.label for one in channels() if one.id == channel), channel).lower()


def _whole(line: Line) -> int:
    said = line["reached"].replace(",", "").removesuffix(".0")
    if not said.isdigit():
        raise NotTaken(f"“{line['reached']}” is no count.", column="reached", cure="Write a whole number, or ?.")
    return int(said)


def _pounds(line: Line) -> Decimal:
    try:
        return Decimal(line["cost"].lstrip("£").replace(",", "")).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise NotTaken(f"“{line['cost']}” is no cost.", column="cost", cure="Write pounds, 0 for none.") from None


@transaction.atomic
def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Take a list back: what it made leaves, what it changed is as it was. Refused where more was done since."""
    check_may_keep(workspace, by)
    order = list(KINDS)
    rows = sorted((one for one in steps if one["kind"] in KINDS), key=lambda one: order.index(one["kind"]))
    every = {str(one.pk): one for one in campaigns_of(workspace=workspace, viewer=by)}
    partners = [(every.get(one["id"]), one) for one in steps if one["kind"] == PARTNERS]
    check_untouched([str(found or GONE) for found, one in partners if _partners_of(one["id"]) != one["now"]])
    put_rows_back(steps=rows, kinds=KINDS, workspace=workspace, by=by)
    for campaign, one in partners:
        if campaign is not None:
            named_then = Organisation.objects.filter(workspace=workspace, pk__in=one["was"])
            campaign.refresh_from_db()
            actions.amend_campaign(
                campaign=campaign, given=replace(_facts(campaign), partners=tuple(named_then)), by=by
            )


CAMPAIGNS = ListKind("campaigns.campaigns", COLUMNS, check_may_keep, take, take_back)
