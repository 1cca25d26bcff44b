"""The pack of a town's meeting, each word with the canary: an open paper, a restricted one, and the officer's own note.

Written as an earlier build left it: what it costs to read a PDF and to set a page is asked elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from functools import cache
from uuid import UUID

import pikepdf
from PIL import Image

from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.packs.actions.building import PartFacts, keep_pack
from frankpledge.domain.packs.actions.reading import note_opening, write_note
from frankpledge.domain.packs.models import Note, Pack, Paper, Version, VersionFile, VersionPage
from frankpledge.domain.packs.queries.source import source_of
from frankpledge.domain.packs.rules import Held
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.blocks import Document, Plain, Section, Text
from frankpledge.ground.documents.tree import as_json


@cache
def blank() -> bytes:
    """Return a PDF of one page."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.save(out, deterministic_id=True)
    return out.getvalue()


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "WEBP")
    return out.getvalue()


def packed(canary: str, workspace: Workspace, by: User, given: dict[str, str]) -> dict[str, str]:
    """Keep a pack of the meeting that was given, and return what its addresses need."""
    meeting, item = Meeting.objects.get(pk=given["meeting"]), Item.objects.get(pk=given["item"])
    opened = sent(canary, item, by)
    closed = sent(f"{canary} restricted", item, by, because=f"{canary} reason")
    front = source_of(meeting).parts[0].held()
    parts = [written(front, canary), part(opened, at=2), part(closed, at=3, sheet=words(canary, "sheet"))]
    pack = keep_pack(meeting=meeting, digest=hashlib.sha256(b"x").hexdigest(), pages=3, parts=parts, by=by)
    note_opening(pack=pack, reader=by)
    first = Pack.objects.get(pk=pack.pk).parts.select_related("pack__workspace", "pack__meeting").get(order=1)
    note: Note = write_note(part=first, page=2, words=f"{canary} doubts it", reader=by)
    return {"sent_paper": str(opened.pk), "pack_part": first.key, "own_note": str(note.pk)}


def sent(canary: str, item: Item, by: User, because: str = "") -> Paper:
    now, workspace = clock.now(), item.workspace
    told = {"title": f"{canary} paper", "author": f"{canary} author", "recorded_by": by, "recorded_at": now}
    marking = "restricted" if because else "open"
    paper = Paper.objects.create(
        workspace=workspace, meeting=item.meeting, item=item, marking=marking, because=because, **told
    )
    version = Version.objects.create(
        workspace=workspace,
        paper=paper,
        number=1,
        name=f"{canary}.pdf",
        kind="pdf",
        size=9,
        sha256=hashlib.sha256(canary.encode()).hexdigest(),
        pages=1,
        told=[f"{canary} scripts were taken out."],
        sent_by=by,
        sent_at=now,
    )
    record("packs.paper_sent", paper, by=by, facts={"number": item.order, "marking": marking})
    VersionFile.objects.create(workspace=workspace, version=version, sent=canary.encode(), shown=blank())
    VersionPage.objects.create(
        workspace=workspace, version=version, number=1, words=f"{canary} words", picture=picture(), width=8, height=8
    )
    return paper


def words(canary: str, ref: str) -> str:
    """Return what a part reads: a line, and that it fell on the first page."""
    section = Section(ref, f"{canary} head", (Plain((Text(f"{canary} said"),)),), numbered=False)
    document = Document(f"{canary} agenda", "", canary, "", "", date(2026, 1, 1), (section,))
    return json.dumps({"tree": as_json(document), "fell": [], "count": 1})


def written(front: Held, canary: str) -> PartFacts:
    """Return the agenda of a pack, in both its versions."""
    read = words(canary, "agenda")
    return PartFacts(front, "front", "", "", None, None, 1, 1, blank(), read, blank(), read)


def part(paper: Paper, *, at: int, sheet: str = "") -> PartFacts:
    version = paper.versions.get()
    restricted = paper.marking == "restricted"
    key = f"paper-{UUID(str(paper.pk)).hex}"
    return PartFacts(
        held=Held(key, paper.title, version.sha256, paper.item.order if paper.item else 1, restricted=restricted),
        kind="paper",
        note=paper.author,
        because=paper.because,
        item=paper.item,
        version=version,
        first=at,
        takes=1,
        content=blank(),
        reading="",
        sheet=blank() if sheet else b"",
        sheet_reading=sheet,
    )
