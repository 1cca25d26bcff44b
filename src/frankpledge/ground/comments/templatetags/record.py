"""`{% record_of "app.model" identifier %}`: what is said about a thing, and what happened to it, on its own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from frankpledge.ground.comments.forms import CommentForm
from frankpledge.ground.comments.queries import people_here
from frankpledge.ground.comments.queries import record_of as record_in

register = template.Library()


@register.simple_tag(takes_context=True)
def record_of(context: dict[str, Any], kind: str, about: object) -> SafeString:
    """Return the comments on a thing and its history, for the reader of the page; nothing where it is not theirs."""
    request = context["request"]
    found = record_in(kind=kind, about=str(about), workspace=request.workspace, viewer=request.user)
    if found is None:
        return SafeString("")
    people = people_here(request.workspace) if found.kind.comments else ()
    shown = {
        "record": found,
        "slug": request.workspace.slug,
        "form": CommentForm(people=people, auto_id="comment_%s") if found.kind.comments else None,
        "csrf_token": context.get("csrf_token", ""),
    }
    return SafeString(render_to_string("comments/record.html", shown))
