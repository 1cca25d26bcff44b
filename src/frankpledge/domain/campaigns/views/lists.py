"""The pages of lists of campaigns: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.campaigns.actions.lists import CAMPAIGNS
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Campaigns", reverse("campaigns:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=CAMPAIGNS,
    app="campaigns",
    parameter="campaign_list",
    title="Lists of campaigns",
    lede="Send the register as a file after editing it, or the sheet in which campaigns were kept.",
    back=_back,
    let_out=let_list_out,
    sample="file",
    tail=(
        "A campaign is known by its name and its first day; any other is new. An empty cell changes nothing, “none” "
        "clears a last day, ? says that nobody counted. Counts are added beside earlier ones. What is not in the list "
        "stays."
    ),
)
