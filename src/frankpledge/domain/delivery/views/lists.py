"""The pages of lists of steps of a plan: sent, looked at, taken in, taken back."""

from __future__ import annotations

from frankpledge.domain.delivery.actions.lists import STEPS
from frankpledge.domain.delivery.forms import StepListForm
from frankpledge.domain.delivery.views.plan import crumbs
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return crumbs(workspace, Crumb("From a file"))[:2]


PAGES = ListPages(
    kind=STEPS,
    app="delivery",
    parameter="delivery_list",
    title="Lists of steps",
    lede="Send a delivery plan as a file after editing it, or one that a partner keeps in a workbook.",
    back=_back,
    let_out=let_list_out,
    tail=(
        "A step is known by its number in the plan, or word for word; any other is new, which only a draft takes. Once "
        "the plan is approved its words stay: a list says how steps stand, and moves their dates with a reason."
    ),
    form=StepListForm,
)
