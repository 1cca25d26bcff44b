"""A strategy that another partnership holds and that serves this one: what is known of it, and signing up to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.serious_violence import actions, forms
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.presenters import own_words
from frankpledge.domain.serious_violence.queries import Theirs, theirs
from frankpledge.domain.serious_violence.views.reading import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def _found(request: HttpRequest, workspace: Workspace, identity: UUID, capability: Capability) -> Theirs:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    every = theirs(workspace=workspace, viewer=reader(request))
    found = next((one for one in every if one.served.pk == identity), None)
    if found is None:
        raise Http404("no such strategy serves this partnership")
    return found


@require_safe
@in_workspace
def theirs_(request: HttpRequest, workspace: Workspace, theirs: UUID) -> HttpResponseBase:
    """Show a strategy of another that serves this partnership, and whether it signed up."""
    one = _found(request, workspace, theirs, Capability.SEE)
    writes = is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request))
    shown = {
        "one": one, "said": own_words(one), "may_sign": writes and one.own is None,
        "crumbs": crumbs(workspace, Crumb(one.title)),
    }  # fmt: skip
    return render(request, "serious_violence/theirs.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def sign(request: HttpRequest, workspace: Workspace, theirs: UUID) -> HttpResponseBase:
    """Ask when and by whose hand this partnership signs up, and write it down as its own record."""
    one = _found(request, workspace, theirs, Capability.WRITE)
    page = reverse("serious_violence:theirs", args=(workspace.slug, one.served.pk))
    form = forms.SignForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    shown: dict[str, Any] = {"title": "Sign up", "button": "Sign up", "caption": one.title}
    shown |= {"crumbs": crumbs(workspace, Crumb(one.title, page), Crumb("Sign up"))}

    def act() -> HttpResponseBase:
        actions.sign_up_here(served=one.served, **form.cleaned_data, by=reader(request))
        messages.success(request, f"Signed up. {one.holder} sees that this partnership did.")
        return redirect(page)

    return answered(request, form, shown, act)
