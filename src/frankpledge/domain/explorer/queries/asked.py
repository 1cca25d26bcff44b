"""A question as it stands in an address, and the lists that it is chosen from: what is loaded, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from functools import lru_cache
from urllib.parse import urlencode

from frankpledge.analysis.periods import Month, Window, rolling
from frankpledge.domain.evidence.queries.area import ASB, find
from frankpledge.domain.evidence.queries.events import standing_events
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.explorer.queries.peers import Peers, peers_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import EmptyLake, NotKnownYet, Snapshot, history
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types
from frankpledge.statute.events import Event

LENGTHS = (12, 6, 3, 1, 24, 36)
LEVELS = ("csp", "district", "ward", "neighbourhood")
MOST_NEAR = 250


@dataclass(frozen=True)
class Near:
    """An area to suggest: what to write for it, and what it is."""

    write: str
    label: str


@dataclass(frozen=True)
class Lists:
    """What a question is chosen from: months (newest first), types in use in them, days of loads (newest first)."""

    snapshot: Snapshot
    months: tuple[Month, ...]
    types: tuple[str, ...]
    days: tuple[date, ...]
    near: tuple[Near, ...]
    newest: Month | None


@dataclass(frozen=True)
class Asked:
    """One question: its area, what is counted, its months, the level of its places, and the state it is put to.

    `said` are its parts as the address has them, in order.
    """

    snapshot: Snapshot
    area: Area
    what: str
    window: Window
    level: str
    events: tuple[Event, ...]
    said: tuple[tuple[str, str], ...]
    generated: bool = False
    peers: Peers | None = None

    @property
    def query(self) -> str:
        """Return the question as an address has it."""
        return urlencode(self.said)

    def other(self, **parts: str) -> str:
        """Return the same question with some parts changed, or added at its end."""
        return urlencode({**dict(self.said), **parts})


def lists(partnership: Partnership | None, known: date | None) -> Lists | None:
    """Return what a question may be chosen from as known on a day; None where nothing was loaded by then."""
    try:
        snapshot = the_lake().snapshot(known)
    except (EmptyLake, NotKnownYet):
        return None
    months = tuple(sorted({Month.parse(month) for month, _ in snapshot.partitions("street")}, reverse=True))
    days = {manifest.known_at.astimezone(UTC).date() for manifest in history(the_lake())}
    own = (partnership.area_kind, partnership.area_code) if partnership else None
    return Lists(
        snapshot=snapshot,
        months=months,
        types=tuple(t.name for t in crime_types() if t.name != ASB and any(t.in_use(month) for month in months)),
        days=tuple(sorted(days, reverse=True)),
        near=_near(snapshot, own) if own else (),
        newest=_newest(snapshot, own) if own else max(months, default=None),
    )


def earliest_known() -> date | None:
    """Return the day of the first load, None where there was none."""
    found = history(the_lake())
    return found[0].known_at.astimezone(UTC).date() if found else None


@lru_cache(maxsize=64)
def _newest(snapshot: Snapshot, own: tuple[str, str]) -> Month | None:
    """Return the last month of a partnership's own force: another's newer months are not its own."""
    held = [(Month.parse(month), slug) for month, slug in snapshot.partitions("street")]
    try:
        slugs = set(queries.own_forces(snapshot, find(snapshot, own[1], own[0])))
    except Refusal:
        slugs = set()
    return max((month for month, slug in held if slug in slugs), default=max((m for m, _ in held), default=None))


@lru_cache(maxsize=64)
def _near(snapshot: Snapshot, own: tuple[str, str]) -> tuple[Near, ...]:
    """Return the partnership, its districts and wards, its force and the other partnerships of that."""
    try:
        home = find(snapshot, own[1], own[0])
    except Refusal:
        return ()
    force = areas.force_of(snapshot, home)
    around = [home, *areas.neighbours(snapshot, home), *([force] if force else [])]
    inside = [one for kind in ("district", "ward") for one in areas.members(snapshot, home, kind)]
    return tuple(Near(written(snapshot, one), _label(one)) for one in (*around, *inside)[:MOST_NEAR])


def written(snapshot: Snapshot, area: Area) -> str:
    """Return what to write for an area: its name, or its code where the name means another or several."""
    try:
        return area.name if find(snapshot, area.name) == area else area.code
    except Refusal:
        return area.code


def _label(area: Area) -> str:
    inside = f" in {area.within.partition(', ')[0]}" if area.within else ""
    return f"{area.name}: {areas.kind_in_words(area.kind)}{inside}"


def asked(
    found: Lists,
    workspace: Workspace,
    partnership: Partnership | None,
    *,
    area: Area,
    what: str,
    last: Month,
    length: int,
    level: str,
    said: tuple[tuple[str, str], ...],
) -> Asked:
    """Return a question whose parts were chosen from the lists, with the events that bear on its area."""
    return Asked(
        snapshot=found.snapshot,
        area=area,
        what=what,
        window=rolling(last, length),
        level=level,
        events=standing_events(workspace, found.snapshot, area),
        said=said,
        generated=workspace.generated,
        peers=peers_of(partnership, area),
    )
