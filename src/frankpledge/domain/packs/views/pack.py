"""The pack: its contents and what changed, each of its parts to be read, and the whole to be taken away."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from frankpledge.domain.packs.actions.building import ask_for_pack
from frankpledge.domain.packs.actions.reading import note_opening
from frankpledge.domain.packs.documents.leaving import FORMS, leaving
from frankpledge.domain.packs.documents.making import read_back
from frankpledge.domain.packs.forms import NoteForm
from frankpledge.domain.packs.models import Part
from frankpledge.domain.packs.permissions import Capability
from frankpledge.domain.packs.presenters.pack import lines, note_lines
from frankpledge.domain.packs.presenters.reader import Marks, figure_facts, read_sections, sent_pages
from frankpledge.domain.packs.queries.papers import page_of, pages_of
from frankpledge.domain.packs.queries.reading import Seen, notes_of, open_version, part_of, since
from frankpledge.domain.packs.views.finding import (
    check_shown,
    crumbs,
    found_meeting,
    found_pack,
    may_prepare,
    pack_crumb,
)
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import attachment, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb

VERSIONS = ("open", "mine")


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Show the contents of a pack, what changed since the reader last opened it, and keep that they opened it."""
    seen, viewer = found_pack(request, workspace, meeting), reader(request)
    told = since(seen, viewer)
    notes = list(notes_of(viewer, meeting=seen.pack.meeting))
    note_opening(pack=seen.pack, reader=viewer)
    shown = {
        "seen": seen,
        "meeting": seen.pack.meeting,
        "since": told,
        "lines": lines(seen, changed=told.keys, notes=Counter(one.key for one in notes)),
        "notes": len(notes),
        "withheld": any(line.withheld for line in lines(seen)),
        "may_prepare": may_prepare(request, workspace),
        "crumbs": crumbs(seen.pack.meeting, pack_crumb(seen.pack.meeting, here=True)),
    }
    return render(request, "packs/one.html", shown)


@require_POST
@in_workspace
def build(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask for the pack to be built, or built again."""
    found = found_meeting(request, workspace, meeting, Capability.PREPARE)
    return redirect("jobs:run", ask_for_pack(meeting=found, by=reader(request)).pk)


@require_safe
@in_workspace
def read(request: HttpRequest, workspace: Workspace, meeting: UUID, pack_part: str) -> HttpResponseBase:
    """Show one part of a pack: its words or its pages, or the sheet in its place."""
    seen = found_pack(request, workspace, meeting)
    found = _part(seen, pack_part)
    contents = lines(seen, current=pack_part)
    at = next(place for place, line in enumerate(contents) if line.current)
    shown = {
        "line": contents[at],
        "lines": contents,
        "before": contents[at - 1] if at else None,
        "after": contents[at + 1] if at + 1 < len(contents) else None,
        "meeting": seen.pack.meeting,
        "part": found,
        "paper": found.version.paper_id if found.version and not contents[at].withheld else None,
        "form": NoteForm(),
        "notes": note_lines(notes_of(reader(request), meeting=seen.pack.meeting, key=pack_part), seen),
        "crumbs": crumbs(seen.pack.meeting, pack_crumb(seen.pack.meeting), Crumb(contents[at].title)),
    }
    return render(request, "packs/read.html", {**shown, **_words(seen, found)})


def _part(seen: Seen, key: str) -> Part:
    """Return a part of the pack; refused where it was restricted after the pack was built."""
    found = part_of(seen.pack, key)
    if found is None:
        raise Http404("there is no such part")
    check_shown(seen, key)
    found.pack = seen.pack
    return found


def _words(seen: Seen, part: Part) -> dict[str, object]:
    """Return what the reader may read of a part: its own words or pages, or what stands in its place."""
    reading = part.sheet_reading if part.key in seen.withheld and part.sheet_reading else part.reading
    if reading:
        document, fell, pages = read_back(reading)
        sections = read_sections(document, fell, Marks(part, pages))
        return {"sections": sections, "facts": figure_facts(document), "subtitle": document.subtitle}
    assert part.version is not None
    return {"pages": sent_pages(part, pages_of(part.version).iterator())}


@require_safe
@in_workspace
def picture(request: HttpRequest, workspace: Workspace, meeting: UUID, pack_part: str, number: int) -> HttpResponseBase:
    """Give the picture of a page that was sent, to whoever may read its part."""
    seen = found_pack(request, workspace, meeting)
    found = _part(seen, pack_part)
    if pack_part in seen.withheld or found.version is None or found.reading:
        raise Http404("there is no such page")
    page = page_of(found.version, number)
    if page is None:
        raise Http404("there is no such page")
    return HttpResponse(bytes(page.picture), content_type="image/webp")


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, meeting: UUID, version: str, form: str) -> HttpResponseBase:
    """Give the pack as one file: the open version, or the one that the reader may see."""
    seen = found_pack(request, workspace, meeting)
    if version not in VERSIONS or form not in FORMS:
        raise Http404("there is no such version")
    if version == "open":
        seen = open_version(seen.pack)
    content = leaving(seen, form, by=reader(request))
    restricted = any(part.restricted and part.key not in seen.withheld for part in seen.parts)
    name = f"{workspace.slug}-pack-{seen.pack.meeting.on.isoformat()}{'-restricted' if restricted else ''}.{form}"
    return attachment(content, name=name, media_type=FORMS[form])
