"""Reading the thread: which kinds there are, what a person may see of them, all ties, and what lacks its next step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.registry import told
from frankpledge.ground.threads.models import Tie
from frankpledge.ground.threads.rules import (
    Edge,
    NoSuchPlace,
    Place,
    PlaceKind,
    PlacesAsked,
    Reached,
    Ref,
    Stage,
    Way,
    Web,
    web_of,
)


@dataclass(frozen=True)
class Come:
    """A place that was come to, as the viewer may see it: its kind, by which tie, from where, after how many steps."""

    place: Place
    kind: PlaceKind
    reached: Reached


@dataclass(frozen=True)
class Thread:
    """A place with what it rests on and what follows from it, each the nearest first. `edges`: all ties among these."""

    place: Place
    kind: PlaceKind
    back: tuple[Come, ...]
    on: tuple[Come, ...]
    edges: tuple[Edge, ...] = ()

    def at(self, way: Way) -> tuple[Come, ...]:
        """Return what is come to one way."""
        return self.back if way is Way.BACK else self.on


@dataclass(frozen=True)
class Gap:
    """A place that lacks what the thread would have there."""

    place: Place
    kind: PlaceKind


@dataclass(frozen=True)
class GapKind:
    """A way in which the thread may break: places of some stages from which none of others is come to, one way."""

    name: str
    label: str
    words: str
    of: frozenset[Stage]
    lacking: frozenset[Stage]
    way: Way


GAPS = (
    GapKind(
        "findings", "Findings without action", "nothing is being done about it", frozenset({Stage.FINDING}),
        frozenset({Stage.ACTION}), Way.ON,
    ),
    GapKind(
        "actions", "Actions without evidence", "it rests on no evidence and no finding", frozenset({Stage.ACTION}),
        frozenset({Stage.EVIDENCE, Stage.FINDING}), Way.BACK,
    ),
)  # fmt: skip


def kinds() -> dict[str, PlaceKind]:
    """Return every kind of place, by name, in the order of the thread."""
    found = [kind for _, kinds in told("THREAD") for kind in kinds]
    return {kind.kind: kind for kind in sorted(found, key=lambda one: (one.stage.order, one.plural))}


def places_of(
    kind: PlaceKind, *, workspace: Workspace, viewer: Any, abouts: frozenset[str] | None = None
) -> tuple[Place, ...]:
    """Return the places of a kind that a person may see: those so named, or all."""
    if abouts == frozenset() or not roles_of(viewer, workspace):
        return ()
    return tuple(kind.read(PlacesAsked(workspace, viewer, abouts)))


def places_at(refs: Iterable[Ref], *, workspace: Workspace, viewer: Any) -> dict[Ref, Place]:
    """Return those of some places that a person may see."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for ref in refs:
        wanted[ref.kind].add(ref.about)
    known = kinds()
    found = (
        place
        for kind, abouts in wanted.items()
        if kind in known
        for place in places_of(known[kind], workspace=workspace, viewer=viewer, abouts=frozenset(abouts))
    )
    return {place.ref: place for place in found}


def place_of(ref: Ref, *, workspace: Workspace, viewer: Any) -> Place:
    """Return one place. Refused alike where there is none and where the viewer may not see it."""
    try:
        found = places_at([ref], workspace=workspace, viewer=viewer).get(ref)
    except (ValueError, ValidationError):  # no identifier of this kind is written so
        found = None
    if found is None:
        raise NoSuchPlace("there is no such place on the thread.", cure="Choose one from the list.")
    return found


def standing_ties(workspace: Workspace) -> QuerySet[Tie]:
    """Return the ties of a workspace that were not ended, oldest first."""
    return Tie.objects.filter(workspace=workspace, ended_at=None).select_related("by").order_by("at", "pk")


def tie_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Tie:
    """Return one tie of which the viewer may see both ends; refused alike where there is none."""
    found = Tie.objects.filter(workspace=workspace, pk=identity).select_related("workspace", "by").first()
    ends = ends_of(found) if found else ()
    if found is None or len(places_at(ends, workspace=workspace, viewer=viewer)) < 2:
        raise NoSuchPlace("there is no such tie.")
    return found


def ends_of(tie: Tie) -> tuple[Ref, Ref]:
    """Return what a tie joins, the earlier first."""
    return Ref(tie.earlier_kind, tie.earlier_about), Ref(tie.later_kind, tie.later_about)


def edges_in(workspace: Workspace) -> Iterator[Edge]:
    """Yield every tie of a workspace: those that apps' rows imply, and those that people made."""
    for kind in kinds().values():
        for one in kind.implied(workspace):
            yield Edge(one.earlier, one.later, one.why)
    for tie in standing_ties(workspace):
        earlier, later = ends_of(tie)
        yield Edge(earlier, later, tie.why, str(tie.pk), tie.by.name, tie.at.date())


