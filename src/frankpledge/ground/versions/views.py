"""The versions of a thing: compared, put back, erased."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.ground.versions import actions, presenters
from frankpledge.ground.versions.forms import CompareForm
from frankpledge.ground.versions.permissions import GRANTS, Capability
from frankpledge.ground.versions.queries import Thing, differences, thing_of


def _found(request: HttpRequest, workspace: Workspace, thing: str, identifier: str) -> Thing:
    check_granted(GRANTS, Capability.COMPARE, workspace=workspace, user=reader(request))
    found = thing_of(kind=thing, about=identifier, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such thing whose versions are kept")
    return found


@require_safe
@in_workspace
def of(request: HttpRequest, workspace: Workspace, thing: str, identifier: str) -> HttpResponseBase:
    """Show how a thing stood after each change, and what two of its versions differ in."""
    found, by = _found(request, workspace, thing, identifier), reader(request)
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    shown = {
        "thing": found,
        "crumbs": (start, Crumb(found.subject.title, found.subject.href), Crumb("Versions")),
        "versions": presenters.timeline(found, workspace.slug),
        "may_erase": len(found.versions) > 1 and is_granted(GRANTS, Capability.ERASE, workspace=workspace, user=by),
    }
    if found.versions:
        form = CompareForm(request.GET, versions=found.versions)
        pair = [found.version(number) for number in form.numbers()]
        first, second = (one for one in pair if one is not None)
        told_apart = differences(found.kind, first, second)
        shown |= {"form": form, "first": first, "second": second, "last": found.versions[0]}
        shown["table"] = presenters.differences_table(told_apart, first, second) if told_apart else None
        shown["may_put_back"] = found.kind.may_put_back(found.row, by)
    return render(request, "versions/of.html", shown)


@require_POST
@in_workspace
def put_back(request: HttpRequest, workspace: Workspace, thing: str, identifier: str, kept: int) -> HttpResponseBase:
    """Put back what stood in a version, and go to the thing."""
    found = _found(request, workspace, thing, identifier)
    found.kind.check(found.row, reader(request))
    told(
        request, lambda: actions.put_back(thing=found, number=kept, by=reader(request)),
        f"Put back as it stood in version {kept}.",
    )  # fmt: skip
    return redirect("versions:of", workspace.slug, thing, identifier)


@require_POST
@in_workspace
def erase(request: HttpRequest, workspace: Workspace, thing: str, identifier: str) -> HttpResponseBase:
    """Erase the earlier states of a thing."""
    check_granted(GRANTS, Capability.ERASE, workspace=workspace, user=reader(request))
    found = _found(request, workspace, thing, identifier)
    told(request, lambda: actions.erase(thing=found, by=reader(request)), "Its earlier states are erased.")
    return redirect("versions:of", workspace.slug, thing, identifier)
