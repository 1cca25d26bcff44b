"""The peers that a partnership chose to be held against, beside the answer to a question about itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.periods import Window
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.domain.yardsticks.queries.levels import Level, levels
from frankpledge.domain.yardsticks.queries.peers import peers_in_use
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot


@dataclass(frozen=True)
class Peers:
    """A set of peers in use: its name, how they were chosen, and each with code and name, the nearest first."""

    name: str
    how: str
    members: tuple[Area, ...]


def peers_of(partnership: Partnership | None, area: Area) -> Peers | None:
    """Return the peers in use where the question is about the partnership's own area, None elsewhere."""
    if partnership is None or (partnership.area_kind, partnership.area_code) != (area.kind, area.code):
        return None
    chosen = peers_in_use(partnership.workspace)
    if chosen is None:
        return None
    size = int(chosen.parameters.get("size", len(chosen.members)))
    how = f"the {size} nearest by the open method, {chosen.dated.year}"
    if chosen.method == PeerSet.Method.BY_HAND:
        how = f"chosen by no methodology: {chosen.reason[:1].lower()}{chosen.reason[1:].rstrip('.')}"
    members = tuple(Area("csp", str(one["code"]), str(one["name"])) for one in chosen.members[:size])
    return Peers(chosen.name, how, members)


@lru_cache(maxsize=64)
def peer_levels(snapshot: Snapshot, peers: Peers, window: Window, what: str) -> tuple[Level, ...]:
    """Return the level of each peer over a window; one whose months are not all there has none, and says so."""
    return levels(snapshot, peers.members, window, what=what)
