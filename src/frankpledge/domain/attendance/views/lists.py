"""The pages of attendance sheets: sent, looked at, taken in, taken back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.attendance.actions.sheets import SHEETS
from frankpledge.domain.attendance.forms import SheetForm
from frankpledge.domain.attendance.views.tables import back
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb

PAGES = ListPages(
    kind=SHEETS,
    app="attendance",
    parameter="sheet",
    title="Attendance sheets",
    lede="Send the sheet on which attendance was kept: a row for each seat or organisation, a column for each meeting.",
    back=lambda workspace: (
        *back(workspace), Crumb("Attendance", reverse("attendance:list", args=(workspace.slug,)))
    ),
    let_out=let_list_out,
    sample="file",
    tail=(
        "Each mark means what you say once that it means; one of which nobody said it is no attendance and no absence. "
        "The column of a cancelled meeting is not read."
    ),
    form=SheetForm,
)  # fmt: skip
