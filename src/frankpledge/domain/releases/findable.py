"""What of the files can be found, and whose history is told: open data, and the partnership's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.presenters.words import STATES, what_it_covers
from frankpledge.domain.releases.queries.history import Held, every_release, release_here
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.audit.rules import INSTALLATION
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.refusal import Refusal

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
RELEASE, SOURCE = "releases.release", "releases.source"


def _releases(workspace: Workspace, _about: str) -> Iterator[Findable]:
    """Yield every file once: one that the partnership loaded for itself hides the open one of the same bytes."""
    told = set()
    for one in sorted(every_release(workspace), key=lambda one: (one.state == "withdrawn", not one.own)):
        if one.release in told:
            continue
        told.add(one.release)
        whose = "Our own" if one.own else "Open data"
        text = f"{one.label}. {what_it_covers(one)}. {whose}. {STATES[one.state][0]}. {one.month} {one.force}".strip()
        href = reverse("releases:release", args=(workspace.slug, one.release))
        yield Findable(one.release, one.file, text, href, one.taken_back.at if one.taken_back else one.loaded_at)


FINDABLE = (
    FindableKind(RELEASE, "Files", GRANTS[Capability.SEE], _releases, order=40, after=("evidence.files", "releases.")),
)


# ---- whose history is told -------------------------------------------------------------------------------------


def _release(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    try:
        one = release_here(workspace=workspace, viewer=viewer, release=about)
    except Refusal:
        return None
    chains = () if one.own else (INSTALLATION,)
    href = reverse("releases:release", args=(workspace.slug, one.release))
    loaded = (one.loaded_at, one.loaded_by, "loaded the file")
    return Subject(one.file, href, (), facts=(("release", about),), chains=chains, besides=(loaded,))


SUBJECTS = (SubjectKind(RELEASE, "a file", _release),)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    told = set()
    for one in sorted(every_release(asked.workspace), key=lambda one: (one.state == "withdrawn", not one.own)):
        if one.release in told or (asked.abouts is not None and one.release not in asked.abouts):
            continue
        told.add(one.release)
        yield Place(
            Ref(RELEASE, one.release), one.file, reverse("releases:release", args=(asked.workspace.slug, one.release)),
            words=f"{one.label}. {what_it_covers(one)}", whose="Our own" if one.own else "Open data",
            over=one.state == "withdrawn", on=one.loaded_at.date(),
        )  # fmt: skip


def _sources(asked: PlacesAsked) -> Iterator[Place]:
    """Yield each kind of file that was loaded, all its files as one place."""
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    files: dict[str, list[Held]] = {}
    for one in every_release(asked.workspace):
        if one.state != "withdrawn":
            files.setdefault(one.reader, []).append(one)
    for reader, held in files.items():
        if asked.abouts is None or reader in asked.abouts:
            many = len({one.release for one in held})
            yield Place(
                Ref(SOURCE, reader), held[0].label, reverse("releases:list", args=(asked.workspace.slug,)),
                words="one file" if many == 1 else f"{many:,} files",
                whose="Our own" if held[0].own else "Open data", on=held[0].loaded_at.date(),
            )  # fmt: skip


THREAD = (
    PlaceKind(SOURCE, "a kind of file", "Kinds of files", Stage.EVIDENCE, _sources),
    PlaceKind(RELEASE, "a file", "Files", Stage.EVIDENCE, _places),
)
