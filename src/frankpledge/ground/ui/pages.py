"""What every view stands on: the workspace of its address, if the reader belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.queries import NoSuchWorkspace, workspace_for

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Workspace, Rest], HttpResponseBase]
Routed = Callable[Concatenate[HttpRequest, str, Rest], HttpResponseBase]


def in_workspace(view: View[Rest]) -> Routed[Rest]:
    """Return a view that takes `slug` from the address and gives `view` the Workspace, as its second argument.

    A workspace that is not there, and one that the reader does not belong to, are both 404. The workspace also becomes
    `request.workspace`, from which the frame makes masthead and navigation.
    """

    @wraps(view)
    def routed(request: HttpRequest, slug: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            workspace = workspace_for(slug=slug, viewer=request.user)
        except NoSuchWorkspace as refusal:
            raise Http404(str(refusal)) from None
        request.workspace = workspace  # type: ignore[attr-defined] (a page's frame reads it)
        return view(request, workspace, *args, **kwargs)

    return routed
