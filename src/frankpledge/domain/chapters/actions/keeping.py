"""What every change to a chapter ends with: its new state is kept, its paper knows who wrote, the ledger has it."""

from __future__ import annotations

from typing import Any

from frankpledge.domain.chapters.models import Chapter, Part, Version
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.actions import note_part_written
from frankpledge.ground.documents.models import Paper


def keep(chapter: Chapter, *, deed: str, by: User) -> Version:
    """Keep the chapter as it now stands, and note who changed it. `deed` finishes “who …”: "hid the months"."""
    last = Version.objects.filter(chapter=chapter).values_list("number", flat=True).first() or 0
    version = Version.objects.create(
        workspace=chapter.workspace,
        chapter=chapter,
        number=last + 1,
        deed=deed[:300],
        stood=stood(chapter),
        by=by,
        at=clock.now(),
    )
    if chapter.paper_id is not None:
        paper = Paper.objects.select_related("workspace").defer("tree").get(pk=chapter.paper_id)
        note_part_written(paper=paper, by=by)
    record("chapters.chapter_changed", chapter, by=by, facts={"ref": chapter.ref, "version": version.number})
    return version


def stood(chapter: Chapter) -> dict[str, Any]:
    """Return the chapter as it stands: its title, and its parts in order."""
    parts = Part.objects.filter(chapter=chapter).select_related("passage").order_by("position", "pk")
    return {
        "title": chapter.title,
        "about": chapter.about,
        "state": chapter.state,
        "parts": [_part(part) for part in parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "id": str(part.pk),
        "kind": part.kind,
        "exhibit": part.exhibit,
        "title": part.title,
        "hidden": part.hidden,
        "nil": part.nil,
        "words": part.passage.text if part.passage else "",
        "revision": part.passage.revision if part.passage else 0,
    }
