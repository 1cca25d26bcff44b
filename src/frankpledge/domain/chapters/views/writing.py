"""The page on which words are written under a heading."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from frankpledge.domain.chapters.actions.passages import begin_passage, may_write, note_written
from frankpledge.domain.chapters.actions.rolling import begin_from_last_words
from frankpledge.domain.chapters.documents.looking import known_to
from frankpledge.domain.chapters.forms import NilForm
from frankpledge.domain.chapters.models import Part
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.presenters import words_of
from frankpledge.domain.chapters.views.pages import crumbs_to, one_of, part_in
from frankpledge.domain.narrative.forms import Edited, editor, handle_editor
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.presenters import editor_page, looked_at
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

LAST_WORDS = "Last year's words stand below with this year's figures. Rewrite them."


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def write(request: HttpRequest, workspace: Workspace, chapter: UUID, part: UUID) -> HttpResponseBase:
    """Show what is asked under a heading with the editor of its words, and do what a button of the editor asks."""
    one, by = one_of(request, workspace, chapter), reader(request)
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    found = part_in(one, part)
    try:
        edited = _edited(request, found, by)
    except Refusal as refusal:
        return _write_page(request, found, None, refusal=str(refusal), status=422 if request.method == "POST" else 200)
    if edited.saved:
        note_written(part=found, by=by)
        messages.success(request, edited.saved)
        return redirect(_back(request, workspace) or reverse("chapters:write", args=(workspace.slug, one.pk, found.pk)))
    return _write_page(request, found, edited, status=422 if edited.refusal else 200)


def _back(request: HttpRequest, workspace: Workspace) -> str:
    """Return the page of this workspace that the reader came from to press one button, if it was one."""
    asked = request.POST.get("back", "")
    return asked if asked.startswith(f"/w/{workspace.slug}/") and url_has_allowed_host_and_scheme(asked, None) else ""


def _edited(request: HttpRequest, part: Part, by: User) -> Edited:
    known_then = known_to(part.chapter)
    if request.POST.get("deed") == "last_words":
        return replace(editor(begin_from_last_words(part=part, known=known_then, by=by), known_then), saved=LAST_WORDS)
    if request.method != "POST":
        return editor(part.passage or Passage(workspace=part.workspace, revision=0), known_then)
    typed = request.POST.dict()
    if part.passage is None:
        passage = begin_passage(part=part, known=known_then, by=by)
        typed["revision"] = str(passage.revision)
    passage = part.passage or begin_passage(part=part, known=known_then, by=by)
    may_write_here = may_write(part.chapter)
    return handle_editor(passage=passage, typed=typed, known=known_then, by=by, may=may_write_here)


def _write_page(
    request: HttpRequest, part: Part, edited: Edited | None, *, refusal: str = "", status: int = 200
) -> HttpResponseBase:
    one = part.chapter
    shown = {
        "part": part,
        "one": one,
        "last": words_of(part.last_passage) if part.last_passage else (),
        "written": edited is not None and bool(edited.passage.text.strip()),
        "nil": NilForm(initial={"reason": part.nil}, auto_id="nil_%s"),
        "editing": edited,
        "page": editor_page(edited.passage, known_to(one)) if edited else None,
        "looked": looked_at(edited.looked_at) if edited and edited.looked_at else None,
        "refusal": refusal or (edited.refusal if edited else ""),
        "crumbs": crumbs_to(one.workspace, one, Crumb(part.title)),
    }
    return render(request, "chapters/write.html", shown, status=status)
