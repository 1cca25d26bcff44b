"""The pages of lists of risks: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.risks.actions.lists import RISKS
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Risks", reverse("risks:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=RISKS,
    app="risks",
    parameter="risk_list",
    title="Lists of risks",
    lede="Send the register as a file after editing it, or the sheet in which risks were kept.",
    back=_back,
    let_out=let_list_out,
    sample="file",
    tail=(
        "A risk is known by its number, or word for word; any other is new. An empty cell changes nothing. A score or "
        "a review that changes says why under “reason”. What is not in the list stays."
    ),
)
