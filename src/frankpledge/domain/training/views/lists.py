"""The pages of lists of training: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.training.actions.lists import TRAINING
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Training", reverse("training:list", args=(workspace.slug,))),
    )


PAGES = ListPages(
    kind=TRAINING,
    app="training",
    parameter="training_list",
    title="Lists of training",
    lede="Send the register as a file after editing it, or the sheet in which training was kept.",
    back=_back,
    let_out=let_list_out,
    sample="file",
    tail=(
        "An event is known by its course and its day; any other is new. An empty cell changes nothing, 0 is none, ? "
        "says that some came and nobody counted. What is not in the list stays."
    ),
)
