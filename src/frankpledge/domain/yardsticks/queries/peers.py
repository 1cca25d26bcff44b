"""Sets of peers, and what recorded crime here is when it is held against theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from frankpledge.analysis.comparison import Comparison, compare_with_rest
from frankpledge.analysis.periods import Window
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.domain.yardsticks.queries.levels import Level, levels, together, wider
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.settings import settings


@dataclass(frozen=True)
class Answer:
    """The area against so many peers: what may be said, or None and why nothing may."""

    size: int
    found: Comparison | None
    why: str = ""


@dataclass(frozen=True)
class PeerReading:
    """A set of peers in use, the level of each, the wider areas, and the answer for this and other sizes of set.

    `answers` begin with that of the set's own size. `name` is empty where no set is in use: there are then wider areas
    alone.
    """

    name: str
    by_hand: bool
    reason: str
    dated: str
    variables: tuple[tuple[str, str], ...]
    chosen_from: int
    own: Level
    levels: tuple[Level, ...]
    wider: tuple[Level, ...]
    answers: tuple[Answer, ...]

    @property
    def how(self) -> str:
        """How the peers were chosen, in words that stand beside every interval."""
        if self.by_hand:
            return "chosen by no methodology: " + self.reason[:1].lower() + self.reason[1:].rstrip(".")
        return f"the {len(self.levels)} nearest of {self.chosen_from} by the open method, {self.dated}"


def peer_sets(*, workspace: Workspace, viewer: User) -> QuerySet[PeerSet]:
    """Return the sets of peers of a workspace that the viewer belongs to, the newest first."""
    return PeerSet.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).select_related("made_by")


def one_peer_set(identity: int, *, workspace: Workspace, viewer: User) -> PeerSet | None:
    """Return one set of peers of a workspace that the viewer belongs to."""
    return peer_sets(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def peers_in_use(workspace: Workspace | None) -> PeerSet | None:
    """Return the set that a workspace is held against, None where it has chosen none."""
    return PeerSet.objects.filter(workspace=workspace, in_use=True).first() if workspace else None


def peer_reading(
    snapshot: Snapshot, area: Area, window: Window, chosen: PeerSet | None, *, dispersion: float | None
) -> PeerReading:
    """Return recorded crime here beside a set of peers, the force, the region, and England and Wales."""
    members = [Area("csp", str(one["code"]), str(one["name"])) for one in chosen.members] if chosen else []
    size = int(chosen.parameters.get("size", len(members))) if chosen else 0
    found = levels(snapshot, [area, *members], window, own=area.code)
    own, peers = found[0], found[1:]
    sizes = (size, *(n for n in settings().similar_areas_also if n != size)) if chosen else ()
    if chosen and chosen.method == PeerSet.Method.BY_HAND:
        sizes = (size,)
    return PeerReading(
        name=chosen.name if chosen else "",
        by_hand=bool(chosen and chosen.method == PeerSet.Method.BY_HAND),
        reason=chosen.reason if chosen else "",
        dated=str(chosen.dated.year) if chosen else "",
        variables=tuple((str(v["name"]), str(v["year"])) for v in chosen.variables) if chosen else (),
        chosen_from=int(chosen.parameters.get("chosen_from", 0)) if chosen else 0,
        own=own,
        levels=peers[:size],
        wider=wider(snapshot, area, window),
        answers=tuple(_answer(own, peers, n, dispersion) for n in sizes),
    )


def _answer(own: Level, peers: Sequence[Level], size: int, dispersion: float | None) -> Answer:
    if len(peers) < size:
        return Answer(size, None, f"the set holds {len(peers)} areas")
    rest = together("peers", peers[:size])
    if own.events is None or not own.people:
        return Answer(size, None, own.why or "residents are not known")
    if rest.events is None or not rest.people:
        return Answer(size, None, rest.why.replace("its ", "the ").replace("partnerships", "peers"))
    found = compare_with_rest(
        events=own.events,
        population=own.people,
        rest_events=rest.events,
        rest_population=rest.people,
        dispersion=dispersion,
    )
    return Answer(size, found)


def everywhere(snapshot: Snapshot, area: Area, window: Window) -> tuple[Level, ...]:
    """Return the level of every partnership of the nation that has every month and residents, for a funnel."""
    nation = areas.nation(area)
    candidates = [one for one in areas.all_of(snapshot, "csp") if areas.nation(one) == nation]
    return tuple(
        one for one in levels(snapshot, candidates, window, own=area.code) if one.events is not None and one.people
    )


def named_partnerships(names: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of partnerships written by name or code; one that nothing bears is refused with suggestions."""
    snapshot = the_lake().snapshot()
    return tuple(areas.find_area(snapshot, name, kind="csp").code for name in names)
