"""Putting a file to a thing, having it, and taking it away; each leads back to the thing's own page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.attachments import actions
from frankpledge.domain.attachments.forms import AttachForm, TakeAwayForm
from frankpledge.domain.attachments.models import Attachment
from frankpledge.domain.attachments.permissions import GRANTS, Capability
from frankpledge.domain.attachments.queries import attachment_of, may_keep, thing_of
from frankpledge.domain.attachments.rules import NoSuchThing
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, check_granted
from frankpledge.ground.registry import Subject
from frankpledge.ground.ui.pages import answered, as_it_came, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, subject: str, about: str) -> HttpResponseBase:
    """Ask for a file and what it shows, and put it to a thing."""
    thing = _thing(request, workspace, subject, about, keeps=True)
    form = AttachForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def act() -> HttpResponseBase:
        made = actions.attach(
            workspace=workspace, kind=subject, about=about, file=form.sent(), words=form.cleaned_data["words"],
            by=reader(request),
        )  # fmt: skip
        messages.success(request, " ".join([f"“{made.name}” is attached as file {made.number}.", *made.told]))
        return redirect(f"{thing.href}#attachments")

    return answered(request, form, _asks(workspace, thing, "Attach a file", "Attach it"), act)


@require_safe
@in_workspace
def fetch(request: HttpRequest, workspace: Workspace, attached: UUID) -> HttpResponseBase:
    """Give a file as it came, to be kept and not opened here, after recording that it left."""
    one, _ = _one(request, workspace, attached)
    if one.taken_away_at is not None:
        raise Http404("the file was taken away")
    content = actions.let_out(attachment=one, by=reader(request))
    return as_it_came(content, name=one.name)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def take_away(request: HttpRequest, workspace: Workspace, attached: UUID) -> HttpResponseBase:
    """Ask why a file is taken away, and take it."""
    one, thing = _one(request, workspace, attached, keeps=True)
    form = TakeAwayForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.take_away(attachment=one, reason=form.cleaned_data["reason"], by=reader(request))
        messages.success(request, "The file was taken away.")
        return redirect(f"{thing.href}#attachments")

    return answered(request, form, _asks(workspace, thing, f"Take “{one.name}” away", "Take it away"), act)


def _thing(request: HttpRequest, workspace: Workspace, kind: str, about: str, *, keeps: bool) -> Subject:
    check_granted(GRANTS, Capability.HAVE, workspace=workspace, user=reader(request))
    try:
        found = thing_of(kind=kind, about=about, workspace=workspace, viewer=reader(request))
    except NoSuchThing as refusal:
        raise Http404(str(refusal)) from None
    if keeps and not may_keep(kind=kind, about=about, workspace=workspace, viewer=reader(request)):
        raise NotPermitted("only whoever may change this thing puts files to it or takes them away.")
    return found


def _one(
    request: HttpRequest, workspace: Workspace, identity: UUID, *, keeps: bool = False
) -> tuple[Attachment, Subject]:
    check_granted(GRANTS, Capability.HAVE, workspace=workspace, user=reader(request))
    try:
        one = attachment_of(identity, workspace=workspace, viewer=reader(request))
    except NoSuchThing as refusal:
        raise Http404(str(refusal)) from None
    return one, _thing(request, workspace, one.kind, one.about, keeps=keeps)


def _asks(workspace: Workspace, thing: Subject, title: str, button: str) -> dict[str, Any]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    crumbs = (start, Crumb(thing.title, thing.href), Crumb(title))
    return {"title": title, "caption": thing.title, "button": button, "crumbs": crumbs}
