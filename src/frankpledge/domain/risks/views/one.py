"""One risk: raised, put right, scored, looked at, closed and opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.risks import actions
from frankpledge.domain.risks.forms import AddForm, EndForm, ReviewForm, RiskForm, ScoreForm, as_typed
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.presenters.one import risk_page
from frankpledge.domain.risks.queries import is_own, line_of, risk_of, tolerance_of
from frankpledge.domain.risks.rules import ScoreKind, State
from frankpledge.domain.risks.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader


def found_risk(request: HttpRequest, workspace: Workspace, risk: UUID, capability: Capability) -> Risk:
    """Return a risk of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = risk_of(risk, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such risk")
    return found


def about(risk: Risk, title: str, button: str) -> dict[str, Any]:
    """Return what a page that asks about a risk shows besides its form."""
    way = crumbs(risk.workspace, f"Risk {risk.number}")
    return {"title": title, "caption": f"Risk {risk.number}: {risk.title}", "button": button, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, risk: UUID) -> HttpResponseBase:
    """Show a risk, its scores, what is done about it, and all that happened to it."""
    found, viewer, today = found_risk(request, workspace, risk, Capability.SEE), reader(request), clock.today()
    may_keep = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    may_review = is_granted(GRANTS, Capability.REVIEW, workspace=workspace, user=viewer)
    over = found.state == State.CLOSED
    shown = {
        "page": risk_page(found, line_of(found, on=today), on=today),
        "may_keep": may_keep,
        "may_review": not over and may_review and (may_keep or is_own(found, viewer)),
        "over": over,
        "kinds": list(ScoreKind),
        "crumbs": crumbs(workspace, f"Risk {found.number}"),
    }
    return render(request, "risks/one.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a risk and record it; its scores are asked for next."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    typed = request.POST if request.method == "POST" else None
    form = AddForm(typed, workspace=workspace, viewer=by, initial={"raised_on": clock.today()})
    shown: dict[str, Any] = {
        "title": "Raise a risk",
        "button": "Record, then score",
        "crumbs": crumbs(workspace, "Add"),
    }

    def act() -> HttpResponseBase:
        made = actions.raise_risk(workspace=workspace, given=form.given(), first=form.first(), by=by)
        messages.success(request, f"Recorded as risk {made.number}.")
        return redirect("risks:score", workspace.slug, made.pk, ScoreKind.CURRENT.value)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, risk: UUID) -> HttpResponseBase:
    """Put the words, the body or the owner right."""
    found, by = found_risk(request, workspace, risk, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = RiskForm(typed, workspace=workspace, viewer=by, initial=as_typed(found))

    def act() -> HttpResponseBase:
        actions.amend_risk(risk=found, given=form.given(), by=by)
        return redirect("risks:one", workspace.slug, risk)

    return answered(request, form, about(found, "Put it right", "Save"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def score(request: HttpRequest, workspace: Workspace, risk: UUID, which: str) -> HttpResponseBase:
    """Ask for another score and the reason, and keep both beside the one before."""
    found, by, today = found_risk(request, workspace, risk, Capability.KEEP), reader(request), clock.today()
    if which not in set(ScoreKind):
        raise Http404("there is no such score")
    kind, scheme = ScoreKind(which), tolerance_of(found.body, viewer=by, on=today).scheme
    form = ScoreForm(request.POST if request.method == "POST" else None, scheme=scheme, initial={"on": today})

    def act() -> HttpResponseBase:
        told, level = form.cleaned_data, form.level()
        assert level is not None  # both sides are needed
        actions.score_risk(risk=found, kind=kind, level=level, reason=told["reason"], on=told["on"], by=by)
        return redirect("risks:one", workspace.slug, risk)

    return answered(request, form, about(found, f"{kind.label} score: {kind.words}", "Score"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def review(request: HttpRequest, workspace: Workspace, risk: UUID) -> HttpResponseBase:
    """Ask what a look at the risk found, and keep it."""
    found, by, today = found_risk(request, workspace, risk, Capability.REVIEW), reader(request), clock.today()
    scheme = tolerance_of(found.body, viewer=by, on=today).scheme
    form = ReviewForm(request.POST if request.method == "POST" else None, scheme=scheme, initial={"on": today})

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        actions.review_risk(
            risk=found, words=told["words"], on=told["on"], due_next=told["due_next"], level=form.level(), by=by
        )
        messages.success(request, "Kept.")
        return redirect("risks:one", workspace.slug, risk)

    return answered(request, form, about(found, "Look at it again", "Keep"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def end(request: HttpRequest, workspace: Workspace, risk: UUID) -> HttpResponseBase:
    """Ask why an open risk is closed, or why a closed one is opened again."""
    found, by = found_risk(request, workspace, risk, Capability.KEEP), reader(request)
    over = found.state == State.CLOSED
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    shown = about(found, "Open it again" if over else "Close it", "Open it" if over else "Close it")

    def act() -> HttpResponseBase:
        do = actions.reopen_risk if over else actions.close_risk
        do(risk=found, reason=form.cleaned_data["reason"], on=form.cleaned_data["on"], by=by)
        return redirect("risks:one", workspace.slug, risk)

    return answered(request, form, shown, act)
