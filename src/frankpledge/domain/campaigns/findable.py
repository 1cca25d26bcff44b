"""What of the register of campaigns can be found, and what people comment on: a campaign with all that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.campaigns.actions import CampaignFacts, amend_campaign
from frankpledge.domain.campaigns.models import Campaign
from frankpledge.domain.campaigns.permissions import GRANTS, Capability
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.queries import beyond_rows
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
CAMPAIGN = Campaign._meta.label_lower


def _campaigns(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Campaign.objects.filter(workspace=workspace, withdrawn_at__isnull=True).select_related("lead")
    kept = found.filter(pk=about) if about else found
    for one in kept.prefetch_related("pieces", "said"):
        pieces, said = [piece.name for piece in one.pieces.all()], [heard.words for heard in one.said.all()]
        words = [one.subject, one.aim, f"{one.lead}.", one.funded_by, one.changed, *pieces, *said]
        href = reverse("campaigns:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Campaign: {one.name}", " ".join(filter(None, words)), href, one.recorded_at)


FINDABLE = (FindableKind(CAMPAIGN, "Campaigns", GRANTS[Capability.SEE], _campaigns, order=28),)


def _campaign(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    found = Campaign.objects.filter(workspace=workspace, pk=UUID(about), withdrawn_at__isnull=True).first()
    if found is None:
        return None
    return Subject(found.name, reverse("campaigns:one", args=(workspace.slug, found.pk)), ((CAMPAIGN, (about,)),))


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


SUBJECTS = (SubjectKind(CAMPAIGN, "a campaign", _campaign, keeps=_keeps),)


# ---- how it stood. Whom it reached and what was said of it is dated, and stays ---------------------------------

FIELDS = (
    ("name", "Name"), ("subject", "Subject"), ("began", "From"), ("ended", "To"), ("lead", "Led by"),
    ("partners", "With"), ("aim", "Aim"), ("cost", "Cost, in pounds"), ("funded_by", "Paid by"),
    ("changed", "What changed"), ("known_from", "How one knows"),
)  # fmt: skip


def _partners(campaign: Campaign) -> Any:
    return Organisation.objects.filter(campaigns_joined__campaign=campaign)


VERSIONED = (
    VersionedKind(
        CAMPAIGN, Campaign, FIELDS, _campaign,
        by_act(amend_campaign, "campaign", CampaignFacts, now={"partners": _partners}),
        kept_by(GRANTS, Capability.KEEP), fixed=("changed", "known_from"),
        beyond={"partners": beyond_rows(Organisation, _partners)},
    ),
)  # fmt: skip


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = Campaign.objects.filter(workspace=asked.workspace, withdrawn_at__isnull=True).select_related("lead")
    for one in asked.among(found):
        yield Place(
            Ref(CAMPAIGN, str(one.pk)), f"Campaign: {one.name}",
            reverse("campaigns:one", args=(asked.workspace.slug, one.pk)), words=one.subject, whose=str(one.lead),
            over=one.ended is not None, on=one.ended or one.began,
        )  # fmt: skip


THREAD = (PlaceKind(CAMPAIGN, "a campaign", "Campaigns", Stage.ACTION, _places),)
