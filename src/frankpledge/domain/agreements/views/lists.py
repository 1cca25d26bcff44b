"""The pages of lists of agreements: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.agreements.actions.lists import AGREEMENTS
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Agreements", reverse("agreements:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=AGREEMENTS,
    app="agreements",
    parameter="agreement_list",
    title="Lists of agreements",
    lede="Send the register as a file after editing it, or the sheet in which agreements were kept.",
    back=_back,
    let_out=let_list_out,
    sample="file",
    tail=(
        "An agreement is known by its name, a version by the day from which it is in force; any other is new. An empty "
        "cell changes nothing, “none” clears a day. A version whose end or review moves says why under “reason”. "
        "What is not in the list stays."
    ),
)
