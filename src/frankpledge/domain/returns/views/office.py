"""The rounds: opened, listed with how each stands, the late ones, and how organisations answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.returns.actions import rounds
from frankpledge.domain.returns.forms import PairForm, ReasonForm, RoundForm
from frankpledge.domain.returns.jobs import remind_suppliers
from frankpledge.domain.returns.models import Round
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.presenters import office
from frankpledge.domain.returns.queries import Line, late_on, line_of, pairs_of, returns_of, rounds_of, tallies
from frankpledge.domain.returns.queries.scorecard import scorecard, shares_not_police
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader, told
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 20


def crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of the returns."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Returns", reverse("returns:list", args=(workspace.slug,)) if steps else ""), *steps)


def check_sees(request: HttpRequest, workspace: Workspace, capability: Capability = Capability.SEE) -> None:
    """Refuse whoever may not do this here."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))


def may(request: HttpRequest, workspace: Workspace, capability: Capability) -> bool:
    """Return whether the reader may do this here."""
    return is_granted(GRANTS, capability, workspace=workspace, user=reader(request))


@require_safe
@in_workspace
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the newest round with how it stands, and the rounds before it."""
    check_sees(request, workspace)
    found = rounds_of(workspace=workspace, viewer=reader(request))
    newest = found.first()
    shown, pages = paged(request, found, ON_A_PAGE)
    lines = _lines(request, workspace, newest) if newest else []
    context = {
        "newest": newest,
        "facts": office.facts(lines),
        "table": office.lines_table(lines, workspace.slug) if lines else None,
        "rounds": office.rounds_table(shown, tallies(shown), workspace.slug) if shown else None,
        "pages": pages,
        "late": len(late_on(workspace=workspace, viewer=reader(request))),
        "may_keep": may(request, workspace, Capability.KEEP),
        "crumbs": crumbs(workspace),
    }
    return render(request, "returns/list.html", context)


def _lines(request: HttpRequest, workspace: Workspace, round_: Round) -> list[Line]:
    found = returns_of(workspace=workspace, viewer=reader(request)).filter(round=round_)
    return [line_of(one, on=clock.today()) for one in found]


def _found_round(request: HttpRequest, workspace: Workspace, identity: UUID) -> Round:
    check_sees(request, workspace)
    found = rounds_of(workspace=workspace, viewer=reader(request)).filter(pk=identity).first()
    if found is None:
        raise Http404("there is no such round")
    return found


@require_safe
@in_workspace
def round_(request: HttpRequest, workspace: Workspace, return_round: UUID) -> HttpResponseBase:
    """Show one round: every return of it, with how each stands."""
    found = _found_round(request, workspace, return_round)
    lines = _lines(request, workspace, found)
    context = {
        "round": found,
        "facts": office.facts(lines),
        "table": office.lines_table(lines, workspace.slug),
        "may_keep": may(request, workspace, Capability.KEEP),
        "crumbs": crumbs(workspace, Crumb(found.name)),
    }
    return render(request, "returns/round.html", context)


@require_safe
@in_workspace
def round_file(request: HttpRequest, workspace: Workspace, return_round: UUID, kind: str) -> HttpResponseBase:
    """Give the returns of a round as a list."""
    found, today = _found_round(request, workspace, return_round), clock.today()
    name = f"returns-{found.name.replace('/', '-').replace(' ', '-').lower()}"
    made = office.listing(_lines(request, workspace, found), name=name, title=f"Returns for {found.name}", today=today)
    return list_as_file(request, workspace, made, kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def open_round(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for which period every supplier is asked, and open the round."""
    check_sees(request, workspace, Capability.KEEP)
    form = RoundForm(request.POST if request.method == "POST" else None, today=clock.today())
    shown = {
        "title": "Open a round",
        "lede": "Every supplier gets a return with what is due from it. Reminders bring its link; or make one.",
        "button": "Open the round",
        "crumbs": crumbs(workspace, Crumb("Open a round")),
    }

    def act() -> HttpResponseBase:
        every, period = form.given()
        made = rounds.open_round(workspace=workspace, every=every, period=period, by=reader(request))
        messages.success(request, f"The round {made.name} is open.")
        return redirect("returns:round", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def remind(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Send what waits to every supplier at once, without waiting for the day of reminders."""
    check_sees(request, workspace, Capability.KEEP)
    told(request, lambda: _remind(request, workspace), "")
    return redirect("returns:list", workspace.slug)


def _remind(request: HttpRequest, workspace: Workspace) -> None:
    made = remind_suppliers(workspace=workspace, by=reader(request))
    messages.success(request, made.words)


@require_safe
@in_workspace
def late(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every return that is over its day and has not come."""
    check_sees(request, workspace)
    lines = late_on(workspace=workspace, viewer=reader(request))
    shown = {
        "table": office.lines_table(lines, workspace.slug, with_round=True) if lines else None,
        "may_keep": may(request, workspace, Capability.KEEP),
        "crumbs": crumbs(workspace, Crumb("Late")),
    }
    return render(request, "returns/late.html", shown)


@require_safe
@in_workspace
def late_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the late returns as a list."""
    check_sees(request, workspace)
    lines, today = late_on(workspace=workspace, viewer=reader(request)), clock.today()
    made = office.listing(lines, name="late-returns", title="Late returns", today=today)
    return list_as_file(request, workspace, made, kind, let_list_out)


@require_safe
@in_workspace
def scores(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show how each organisation answers, what goes blank without it, and how much is not from the police."""
    check_sees(request, workspace)
    found = scorecard(workspace=workspace, viewer=reader(request), on=clock.today())
    shown = {
        "table": office.score_table(found) if found else None,
        "blank": office.blank_table(found),
        "shares": office.share_table(shares_not_police(workspace=workspace, on=clock.today())),
        "crumbs": crumbs(workspace, Crumb("Scorecard")),
    }
    return render(request, "returns/scorecard.html", shown)


@require_safe
@in_workspace
def scores_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the scorecard as a list."""
    check_sees(request, workspace)
    found = scorecard(workspace=workspace, viewer=reader(request), on=clock.today())
    return list_as_file(request, workspace, office.score_listing(found, today=clock.today()), kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def pairs(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show which indicators are held against each other, and declare another pair."""
    check_sees(request, workspace, Capability.KEEP)
    viewer = reader(request)
    form = PairForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=viewer)
    found = list(pairs_of(workspace=workspace, viewer=viewer))
    shown = {
        "pairs": found,
        "table": office.pairs_table(found) if found else None,
        "crumbs": crumbs(workspace, Crumb("Held against each other")),
    }

    def act() -> HttpResponseBase:
        rounds.declare_pair(workspace=workspace, by=viewer, **form.given())
        return redirect("returns:pairs", workspace.slug)

    return answered(request, form, shown, act, template="returns/pairs.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def pair_end(request: HttpRequest, workspace: Workspace, return_pair: UUID) -> HttpResponseBase:
    """Ask why two indicators are no longer held against each other, and stop it."""
    check_sees(request, workspace, Capability.KEEP)
    found = pairs_of(workspace=workspace, viewer=reader(request)).filter(pk=return_pair).first()
    if found is None:
        raise Http404("there is no such pair")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    way = Crumb("Held against each other", reverse("returns:pairs", args=(workspace.slug,)))
    shown = {
        "title": "Withdraw a pair",
        "caption": str(found),
        "button": "Withdraw",
        "crumbs": crumbs(workspace, way, Crumb("Withdraw")),
    }

    def act() -> HttpResponseBase:
        rounds.withdraw_pair(pair=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("returns:pairs", workspace.slug)

    return answered(request, form, shown, act)
