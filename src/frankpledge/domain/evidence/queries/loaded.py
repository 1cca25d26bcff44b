"""What is loaded: releases, months, quality, areas, and figures that came in print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.lake import areas
from frankpledge.lake.quality import quality
from frankpledge.lake.store import EmptyLake


@dataclass(frozen=True)
class ForceMonths:
    """The months of street-level files that one force has, and those between first and last that it lacks."""

    force: str
    first: Month
    last: Month
    there: int
    missing: tuple[Month, ...]


@dataclass(frozen=True)
class Loaded:
    """The state of the evidence store. `cut_off` is empty while nothing is loaded."""

    cut_off: str
    last_month: Month | None
    forces: tuple[ForceMonths, ...]
    releases: tuple[dict[str, Any], ...]


def loaded() -> Loaded:
    """Return what the installation's lake holds now."""
    try:
        snapshot = the_lake().snapshot()
    except EmptyLake:
        return Loaded("", None, (), ())
    held: dict[str, list[Month]] = {}
    for month, force in snapshot.partitions("street"):
        held.setdefault(force, []).append(Month.parse(month))
    forces = tuple(_force(force, sorted(months)) for force, months in sorted(held.items()))
    last = max((one.last for one in forces), default=None)
    cut_off = f"As known on {day_in_words(snapshot.manifest.known_at.date())}"
    return Loaded(cut_off, last, forces, tuple(release_list()))


def _force(force: str, months: list[Month]) -> ForceMonths:
    there = set(months)
    between = [months[0] + n for n in range(months[-1] - months[0] + 1)]
    return ForceMonths(force, months[0], months[-1], len(there), tuple(m for m in between if m not in there))


def release_list() -> list[dict[str, Any]]:
    """Return every release, oldest first, with whether it is part of the newest state."""
    snapshot = the_lake().snapshot()
    current = set(snapshot.releases()["release_id"].to_pylist())
    return [
        {
            "release": row["release_id"],
            "reader": row["reader"],
            "file": row["member"] or row["file"],
            "month": row["month"],
            "force": row["force"],
            "rows": row["rows_kept"],
            "set aside": row["rows_quarantined"],
            "loaded": row["loaded_at"].date().isoformat(),
            "current": "yes" if row["release_id"] in current else "replaced",
        }
        for row in snapshot.read("releases").to_pylist()
    ]


def quality_report(release: str | None = None) -> dict[str, Any]:
    """Return the data-quality report of one release, or of all current ones."""
    return quality(the_lake(), release).as_json()


def area_list(*, query: str = "", kind: str | None = None) -> list[dict[str, Any]]:
    """Return the areas that a name or code matches (all partnerships without one), with their residents."""
    snapshot = the_lake().snapshot()
    rows = []
    for area in areas.search(snapshot, query, kind=kind, limit=500):
        try:
            found = areas.population(snapshot, area)
        except (areas.NoPopulation, areas.NoExtent):
            rows.append({**area.as_json(), "residents": None, "year": None, "basis": None})
        else:
            rows.append({**area.as_json(), "residents": found.people, "year": found.year, "basis": found.basis})
    return rows


def published_figures(*, workspace: Workspace, viewer: User) -> QuerySet[PublishedFigure]:
    """Return the printed figures of a workspace that the viewer belongs to, in the order of the record."""
    return PublishedFigure.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
