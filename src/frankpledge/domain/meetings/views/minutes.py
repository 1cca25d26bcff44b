"""The minutes as a paper: read and taken away, sent for agreement, returned, agreed, corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.meetings.actions import minutes as deeds
from frankpledge.domain.meetings.documents import leaving, minutes
from frankpledge.domain.meetings.forms import ReasonForm
from frankpledge.domain.meetings.permissions import Capability
from frankpledge.domain.meetings.queries.reading import items_of, minutes_edition
from frankpledge.domain.meetings.views.finding import (
    crumb_of,
    crumbs,
    found_meeting,
    may_minute,
    withheld_here,
)
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as Draft
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.ui.pages import answered, attachment, in_workspace, reader, told


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, meeting: UUID, version: str, form: str) -> HttpResponseBase:
    """Give the minutes as they stand in one format, open or restricted, to whoever may see that version."""
    found = found_meeting(request, workspace, meeting, Capability.SEE)
    if version not in {"open", "restricted"} or form not in FORMATS:
        raise Http404("there is no such version")
    if minutes_edition(found) is None and not may_paper(Draft.READ_PAPER, workspace=workspace, user=reader(request)):
        raise NotPermitted("the minutes are not agreed yet.", cure="They are open to you once they are.")
    restricted = version == "restricted"
    if restricted and (not may_minute(request, workspace) or withheld_here(request, found, list(items_of(found)))):
        raise NotPermitted("the restricted minutes are not open to you.", cure="Ask whoever takes the minutes.")
    content = leaving(found, [form], by=reader(request), restricted=restricted)[form]
    name = f"{workspace.slug}-minutes-{found.on.isoformat()}{'-restricted' if restricted else ''}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)


@require_POST
@in_workspace
def send(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Draft the minutes from the record and send them for agreement."""
    found = found_meeting(request, workspace, meeting, Capability.MINUTE)
    tree = minutes(found, restricted=False)
    told(request, lambda: deeds.send_minutes(meeting=found, tree=tree, by=reader(request)), "Sent for agreement.")
    return redirect("meetings:one", workspace.slug, meeting)


@require_POST
@in_workspace
def agree(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Agree the minutes as a true record."""
    found = found_meeting(request, workspace, meeting, Capability.SEE)
    told(request, lambda: deeds.agree_minutes(meeting=found, by=reader(request)), "The minutes are agreed.")
    return redirect("meetings:one", workspace.slug, meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def return_(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask what is wrong with the minutes and return them to draft."""
    found = found_meeting(request, workspace, meeting, Capability.SEE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Return the minutes", "caption": str(found), "button": "Return them"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found))

    def act() -> HttpResponseBase:
        deeds.return_minutes(meeting=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def correct(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask what is to be put right in agreed minutes and open them again."""
    found = found_meeting(request, workspace, meeting, Capability.MINUTE)
    edition = minutes_edition(found)
    if edition is None:
        messages.error(request, "Its minutes were not agreed yet: return them to draft instead.")
        return redirect("meetings:one", workspace.slug, meeting)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Correct agreed minutes", "caption": str(found), "button": "Open a correction"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found))

    def act() -> HttpResponseBase:
        tree, note = minutes(found, restricted=False), form.cleaned_data["reason"]
        deeds.correct_minutes(meeting=found, edition=edition, tree=tree, note=note, by=reader(request))
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)
