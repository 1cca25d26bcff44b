"""Building a pack in the background, and keeping it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.packs.actions.building import BUILD, LOOK, PartFacts, build_stale, keep_pack
from frankpledge.domain.packs.documents.making import Made, Tell, made
from frankpledge.domain.packs.models import Pack
from frankpledge.domain.packs.queries.reading import meeting_to_build, pack_of, whole_parts
from frankpledge.domain.packs.queries.source import source_of
from frankpledge.domain.packs.rules import NoPack
from frankpledge.ground.accounts.models import User
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job
from frankpledge.ground.jobs.queries import Tell as JobTell


def build_pack(meeting: Meeting, *, by: User | None, tell: Tell = lambda share, doing: None) -> Pack:
    """Build the pack of a meeting from what stands now, keep it in the place of the last, and return it.

    Nothing is done where nothing changed. By the installation (`by` is None) where a paper changed.
    """
    source, pack = source_of(meeting), pack_of(meeting)
    if pack is not None and pack.digest == source.digest:
        return pack
    done = made(source, whole_parts(pack) if pack else (), tell)
    return keep_pack(meeting=meeting, digest=source.digest, pages=done.pages, parts=_facts(done), by=by)


def _facts(done: Made) -> Iterator[PartFacts]:
    for part in done.parts:
        told, instead = part.source, part.instead
        yield PartFacts(
            held=told.held(),
            kind=told.kind,
            note=told.note,
            because=told.because,
            item=told.item,
            version=told.version,
            first=part.first,
            takes=part.takes,
            content=part.whole.content,
            reading=part.whole.reading,
            sheet=instead.content if instead else b"",
            sheet_reading=instead.reading if instead else "",
        )


def build(run: JobRun, tell: JobTell, *, meeting: str) -> dict[str, Any]:
    """Build a pack for whoever asked for it, or for the installation, and say how many pages it has."""
    found = meeting_to_build(UUID(meeting), workspace=run.workspace)
    if found is None:
        raise NoPack("the meeting is no longer there.")
    pack = build_pack(found, by=run.asked_by, tell=tell)
    here = reverse("packs:one", args=(found.workspace.slug, found.pk))
    return {"words": f"The pack has {pack.pages} pages.", "href": here, "next": "Open the pack"}


def look(run: JobRun, tell: JobTell) -> dict[str, Any]:  # noqa: ARG001 (it is done at once)
    """Have the packs built again that show what the record no longer says."""
    asked = build_stale(run.workspace.pk) if run.workspace else ()
    return {"words": f"{len(asked)} to be built again."}


JOBS = {BUILD: Job(title="Build a pack", work=build), LOOK: Job(title="Look whether packs changed", work=look)}
