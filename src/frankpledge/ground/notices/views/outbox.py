"""What goes out of a partnership: the outbox with what failed, and reminders to organisations before they go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.jobs.queries import scheduled
from frankpledge.ground.notices.actions import chasers as chasing
from frankpledge.ground.notices.actions.mails import try_again as again
from frankpledge.ground.notices.forms import ChaserForm, HoldForm
from frankpledge.ground.notices.permissions import GRANTS, Capability
from frankpledge.ground.notices.presenters import pages as parts
from frankpledge.ground.notices.queries.chasing import next_chase, plan_of
from frankpledge.ground.notices.queries.mails import mail_of, mails_of
from frankpledge.ground.ui.pages import in_workspace, paged, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.settings import settings

ON_A_PAGE = 25


def crumbs(workspace: Workspace, words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of what goes out."""
    return (Crumb("This quarter", reverse("web:home", args=(workspace.slug,))), Crumb(words))


def allowed(request: HttpRequest, workspace: Workspace, capability: Capability) -> User:
    """Return the reader, refused unless their role allows it."""
    check_granted(GRANTS, capability, workspace=workspace, user=request.user)
    return reader(request)


@require_safe
@in_workspace
def outbox(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what went out of a partnership, what is to go, what failed, and what runs by itself."""
    viewer = allowed(request, workspace, Capability.SEE_OUTBOX)
    mails, pages = paged(request, mails_of(workspace=workspace, viewer=viewer), ON_A_PAGE)
    shown = {
        "how": parts.how_it_goes(),
        "failed": parts.failed_lines(mails_of(workspace=workspace, viewer=viewer)),
        "table": parts.outbox_table(mails) if mails else None,
        "pages": pages,
        "schedule": parts.schedule_table(scheduled(now=clock.now())),
        "crumbs": crumbs(workspace, "Mail that goes out"),
    }
    return render(request, "notices/outbox.html", shown)


@require_POST
@in_workspace
def try_again(request: HttpRequest, workspace: Workspace, mail: UUID) -> HttpResponseBase:
    """Let a message that failed be tried again."""
    viewer = allowed(request, workspace, Capability.SEE_OUTBOX)
    found = mail_of(mail, workspace=workspace, viewer=viewer)
    if found is None:
        raise Http404("there is no such message")
    told(request, lambda: again(mail=found, workspace=workspace, by=viewer), "It is tried again within a minute.")
    return redirect("notices:outbox", workspace.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def chasers(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show which reminders are to go out and which went, and keep whether they do."""
    by, plan = allowed(request, workspace, Capability.CHASE), plan_of(workspace)
    weekday = plan.weekday if plan else settings().chaser_weekday
    set_as = {"on": "yes" if plan and plan.on else "no", "weekday": str(weekday)}
    form = ChaserForm(request.POST if request.method == "POST" else None, initial=set_as)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        chasing.set_chasers(workspace=workspace, on=chosen["on"] == "yes", weekday=int(chosen["weekday"]), by=by)
        messages.success(request, "Kept.")
        return redirect("notices:chasers", workspace.slug)
    found = next_chase(workspace=workspace)
    sent, pages = paged(request, mails_of(workspace=workspace, viewer=by).filter(purpose="chaser"), ON_A_PAGE)
    shown: dict[str, Any] = {"form": form, "plan": plan, "words": parts.chase_words(found)}
    shown |= {"on": found.on.isoformat(), "pages": pages, "how": parts.how_it_goes()}
    shown |= {"lines": parts.chase_lines(found), "unreachable": parts.unreachable_words(found)}
    shown |= {"table": parts.outbox_table(sent) if sent else None}
    shown |= {"crumbs": crumbs(workspace, "Reminders to organisations")}
    return render(request, "notices/chasers.html", shown, status=422 if form.is_bound else 200)


@require_POST
@in_workspace
def hold(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Hold a reminder, or let one go that was held."""
    by, form = allowed(request, workspace, Capability.CHASE), HoldForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a reminder of the list.")
        return redirect("notices:chasers", workspace.slug)
    chosen = form.cleaned_data
    whose = {"workspace": workspace, "key": chosen["key"], "on": chosen["on"], "by": by}
    if request.POST.get("do") == "let_go":
        told(request, lambda: chasing.let_go(**whose), "It goes out after all.")
    else:
        told(request, lambda: chasing.hold(**whose, reason=chosen["reason"]), "Held: it does not go out on that day.")
    return redirect("notices:chasers", workspace.slug)
