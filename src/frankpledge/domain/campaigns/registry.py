"""What this app adds to the ground."""

from frankpledge.domain.campaigns.findable import CAMPAIGN, FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.campaigns.permissions import GRANTS, Capability
from frankpledge.domain.campaigns.presenters import home_needs
from frankpledge.domain.campaigns.queries import campaigns_of, lines_of
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, ListPage, NavigationEntry
from frankpledge.ground.telling import Happened, HappenedRequest

__all__ = [
    "AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "HAPPENED", "HOME", "LIST_PAGES", "NAVIGATION", "SUBJECTS", "THREAD",
    "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"campaigns.campaigns": "campaigns"}

NAVIGATION = (
    NavigationEntry(
        label="Campaigns",
        route="campaigns:list",
        order=49,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="roster:list",
    ),
)

LIST_PAGES = (
    ListPage(
        "campaigns:list",
        "Campaigns",
        ("state", "year", "subject", "organisation", "order", "words"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "campaigns.campaign_added": "recorded the campaign {campaign}",
    "campaigns.campaign_amended": "put the campaign {campaign} right",
    "campaigns.campaign_withdrawn": "withdrew the campaign {campaign}, recorded by mistake",
    "campaigns.piece_added": "recorded {piece}, of the campaign {campaign}",
    "campaigns.piece_removed": "took {piece} out of the campaign {campaign}",
    "campaigns.reach_recorded": "recorded whom the campaign {campaign} reached ({channel})",
    "campaigns.said_recorded": "recorded what people said of the campaign {campaign}",
    "campaigns.change_told": "recorded what the campaign {campaign} changed",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what the register brings to "This quarter" for whoever keeps it: campaigns of which nothing was told."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return HomeContribution()
    found = [line for line in lines_of(workspace=workspace, viewer=viewer, on=asked.today) if line.lacks]
    return home_needs(found, workspace.slug)


def HAPPENED(asked: HappenedRequest) -> tuple[Happened, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the campaigns that ran within some days, as a chart may show them."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return ()
    ran = campaigns_of(workspace=workspace, viewer=viewer).filter(began__lte=asked.last)
    if asked.at is not None:
        ran = ran.filter(recorded_at__lte=asked.at)
    return tuple(
        Happened(f"Campaign: {one.name}", one.began, one.ended, CAMPAIGN, str(one.pk), one.subject)
        for one in ran.exclude(ended__lt=asked.first).order_by("began")
    )
