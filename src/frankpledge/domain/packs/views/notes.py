"""A reader's own notes on a pack: written, listed, taken away, deleted. Nobody else's page shows any of them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.packs.actions.reading import delete_note, write_note
from frankpledge.domain.packs.forms import NoteForm
from frankpledge.domain.packs.presenters.pack import note_lines, notes_listing
from frankpledge.domain.packs.queries.reading import note_of, notes_of, part_of
from frankpledge.domain.packs.views.finding import check_shown, crumbs, found_pack, pack_crumb
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, reader, told
from frankpledge.ground.ui.parts import Crumb


@require_POST
@in_workspace
def add(request: HttpRequest, workspace: Workspace, meeting: UUID, pack_part: str) -> HttpResponseBase:
    """Keep a note of the reader's own on a part of the pack, or on a page of it."""
    seen = found_pack(request, workspace, meeting)
    found = part_of(seen.pack, pack_part)
    if found is None:
        raise Http404("there is no such part")
    check_shown(seen, pack_part)
    form = NoteForm(request.POST)
    shown = {
        "title": "Your note",
        "button": "Keep it",
        "crumbs": crumbs(seen.pack.meeting, pack_crumb(seen.pack.meeting)),
    }

    def act() -> HttpResponseBase:
        given = form.cleaned_data
        write_note(part=found, page=given["page"], words=given["words"], reader=reader(request))
        return redirect("packs:read", workspace.slug, meeting, pack_part)

    return answered(request, form, shown, act)


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Show the reader's own notes on a pack."""
    seen = found_pack(request, workspace, meeting)
    shown = {
        "notes": note_lines(notes_of(reader(request), meeting=seen.pack.meeting), seen),
        "meeting": seen.pack.meeting,
        "crumbs": crumbs(seen.pack.meeting, pack_crumb(seen.pack.meeting), Crumb("My notes")),
    }
    return render(request, "packs/notes.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, meeting: UUID, kind: str) -> HttpResponseBase:
    """Give the reader's own notes on a pack as a list."""
    seen = found_pack(request, workspace, meeting)
    made = notes_listing(notes_of(reader(request), meeting=seen.pack.meeting), seen, today=clock.today())
    return list_as_file(request, workspace, made, kind, let_list_out)


@require_POST
@in_workspace
def delete(request: HttpRequest, workspace: Workspace, meeting: UUID, own_note: UUID) -> HttpResponseBase:
    """Delete a note of the reader's own."""
    seen = found_pack(request, workspace, meeting)
    found = note_of(own_note, reader=reader(request), meeting=seen.pack.meeting)
    told(request, lambda: delete_note(note=found, reader=reader(request)), "The note is deleted.")
    return redirect("packs:notes", workspace.slug, meeting)
