"""The pages of lists of actions: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.domain.action_log.forms.incoming import ActionListForm
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Actions", reverse("action_log:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=ACTIONS,
    app="action_log",
    parameter="action_list",
    title="Lists of actions",
    lede="Send the log as a file after editing it, or an action plan that a group keeps.",
    back=_back,
    let_out=let_list_out,
    sample="file",
    tail=(
        "A line is known by its number in the log, by its number in the plan, or word for word; any other is new. "
        "What is not in the list stays. A colour is kept as a word that was said, and decides nothing."
    ),
    form=ActionListForm,
)