def thread_of(ref: Ref, *, workspace: Workspace, viewer: Any) -> Thread:
    """Return a place with all that is come to from it both ways over places that the viewer may see."""
    place = place_of(ref, workspace=workspace, viewer=viewer)
    web, known = web_of(edges_in(workspace)), kinds()
    reached = {way: web.walk(ref, way) for way in Way}
    refs = {one.ref for found in reached.values() for one in found}
    seen = places_at(refs, workspace=workspace, viewer=viewer)
    ways = {
        way: _ordered(Come(seen[one.ref], known[one.ref.kind], one) for one in web.walk(ref, way, seen=seen))
        for way in Way
    }
    shown = {ref, *(one.place.ref for found in ways.values() for one in found)}
    among = tuple(edge for at in shown for edge in web.beside(at, Way.ON) if edge.later in shown)
    return Thread(place, known[ref.kind], ways[Way.BACK], ways[Way.ON], among)


def _ordered(comes: Iterable[Come]) -> tuple[Come, ...]:
    return tuple(sorted(comes, key=lambda one: (one.reached.steps, one.kind.stage.order, one.place.title)))


def near(ref: Ref, *, workspace: Workspace, viewer: Any) -> dict[Way, tuple[Come, ...]]:
    """Return what is tied to a place by one step each way, over ties of which the viewer may see both ends."""
    web, known = web_of(edges_in(workspace)), kinds()
    found = {way: [one for one in web.walk(ref, way) if one.steps == 1] for way in Way}
    refs = {one.ref for reached in found.values() for one in reached}
    seen = places_at({ref, *refs}, workspace=workspace, viewer=viewer)
    if ref not in seen:
        return dict.fromkeys(Way, ())
    return {
        way: _ordered(Come(seen[one.ref], known[one.ref.kind], one) for one in reached if one.ref in seen)
        for way, reached in found.items()
    }


@dataclass(frozen=True)
class Survey:
    """Every place that a person may see, and all ties: read once, asked of several times."""

    seen: Mapping[Ref, Place]
    web: Web
    known: Mapping[str, PlaceKind]

    def gaps(self, name: str) -> tuple[Gap, ...]:
        """Return the places that lack what a kind of gap asks for."""
        asked = next(one for one in GAPS if one.name == name)
        wanting = [place for place in self.seen.values() if self.known[place.ref.kind].stage in asked.of]
        return tuple(
            Gap(place, self.known[place.ref.kind])
            for place in wanting
            if not _reaches(self.web, place, asked, self.seen, self.known)
        )

    def matching(self, *, stage: str = "", words: str = "") -> tuple[tuple[PlaceKind, Place], ...]:
        """Return the places of one stage or all, whose title or state has all of the words."""
        found = ((self.known[place.ref.kind], place) for place in self.seen.values())
        return tuple((kind, place) for kind, place in found if _matches(kind, place, stage, words))


def survey(*, workspace: Workspace, viewer: Any) -> Survey:
    """Return every place that a person may see, with all ties."""
    return Survey(every_place(workspace=workspace, viewer=viewer), web_of(edges_in(workspace)), kinds())


def gaps(name: str, *, workspace: Workspace, viewer: Any) -> tuple[Gap, ...]:
    """Return the places that lack what a kind of gap asks for, of all that the viewer may see."""
    return survey(workspace=workspace, viewer=viewer).gaps(name)


def _matches(kind: PlaceKind, place: Place, stage: str, words: str) -> bool:
    said = f"{place.title} {place.words} {place.whose}".casefold()
    return stage in ("", kind.stage.value) and all(word in said for word in words.casefold().split())


def _reaches(web: Web, place: Place, asked: GapKind, seen: Mapping[Ref, Place], known: Mapping[str, PlaceKind]) -> bool:
    walked = web.walk(place.ref, asked.way, seen=seen)
    return any(known[one.ref.kind].stage in asked.lacking for one in walked)


def every_place(*, workspace: Workspace, viewer: Any) -> dict[Ref, Place]:
    """Return every place of a workspace that a person may see, in the order of the thread."""
    found = (place for kind in kinds().values() for place in places_of(kind, workspace=workspace, viewer=viewer))
    return {place.ref: place for place in found}


def matching(
    *, workspace: Workspace, viewer: Any, stage: str = "", words: str = ""
) -> tuple[tuple[PlaceKind, Place], ...]:
    """Return the places that a person may see, of one stage or all, whose title or state has all of the words."""
    return tuple(
        (kind, place)
        for kind in kinds().values()
        if stage in ("", kind.stage.value)
        for place in places_of(kind, workspace=workspace, viewer=viewer)
        if _matches(kind, place, stage, words)
    )


def offered(
    here: Ref, *, workspace: Workspace, viewer: Any, stage: str = "", words: str = ""
) -> tuple[tuple[str, Place], ...]:
    """Return what a place may be tied to, with what each is: all that match but the place itself."""
    found = matching(workspace=workspace, viewer=viewer, stage=stage, words=words)
    return tuple((kind.stage.label, place) for kind, place in found if place.ref != here)
