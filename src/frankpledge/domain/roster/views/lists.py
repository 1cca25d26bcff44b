"""The pages of member lists: sent, looked at, taken in, taken back."""

from __future__ import annotations

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.roster.actions.lists import MEMBERS
from frankpledge.domain.roster.forms.lists import MemberListForm
from frankpledge.domain.roster.views.reading import crumbs_to
from frankpledge.ground.lists.views import ListPages
from frankpledge.ground.ui.parts import Crumb

PAGES = ListPages(
    kind=MEMBERS,
    app="roster",
    parameter="member_list",
    title="Member lists",
    lede="Send the list of members that you keep, of one group or of all.",
    back=lambda workspace: crumbs_to(workspace, Crumb(""))[:-1],
    let_out=let_list_out,
    sample="members_file",
    tail="Only Organisation is needed; a new organisation needs its kind. Who is not in the list stays.",
    form=MemberListForm,
)
