"""The thread of one place, and tying and untying from there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.threads import actions
from frankpledge.ground.threads.forms import LookForm, TieForm, UntieForm
from frankpledge.ground.threads.permissions import GRANTS, Capability
from frankpledge.ground.threads.presenters import address, lack, pictures, sides
from frankpledge.ground.threads.queries import ends_of, offered, place_of, thread_of, tie_of
from frankpledge.ground.threads.rules import NoSuchPlace, Place, Ref, Way
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb

MOST_OFFERED, MOST_IN_A_CRUMB = 20, 60


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of the thread."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Golden thread", reverse("web:thread", args=(workspace.slug,))), *more)


@require_safe
@in_workspace
def of(request: HttpRequest, workspace: Workspace, place_kind: str, place_about: str) -> HttpResponseBase:
    """Show what a place rests on and what follows from it."""
    viewer, ref = reader(request), Ref(place_kind, place_about)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    _there(request, workspace, ref)
    found = thread_of(ref, workspace=workspace, viewer=viewer)
    may_tie = is_granted(GRANTS, Capability.TIE, workspace=workspace, user=viewer)
    shown = {
        "found": found,
        "sides": sides(found, workspace.slug, may_tie=may_tie),
        "lack": lack(found),
        "pictures": pictures(found),
        "may_tie": may_tie,
        "crumbs": crumbs(workspace, Crumb(_short(found.place))),
    }
    return render(request, "threads/of.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def tie(request: HttpRequest, workspace: Workspace, place_kind: str, place_about: str) -> HttpResponseBase:
    """Ask with what a place is tied, which way and why; and tie it."""
    viewer, here = reader(request), Ref(place_kind, place_about)
    check_granted(GRANTS, Capability.TIE, workspace=workspace, user=viewer)
    place, look = _there(request, workspace, here), LookForm(request.GET)
    stage, words = look.asked()
    looked = bool(stage or words or request.method == "POST")
    found = offered(here, workspace=workspace, viewer=viewer, stage=stage, words=words) if looked else ()
    shown_first = found if request.method == "POST" else found[:MOST_OFFERED]
    form = TieForm(request.POST or None, offered=shown_first, initial={"way": Way.BACK.value})

    def act() -> HttpResponseBase:
        actions.tie(workspace=workspace, **form.ends(here), why=form.cleaned_data["why"], by=viewer)
        messages.success(request, "They are tied.")
        return redirect(address(workspace.slug, here))

    shown = {
        "place": place,
        "look": look,
        "many": len(found),
        "looked": looked,
        "most": MOST_OFFERED,
        "title": "Tie it to another thing",
        "crumbs": crumbs(workspace, Crumb(_short(place), address(workspace.slug, here)), Crumb("Tie")),
    }
    return answered(request, form, shown, act, template="threads/tie.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def untie(request: HttpRequest, workspace: Workspace, thread_tie: UUID) -> HttpResponseBase:
    """Ask why two things are tied no longer, and untie them."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.TIE, workspace=workspace, user=viewer)
    try:
        one = tie_of(thread_tie, workspace=workspace, viewer=viewer)
    except NoSuchPlace as refusal:
        raise Http404(str(refusal)) from None
    earlier, later = (place_of(ref, workspace=workspace, viewer=viewer) for ref in ends_of(one))
    form = UntieForm(request.POST or None)

    def act() -> HttpResponseBase:
        actions.untie(tie=one, because=form.cleaned_data["because"], by=viewer)
        messages.success(request, "They are tied no longer.")
        return redirect(address(workspace.slug, later.ref))

    way = crumbs(workspace, Crumb(_short(later), address(workspace.slug, later.ref)), Crumb("Untie"))
    lede = f"It rests on “{earlier.title}”: {one.why}"
    shown = {"title": "Untie", "button": "Untie", "caption": later.title, "crumbs": way, "lede": lede}
    return answered(request, form, shown, act)


def _there(request: HttpRequest, workspace: Workspace, ref: Ref) -> Place:
    try:
        return place_of(ref, workspace=workspace, viewer=reader(request))
    except NoSuchPlace as refusal:
        raise Http404(str(refusal)) from None


def _short(place: Place) -> str:
    """Return the name of a place, cut where a way of crumbs would wrap."""
    return Truncator(place.title).chars(MOST_IN_A_CRUMB)
