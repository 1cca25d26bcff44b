"""The pages of lists of other bodies' priorities: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.alignment.actions.lists import PRIORITIES
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Plans of other bodies", reverse("alignment:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=PRIORITIES,
    app="alignment",
    parameter="alignment_list",
    title="Lists of other bodies’ priorities",
    lede="Send the priorities of other bodies as a file: one line a priority, under the title of its plan.",
    back=_back,
    let_out=let_list_out,
    sample="priorities_file",
    tail=(
        "The plan must stand here already, under its title. A line with a number changes that priority, and outdates "
        "what was judged; one without is new. What is not in the list stays."
    ),
)
