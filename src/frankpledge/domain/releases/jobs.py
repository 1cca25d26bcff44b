"""Loading the files that were sent from a page, in the background."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse

from frankpledge.domain.releases import rules
from frankpledge.domain.releases.actions.columns import TRY, tried
from frankpledge.domain.releases.actions.loading import load_upload
from frankpledge.domain.releases.actions.uploads import LOAD
from frankpledge.domain.releases.queries.columns import file_named
from frankpledge.domain.releases.queries.uploads import upload_named
from frankpledge.domain.releases.rules import FileState
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.lake.own.mapping import Mapping


def load(run: JobRun, tell: Tell, *, upload: str) -> dict[str, Any]:
    """Load the files of an upload for whoever sent them, and say how many came to which end."""
    sent = upload_named(upload)
    if sent is None or run.asked_by is None:
        raise rules.NotHere("These files are no longer here.", cure="Send them again.")
    tell(0.02, "Looking at the files")
    ends = load_upload(upload=sent, by=run.asked_by, progress=lambda what, part: tell(0.02 + 0.96 * part, what))
    here = reverse("releases:sending", args=(sent.workspace.slug, sent.pk))
    return {"words": ended_words(ends), "href": here, "next": "See what became of each file"}


def ended_words(ends: dict[FileState, int]) -> str:
    """Return in a sentence how the files of an upload ended."""
    said = {
        FileState.LOADED: "loaded",
        FileState.ASKING: "waiting to be told its columns",
        FileState.REFUSED: "refused",
    }
    return ", ".join(f"{ends[state]} {words}" for state, words in said.items() if ends[state]) + "."


def attempt(run: JobRun, tell: Tell, *, file: int, mapping: str, words: list[str]) -> dict[str, Any]:  # noqa: ARG001
    """Read a file by a proposed mapping without keeping anything, and say what would come of it.

    `words` stay with the run: by these headers the mapping is remembered once it is confirmed.
    """
    sent = file_named(file)
    if sent is None:
        raise rules.NotHere("The file is no longer here.", cure="Send it again.")
    tell(0.1, f"Reading {sent.name}")
    here = reverse("releases:trial", args=(sent.workspace.slug, sent.upload_id, sent.number))
    found = tried(sent, Mapping.from_json(json.loads(mapping)))
    return {**found, "words": f"{found['read']:,} rows would be read.", "href": here, "next": "See what would be read"}


JOBS = {LOAD: Job(title="Load files", work=load), TRY: Job(title="Try what the columns mean", work=attempt)}
