"""What the page of the register must know: where the partnership is, and what is registered nationally of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frankpledge.domain.evidence.actions import EventFacts
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.lake import areas
from frankpledge.refusal import Refusal
from frankpledge.statute.events import Event, registered_events


@dataclass(frozen=True)
class Home:
    """The area of a partnership and its force by name; `slug` is how data.police.uk knows the force."""

    area: str
    kind: str
    code: str
    force: str
    slug: str
    nation: str

    def facts(self, said: Mapping[str, Any]) -> EventFacts:
        """Return what a form said, as the register takes it."""
        alone = said["whom"] == "area" and self.code
        return EventFacts(
            kind=said["kind"],
            first=said["first"],
            last=said["last"],
            words=said["words"],
            source=said["source"],
            force=self.slug,
            area=(self.kind, self.code) if alone else None,
            types=tuple(said["types"]),
        )


def home_of(workspace: Workspace, viewer: User) -> Home:
    """Return where a workspace's partnership is; its force is empty while no lookup is loaded that tells it."""
    partnership = partnership_of(workspace=workspace, viewer=viewer)
    if partnership is None:
        return Home(workspace.name, "", "", "", "", "england")
    own = (partnership.area_name, partnership.area_kind, partnership.area_code)
    try:
        snapshot = the_lake().snapshot()
        force = areas.force_of(snapshot, find(snapshot, own[2], own[1]))
    except Refusal:
        force = None
    name, slug = (force.name, areas.slug_of(force)) if force else ("", "")
    return Home(*own, name, slug, partnership.nation)


def national_events(home: Home) -> tuple[Event, ...]:
    """Return the national events that concern a partnership, the newest first."""
    found = [e for e in registered_events() if e.concerns(nation=home.nation, slug=home.slug or None, crime_type=None)]
    return tuple(reversed(found))
