"""`{% saved_views %}`: the views of the list that a page is, and the way to save what it shows."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from frankpledge.ground.saved_views.forms import SaveForm
from frankpledge.ground.saved_views.queries import address_of, list_pages, views_of
from frankpledge.ground.saved_views.rules import asked

register = template.Library()


@register.simple_tag(takes_context=True)
def saved_views(context: dict[str, Any]) -> SafeString:
    """Return the views of the list whose page this is, the one that is shown marked, and a form to save another."""
    request = context["request"]
    page = list_pages()[request.resolver_match.view_name]
    query = asked(request.GET.urlencode(), page.asks)
    found = views_of(workspace=request.workspace, viewer=request.user, route=page.route)
    views = [(one, address_of(one), asked(one.query, page.asks) == query) for one in found]
    known = any(here for _, _, here in views)
    form = SaveForm(initial={"route": page.route, "query": query}, auto_id="view_%s") if query and not known else None
    shown = {
        "views": views, "form": form, "slug": request.workspace.slug, "whole": bool(query),
        "here": request.path, "csrf_token": context.get("csrf_token", ""),
    }  # fmt: skip
    return SafeString(render_to_string("saved_views/strip.html", shown))
