"""What the ground adds to the page of a thing.

`{% record_of "app.model" identifier %}`: what other apps say about it, what people say, and what happened to it.
`{% beside "app.model" identifier %}`: the first of these alone, for a thing on which nobody comments.
`{% at_side "app.model" identifier %}`: what other apps put in the side column of its page.
`{% at_top "app.model" identifier %}`: what they put before all else on it.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from frankpledge.ground import clock
from frankpledge.ground.comments.forms import SaidForm
from frankpledge.ground.comments.queries import people_here, said_files, what_is_taken
from frankpledge.ground.comments.queries import record_of as record_in
from frankpledge.ground.registry import BesideRequest, told

register = template.Library()


@register.simple_tag(takes_context=True)
def record_of(context: dict[str, Any], kind: str, about: object) -> SafeString:
    """Return the comments on a thing and its history, for the reader of the page; nothing where it is not theirs."""
    request = context["request"]
    found = record_in(kind=kind, about=str(about), workspace=request.workspace, viewer=request.user)
    if found is None:
        return SafeString("")
    form = None
    if found.kind.comments:
        form = SaidForm(people=people_here(request.workspace), takes=what_is_taken(), auto_id="comment_%s")
    shown = {
        "record": found,
        "slug": request.workspace.slug,
        "form": form,
        "files": said_files(),
        "csrf_token": context.get("csrf_token", ""),
    }
    said = _beside(context, kind, str(about), matter=found.kind.matter)
    return SafeString(said + render_to_string("comments/record.html", shown))


@register.simple_tag(takes_context=True)
def beside(context: dict[str, Any], kind: str, about: object) -> SafeString:
    """Return what other apps say on the page of a thing, for its reader."""
    return _beside(context, kind, str(about), matter=False)


@register.simple_tag(takes_context=True)
def at_side(context: dict[str, Any], kind: str, about: object) -> SafeString:
    """Return what other apps put in the side column of the page of a thing, for its reader."""
    return _beside(context, kind, str(about), matter=False, place="side")


@register.simple_tag(takes_context=True)
def at_top(context: dict[str, Any], kind: str, about: object) -> SafeString:
    """Return what other apps put before all else on the page of a thing, for its reader."""
    return _beside(context, kind, str(about), matter=False, place="top")


def _beside(context: dict[str, Any], kind: str, about: str, *, matter: bool, place: str = "main") -> SafeString:
    request = context["request"]
    asked = BesideRequest(
        workspace=request.workspace, viewer=request.user, kind=kind, about=about, today=clock.today(), matter=matter
    )
    said = (say(asked) for _, say in told("BESIDE"))
    parts = [part for part in said if part is not None and (part.drawn or part).place == place]
    shown = {"parts": parts, "csrf_token": context.get("csrf_token", "")}
    return SafeString(render_to_string("comments/beside.html", shown) if parts else "")
