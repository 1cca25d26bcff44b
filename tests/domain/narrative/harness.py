"""A page that owns a passage, as an app above narrative would have one: for tests of the editor alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from frankpledge.domain.evidence.queries.store import known
from frankpledge.domain.narrative.forms import editor, handle_editor
from frankpledge.domain.narrative.presenters import editor_page, looked_at
from frankpledge.domain.narrative.queries.passages import passage_in
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.permissions import Capability, check_may
from frankpledge.ground.ui.pages import in_workspace, reader

PAGE = """{% extends "ui/base.html" %}{% load ui %}
{% block title %}Drugs{% endblock %}
{% block main %}
{% c "error_summary" form=editing.form refusal=editing.refusal %}
{% c "header" title="Drugs" known=page.count %}
{% include "narrative/editor.html" %}
{% endblock %}"""


def may_write(workspace: Workspace, person: User) -> None:
    """Refuse whoever may not write papers here."""
    check_may(Capability.WRITE_PAPER, workspace=workspace, user=person)


@in_workspace
def write(request: HttpRequest, workspace: Workspace, passage: UUID) -> HttpResponseBase:
    """Show the editor of a passage, or do what a button of it asks."""
    one, here = passage_in(workspace, passage), known(workspace)
    editing = editor(one, here)
    if request.method == "POST":
        editing = handle_editor(passage=one, typed=request.POST.dict(), known=here, by=reader(request), may=may_write)
        if editing.saved:
            messages.success(request, editing.saved)
            return redirect(request.path)
    found = {
        "page": editor_page(one, here),
        "editing": editing,
        "looked": looked_at(editing.looked_at) if editing.looked_at else None,
    }
    html = engines["django"].from_string(PAGE).render(found, request)
    return HttpResponse(html, status=422 if editing.refusal else 200)


urlpatterns = [
    path("w/<slug:slug>/try/<uuid:passage>/", write, name="try"),
    path("", include("frankpledge.config.urls")),
]
