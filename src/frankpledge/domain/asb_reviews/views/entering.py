"""An application that came on paper or by telephone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frankpledge.domain.asb_reviews.actions.applying import enter as enter_application
from frankpledge.domain.asb_reviews.forms.applying import EnterForm
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.views.register import asked, crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def enter(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for the application, keep it, and show its code this once."""
    by = reader(request)
    check_granted(GRANTS, Capability.TAKE, workspace=workspace, user=by)
    form = EnterForm(request.POST or None)
    lede = "Its reports are added on the page of the case. Its code is shown once: tell it by the agreed safe contact."

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        made = enter_application(
            workspace=workspace, channel=told["channel"], received_on=told["received_on"], given=form.given(), by=by
        )
        shown = {"case": made.case, "code": made.code, "crumbs": crumbs(workspace, str(made.case).capitalize())}
        return render(request, "asb_reviews/code.html", shown)

    return answered(request, form, asked(workspace, "Enter an application", "Enter it", lede), act)
