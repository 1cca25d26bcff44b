"""Each duty with who answers for it; many of them changed at a stroke."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.owners.actions.lists import OWNERS
from frankpledge.domain.owners.forms import OwnersForm
from frankpledge.domain.owners.presenters import listing, owners_table
from frankpledge.domain.owners.queries import Answered, answered
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import answered as asked
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


class NobodyForm(forms.Form):
    """Whether only duties are shown for which nobody answers."""

    nobody = forms.BooleanField(label="Only those for which nobody answers", required=False)


def back(workspace: Workspace) -> tuple[Crumb, ...]:
    """Return the way to the duties."""
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Duties", reverse("duties:list", args=(workspace.slug,))),
    )


def _shown(request: HttpRequest, workspace: Workspace) -> tuple[Answered, ...]:
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = answered(workspace=workspace, on=clock.today())
    return tuple(one for one in found if not (request.GET.get("nobody") and one.anybody))


@require_safe
@in_workspace
@opens_first
def register(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show each duty in force with who answers for it."""
    found = _shown(request, workspace)
    may_assign = is_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=reader(request))
    shown = {
        "form": NobodyForm(request.GET),
        "table": owners_table(found, workspace.slug, choose=may_assign) if found else None,
        "count": len(found),
        "nobody": request.GET.get("nobody", ""),
        "may_assign": may_assign,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "crumbs": (*back(workspace), Crumb("Who answers")),
    }
    return render(request, "owners/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the lines that are shown as a file, after recording that they left."""
    found = listing(_shown(request, workspace), today=clock.today())
    return list_as_file(request, workspace, found, kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask who answers for the chosen duties from now on, and show what that would change."""
    by = reader(request)
    check_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=by)
    if request.method == "POST":
        form = OwnersForm(request.POST, workspace=workspace)
        codes = form.chosen()
    else:
        wanted, every = set(request.GET.getlist("chosen")), bool(request.GET.get("all"))
        codes = [one.duty.id for one in _shown(request, workspace) if every or one.duty.id in wanted]
        form = OwnersForm(workspace=workspace, initial={"duties": ",".join(codes)})
    if not codes:
        messages.error(request, "No duty is chosen. Tick the boxes before those that you want to change.")
        return redirect("owners:list", workspace.slug)
    return _asked(request, workspace, form, codes)


def _asked(request: HttpRequest, workspace: Workspace, form: OwnersForm, codes: list[str]) -> HttpResponseBase:
    by, count = reader(request), len(codes)
    name = f"Who answers, {count:,} {'duty' if count == 1 else 'duties'} chosen"

    def act() -> HttpResponseBase:
        kept = send_list(kind=OWNERS, workspace=workspace, name=name, read=form.read(), chosen=True, by=by)
        return redirect("owners:list_one", workspace.slug, kept.pk)

    here = Crumb("Who answers", reverse("owners:list", args=(workspace.slug,)))
    shown = {
        "title": name, "caption": ", ".join(codes[:12]) + (", …" if count > 12 else ""),
        "button": "See what it changes", "crumbs": (*back(workspace), here, Crumb("Change several")),
        "lede": "You see what changes of each before it is done, and may take all of it back.",
    }  # fmt: skip
    return asked(request, form, shown, act)
