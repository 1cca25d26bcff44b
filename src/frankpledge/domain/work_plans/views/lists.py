"""The pages of lists of lines of a work plan: sent, looked at, taken in, taken back."""

from __future__ import annotations

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.work_plans.actions.lists import LINES
from frankpledge.domain.work_plans.forms import PlanListForm
from frankpledge.domain.work_plans.views.plans import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb


def _back(workspace: Workspace) -> tuple[Crumb, ...]:
    return crumbs(workspace, Crumb("From a file"))[:2]


PAGES = ListPages(
    kind=LINES,
    app="work_plans",
    parameter="plan_list",
    title="Lists of lines",
    lede="Send a work plan as a file after editing it, or one that a group keeps in a workbook.",
    back=_back,
    let_out=let_list_out,
    tail=(
        "A line is known by its number in the plan, or word for word; any other is new. What is not in the list stays. "
        "A quarter moves only with a reason, and so does any word of an approved plan."
    ),
    form=PlanListForm,
)
