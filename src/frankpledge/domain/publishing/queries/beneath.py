"""What partnerships beneath a county or a force area have published, side by side: read from what is public alone.

Whoever belongs to the county sees of a partnership what every stranger sees, laid beside the others. An edition that is
approved and not public, and one that was withdrawn, does not appear, nor that there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.partnerships.rules import Level
from frankpledge.domain.plans.queries.recommended import recommendations
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.ground.accounts.models import User, Workspace


@dataclass(frozen=True)
class Laid:
    """The latest public edition of a kind: which, of what day, since when, and its priorities where it ranks any.

    Without priorities, the edition ranks no matters: which they are is then not known, and not none.
    """

    publication: UUID
    title: str
    number: int
    cut_off: date
    approved_on: date
    published_on: date
    priorities: tuple[str, ...]


@dataclass(frozen=True)
class Beneath:
    """A partnership with what it published, by kind of edition; a kind that it published nothing of is not there."""

    name: str
    generated: bool
    editions: dict[str, Laid]


@dataclass(frozen=True)
class SideBySide:
    """Partnerships beneath a level, by name, and every kind of edition that any of them published."""

    level: str
    kinds: tuple[str, ...]
    partnerships: tuple[Beneath, ...]

    @property
    def common(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the matters that more than one puts forward, with who does, the most frequent first."""
        whose: dict[str, set[str]] = defaultdict(set)
        for one in self.partnerships:
            for laid in one.editions.values():
                for matter in laid.priorities:
                    whose[matter].add(one.name)
        shared = [(matter, tuple(sorted(names))) for matter, names in whose.items() if len(names) > 1]
        return tuple(sorted(shared, key=lambda pair: (-len(pair[1]), pair[0])))


def editions_beneath(*, workspace: Workspace, viewer: User, expected: Iterable[str] = ()) -> SideBySide:
    """Return what partnerships beneath the county or force area of a workspace have published.

    `expected` are kinds that are asked about even where nobody published any. Nothing lies beneath a partnership.
    """
    above = partnership_of(workspace=workspace, viewer=viewer)
    below = sorted(_below(above), key=lambda one: one.name) if above else []
    found = _latest(below)
    kinds = dict.fromkeys((*expected, *sorted({kind for _, kind in found})))
    laid = tuple(
        Beneath(
            one.name,
            one.workspace.generated,
            {kind: _laid(found[one.pk, kind]) for kind in kinds if (one.pk, kind) in found},
        )
        for one in below
    )
    return SideBySide(above.name if above else workspace.name, tuple(kinds), laid)


def is_level(*, workspace: Workspace, viewer: User) -> bool:
    """Return whether a workspace is that of a county or a force area."""
    one = partnership_of(workspace=workspace, viewer=viewer)
    return one is not None and one.level != Level.PARTNERSHIP


def _below(above: Partnership) -> Iterator[Partnership]:
    """Yield the partnerships that say they lie within a level, or within a county that does."""
    for one in above.beneath.select_related("workspace"):
        if one.level == Level.PARTNERSHIP:
            yield one
        else:
            yield from _below(one)


def _latest(below: Iterable[Partnership]) -> dict[tuple[UUID, str], Publication]:
    """Return the latest that is public of each partnership and kind, by its day as known and then its approval."""
    places = [one.pk for one in below]
    rows = publications().filter(workspace__in=places).defer("edition__tree")
    ordered = sorted(rows, key=lambda one: (one.edition.cut_off, one.edition.approved_at))
    return {(one.workspace_id, one.edition.kind): one for one in ordered}


def _laid(found: Publication) -> Laid:
    edition = found.edition
    return Laid(
        found.pk, edition.title, edition.number, edition.cut_off, edition.approved_at.date(),
        found.published_at.date(), _priorities_of(edition.pk),
    )  # fmt: skip


@lru_cache(maxsize=256)
def _priorities_of(edition: UUID) -> tuple[str, ...]:
    """Return what a public edition puts forward. An edition never changes, so it is read once."""
    return recommendations(publications().get(edition=edition).edition)
