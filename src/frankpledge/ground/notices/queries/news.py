"""What there is to tell a person, partnership by partnership, as their permission stands at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.registry import told
from frankpledge.ground.telling import News, NewsKind, NewsRequest


@dataclass(frozen=True)
class Group:
    """What there is to tell of one kind."""

    kind: NewsKind
    news: tuple[News, ...]


@dataclass(frozen=True)
class Place:
    """What there is to tell of one partnership."""

    workspace: Workspace
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """Return how many things there are."""
        return sum(len(group.news) for group in self.groups)


def news_kinds() -> tuple[NewsKind, ...]:
    """Return every kind of news that apps tell, in order."""
    found = [kind for _, kinds in told("NEWS") for kind in kinds]
    return tuple(sorted(found, key=lambda one: (one.order, one.label)))


def news_for(person: User, *, since: datetime, until: datetime, kinds: Iterable[NewsKind]) -> tuple[Place, ...]:
    """Return what there is to tell a person of some kinds, apart by partnership. Where there is nothing, no place."""
    wanted = tuple(kinds)
    places = (place_for(person, one, since=since, until=until, kinds=wanted) for one in workspaces_of(person))
    return tuple(place for place in places if place.groups)


def place_for(
    person: User, workspace: Workspace, *, since: datetime, until: datetime, kinds: tuple[NewsKind, ...]
) -> Place:
    """Return what there is to tell a person of one partnership."""
    asked = NewsRequest(workspace=workspace, viewer=person, since=since, until=until)
    groups = (Group(kind, tuple(kind.read(asked))) for kind in kinds)
    return Place(workspace, tuple(group for group in groups if group.news))


def kept(places: Iterable[Place], wanted: set[tuple[str, str]]) -> tuple[Place, ...]:
    """Return of what there is to tell those things whose workspace and name are wanted."""
    found = []
    for place in places:
        groups = tuple(
            Group(group.kind, tuple(one for one in group.news if (str(place.workspace.pk), one.id) in wanted))
            for group in place.groups
        )
        left = tuple(group for group in groups if group.news)
        found += [Place(place.workspace, left)] if left else []
    return tuple(found)


def names_of(places: Iterable[Place]) -> set[tuple[str, str]]:
    """Return the workspace and name of each thing that there is to tell."""
    return {(str(place.workspace.pk), one.id) for place in places for group in place.groups for one in group.news}
