"""One step of a delivery plan: how it stands is said, its date is changed, it is dropped, actions are tied to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.delivery import actions
from frankpledge.domain.delivery.forms import MoveForm, ReasonForm, SayForm, TieForm
from frankpledge.domain.delivery.permissions import GRANTS, Capability, may
from frankpledge.domain.delivery.presenters import number_of, step_page
from frankpledge.domain.delivery.queries import StepNow, one_step
from frankpledge.domain.delivery.views.plan import crumb_of, crumbs
from frankpledge.domain.plans.rules import Status
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


def found_step(request: HttpRequest, workspace: Workspace, step: UUID, capability: Capability) -> StepNow:
    """Return a step of an approved plan of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = one_step(step, workspace=workspace, viewer=reader(request), on=clock.today())
    if found is None or found.step.priority is None:
        raise Http404("there is no such step")
    return found


def _way(found: StepNow) -> tuple[Crumb, ...]:
    priority = found.step.priority
    assert priority is not None  # no page shows a step of no plan
    return crumbs(found.step.workspace, crumb_of(priority.plan), Crumb(f"Step {number_of(found)}"))


def _asks(found: StepNow, title: str, button: str) -> dict[str, Any]:
    return {"title": title, "button": button, "caption": found.step.words, "crumbs": _way(found)}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, delivery_step: UUID) -> HttpResponseBase:
    """Show a step, how it stands, and all that happened to it."""
    found, viewer = found_step(request, workspace, delivery_step, Capability.SEE), reader(request)
    shown = {
        "page": step_page(found),
        "open": not found.status.over,
        "dropped": found.status is Status.DROPPED,
        "may_say": may(Capability.SAY, workspace=workspace, user=viewer),
        "may_keep": may(Capability.KEEP, workspace=workspace, user=viewer),
        "crumbs": _way(found),
    }
    return render(request, "delivery/step.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def say(request: HttpRequest, workspace: Workspace, delivery_step: UUID) -> HttpResponseBase:
    """Ask how a step stands, and keep what is said."""
    found = found_step(request, workspace, delivery_step, Capability.SAY)
    form = SayForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        given = form.cleaned_data
        actions.say(
            step=found.step, status=Status(given["status"]), words=given["words"], on=given["on"], by=reader(request)
        )
        messages.success(request, "Recorded.")
        return redirect("delivery:step", workspace.slug, delivery_step)

    return answered(request, form, _asks(found, "How does the step stand?", "Record"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def move(request: HttpRequest, workspace: Workspace, delivery_step: UUID) -> HttpResponseBase:
    """Ask for another date and the reason, and keep both."""
    found = found_step(request, workspace, delivery_step, Capability.KEEP)
    form = MoveForm(request.POST if request.method == "POST" else None, initial={"due": found.step.due})

    def act() -> HttpResponseBase:
        actions.move(step=found.step, by=reader(request), **form.cleaned_data)
        return redirect("delivery:step", workspace.slug, delivery_step)

    return answered(request, form, _asks(found, "Change its date", "Change it"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def end(request: HttpRequest, workspace: Workspace, delivery_step: UUID) -> HttpResponseBase:
    """Ask why an open step is dropped, or why one that is over is opened again."""
    found = found_step(request, workspace, delivery_step, Capability.KEEP)
    over = found.status.over
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        do = actions.reopen if over else actions.drop
        do(step=found.step, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("delivery:step", workspace.slug, delivery_step)

    title, button = ("Open it again", "Open it") if over else ("Drop it", "Drop it")
    return answered(request, form, _asks(found, title, button), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def tie(request: HttpRequest, workspace: Workspace, delivery_step: UUID) -> HttpResponseBase:
    """Ask which action of the log carries a step out."""
    found, by = found_step(request, workspace, delivery_step, Capability.KEEP), reader(request)
    form = TieForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)

    def act() -> HttpResponseBase:
        actions.tie_action(step=found.step, action=form.rows[form.cleaned_data["action"]], by=by)
        return redirect("delivery:step", workspace.slug, delivery_step)

    return answered(request, form, _asks(found, "Tie an action to it", "Tie it"), act)


@require_POST
@in_workspace
def untie(request: HttpRequest, workspace: Workspace, delivery_step: UUID, delivery_tie: UUID) -> HttpResponseBase:
    """Say that an action does not carry out a step after all."""
    found, by = found_step(request, workspace, delivery_step, Capability.KEEP), reader(request)
    row = next((each for each in found.carried if each.pk == delivery_tie), None)
    if row is None:
        raise Http404("no such action is tied to it")
    told(request, lambda: actions.untie_action(tie=row, by=by), "It is tied no more.")
    return redirect("delivery:step", workspace.slug, delivery_step)
