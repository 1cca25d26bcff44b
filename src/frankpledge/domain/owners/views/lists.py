"""The pages of lists of who answers for duties."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.owners.actions.lists import OWNERS
from frankpledge.domain.owners.views.register import back
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb

PAGES = ListPages(
    kind=OWNERS,
    app="owners",
    parameter="owner_list",
    title="Lists of who answers",
    lede="Send the list of who answers for which duty, after editing it.",
    back=lambda workspace: (*back(workspace), Crumb("Who answers", reverse("owners:list", args=(workspace.slug,)))),
    let_out=let_list_out,
    sample="file",
    tail="A line is known by the code of its duty. Who is not among the people of this partnership is not taken.",
)
