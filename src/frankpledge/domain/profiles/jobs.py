"""Making a problem profile: for files from a terminal, and as a draft of the partnership in the background."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.urls import reverse

from frankpledge.analysis.periods import Month, rolling
from frankpledge.domain.disclosure.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.explorer.forms import question_form, question_of
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.partnerships.queries import partnership_for_area, partnership_of
from frankpledge.domain.profiles import rules
from frankpledge.domain.profiles.actions import keep_profile
from frankpledge.domain.profiles.documents import problem_profile, stem
from frankpledge.domain.profiles.documents.files import write_profile
from frankpledge.domain.studies.queries.series import CannotStudy
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.permissions import Capability as Papers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

DRAFT = "profiles.draft"


@dataclass(frozen=True)
class Wanted:
    """What a profile from a terminal is asked for; an empty `last_month` is the newest of the area's force."""

    area: str
    kind: str
    last_month: str = ""
    as_known: date | None = None


def profile_of(wanted: Wanted, *, formats: Iterable[str], folder: Path, by: User) -> tuple[Document, tuple[Path, ...]]:
    """Return the profile of a type in an area and the files that it was written to.

    The partnership's own records are read only for somebody who may let its figures out.
    """
    forms, what = rules.checked_formats(formats), rules.type_named(wanted.kind)
    to = rules.month_named(wanted.last_month) if wanted.last_month else None
    snapshot = the_lake().snapshot(wanted.as_known)
    found = find(snapshot, wanted.area)
    workspace = _workspace(found, by)
    asked = _question(snapshot, found, what, to or _newest(snapshot, found), workspace, known=wanted.as_known)
    made = problem_profile(asked, workspace)
    return made, write_profile(made, stem(asked), formats=forms, folder=folder, workspace=workspace, by=by)


def _question(
    snapshot: Snapshot, area: Area, what: str, last: Month, workspace: Workspace | None, *, known: date | None
) -> Asked:
    """Return the question of a profile: the twelve months to a month, by neighbourhood."""
    said = [("area", area.code), ("what", what), ("months", "12"), ("to", str(last)), ("places", "neighbourhood")]
    if known:
        said.append(("known", known.isoformat()))
    events = standing_events(workspace, snapshot, area)
    generated = bool(workspace and workspace.generated)
    return Asked(snapshot, area, what, rolling(last, 12), "neighbourhood", events, tuple(said), generated=generated)


def _newest(snapshot: Snapshot, area: Area) -> Month:
    own = set(queries.own_forces(snapshot, area))
    held = [Month.parse(month) for month, slug in snapshot.partitions("street") if slug in own]
    if not held:
        raise CannotStudy(f"No month is loaded for {area.name}.", cure="Load the street-level files of its force.")
    return max(held)


def _workspace(area: Area, by: User) -> Workspace | None:
    partnership = partnership_for_area(kind=area.kind, code=area.code)
    if partnership is None:
        return None
    workspace = partnership.workspace
    return workspace if is_granted(GRANTS, Capability.EXPORT, workspace=workspace, user=by) else None


def draft_here(run: JobRun, tell: Tell, **said: str) -> dict[str, Any]:
    """Draft the profile of a question, as its address has it, for the run's workspace; return where it is."""
    workspace, by = run.workspace, run.asked_by
    if workspace is None or by is None:
        raise rules.NothingToProfile("A profile belongs to a workspace and to whoever asks for it.")
    check_may(Papers.WRITE_PAPER, workspace=workspace, user=by)
    partnership = partnership_of(workspace=workspace, viewer=by)
    form = question_form(said, partnership)
    if form is None or not form.is_valid():
        raise rules.NothingToProfile("The question cannot be put any more.", cure="Ask it anew, and draft again.")
    tell(0.1, "Reading the evidence")
    document = problem_profile(question_of(form, workspace, partnership), workspace)
    tell(0.9, "Keeping the draft")
    paper = keep_profile(workspace=workspace, document=document, by=by)
    here = reverse("profiles:profile", args=(workspace.slug, paper.pk))
    return {"words": f"{paper.title} is drafted. It is not approved.", "href": here, "next": "See the profile"}


JOBS = {DRAFT: Job(title="Draft a problem profile", work=draft_here)}
