"""`{% thread_of "app.model" identifier %}`: what a thing rests on and what follows from it, one step each way.

Pages with `{% record_of %}` show it already; this is for those that have none.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from frankpledge.ground import clock
from frankpledge.ground.registry import BesideRequest
from frankpledge.ground.threads.registry import BESIDE

register = template.Library()


@register.simple_tag(takes_context=True)
def thread_of(context: dict[str, Any], kind: str, about: object) -> SafeString:
    """Return the part of a page that shows where a thing stands on the thread; nothing where it is not the reader's."""
    request = context["request"]
    asked = BesideRequest(
        workspace=request.workspace, viewer=request.user, kind=kind, about=str(about), today=clock.today()
    )
    said = BESIDE(asked)
    return SafeString(render_to_string("threads/alone.html", {"part": said}) if said else "")
