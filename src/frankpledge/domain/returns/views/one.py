"""One return: looked at, entered for its supplier, checked, agreed, published, unlocked, and asked for by a link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.returns.actions import answering, judging, rounds
from frankpledge.domain.returns.forms import AgreeForm, CheckForm, ReasonForm
from frankpledge.domain.returns.forms.answering import ReturnForm, typed_in
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.permissions import Capability
from frankpledge.domain.returns.presenters.answering import boxes_page, title_of
from frankpledge.domain.returns.presenters.office import figures_table, return_page
from frankpledge.domain.returns.queries import boxes_of, line_of, return_of
from frankpledge.domain.returns.queries.earlier import earlier_of, questions_about
from frankpledge.domain.returns.queries.uses import uses_of
from frankpledge.domain.returns.rules import OPEN, SENT, NotAReturn, State
from frankpledge.domain.returns.rules.answers import read
from frankpledge.domain.returns.views.office import check_sees, crumbs, may
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, in_workspace, link_made, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def found_return(request: HttpRequest, workspace: Workspace, identity: UUID, capability: Capability) -> Return:
    """Return a return of the workspace, once the reader's role allows what is asked."""
    check_sees(request, workspace, capability)
    try:
        return return_of(identity, workspace=workspace, viewer=reader(request))
    except NotAReturn as refusal:
        raise Http404(str(refusal)) from None


def _way(workspace: Workspace, one: Return, *steps: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(one.supplier.name, reverse("returns:one", args=(workspace.slug, one.pk)) if steps else "")
    to_round = Crumb(one.round.name, reverse("returns:round", args=(workspace.slug, one.round_id)))
    return crumbs(workspace, to_round, here, *steps)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Show a return: how it stands, what was sent, and what can be done with it."""
    found = found_return(request, workspace, returned, Capability.SEE)
    state = State(found.state)
    may_keep, may_check = may(request, workspace, Capability.KEEP), may(request, workspace, Capability.CHECK)
    shown = {
        "page": return_page(found, line_of(found, on=clock.today()), uses_of(found)),
        "may_enter": may_keep and state in OPEN,
        "may_link": may_keep and (state in OPEN or state is State.CHECKED),
        "may_check": may_check and state is State.SUBMITTED,
        "may_agree": may_keep and state is State.CHECKED,
        "may_publish": may(request, workspace, Capability.PUBLISH) and state is State.AGREED,
        "may_unlock": may_check and state in SENT,
        "crumbs": _way(workspace, found),
    }
    return render(request, "returns/one.html", shown)


@require_POST
@in_workspace
def link(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Make a link for the supplier and show it, this once."""
    found, back = (
        found_return(request, workspace, returned, Capability.KEEP),
        reverse("returns:one", args=(workspace.slug, returned)),
    )
    try:
        opened = rounds.make_return_link(one=found, by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    way = _way(workspace, found, Crumb("Link"))
    return link_made(request, opened, back=back, back_words="Back to the return", crumbs=way)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def enter(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Enter the figures for a supplier, as it told them."""
    found = found_return(request, workspace, returned, Capability.KEEP)
    boxes = boxes_of(found)
    form = ReturnForm(request.POST if request.method == "POST" else None, boxes=boxes)
    typed = typed_in(request.POST, boxes) if request.method == "POST" else {}
    asked = questions_about(found, read(boxes, typed, complete=False).answers, at_entry=True, shown=True)
    shown: dict[str, Any] = {
        "boxes": boxes_page(found, form, earlier_of(found, shown=True), asked),
        "title": title_of(found),
        "one": found,
        "crumbs": _way(workspace, found, Crumb("Enter the figures")),
    }

    def act() -> HttpResponseBase:
        sent = answering.send_for(one=found, typed=typed, by=reader(request))
        messages.success(request, f"Sent for {found.supplier}, receipt {sent.receipt}.")
        return redirect("returns:one", workspace.slug, returned)

    return answered(request, form, shown, act, template="returns/enter.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def check(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Ask whether the figures can be taken, and keep who looked."""
    found = found_return(request, workspace, returned, Capability.CHECK)
    form = CheckForm(request.POST if request.method == "POST" else None, cells=found.cells.all())
    shown = {
        "title": f"Check {found}",
        "table": figures_table(found.cells.all()),
        "crumbs": _way(workspace, found, Crumb("Check")),
    }

    def act() -> HttpResponseBase:
        words = form.cleaned_data["words"]
        judging.check_return(one=found, words=words, set_aside=form.set_aside(), by=reader(request))
        messages.success(request, f"Checked. Now {found.supplier} agrees that these are its figures.")
        return redirect("returns:one", workspace.slug, returned)

    return answered(request, form, shown, act, template="returns/check.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def agree(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Ask who agreed for the organisation, and keep it."""
    found = found_return(request, workspace, returned, Capability.KEEP)
    form = AgreeForm(request.POST if request.method == "POST" else None)
    shown = {"title": f"{found}: agreed", "button": "Record", "crumbs": _way(workspace, found, Crumb("Agreed"))}

    def act() -> HttpResponseBase:
        judging.agree_return(one=found, as_whom=form.cleaned_data["as_whom"], by=reader(request))
        return redirect("returns:one", workspace.slug, returned)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def publish(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Put the figures before the board."""
    found = found_return(request, workspace, returned, Capability.PUBLISH)
    told(request, lambda: judging.publish_return(one=found, by=reader(request)), "The figures stand before the board.")
    return redirect("returns:one", workspace.slug, returned)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def unlock(request: HttpRequest, workspace: Workspace, returned: UUID) -> HttpResponseBase:
    """Ask why a return is opened again, and open it."""
    found = found_return(request, workspace, returned, Capability.CHECK)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"reason": found.wish})
    shown = {
        "title": f"Unlock {found}",
        "lede": "Its supplier can correct it and sends it again. What was known before stays known.",
        "button": "Unlock",
        "crumbs": _way(workspace, found, Crumb("Unlock")),
    }

    def act() -> HttpResponseBase:
        judging.unlock_return(one=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("returns:one", workspace.slug, returned)

    return answered(request, form, shown, act)
