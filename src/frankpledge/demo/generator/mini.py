"""A very small archive in the real layout, for a first run and for tests that need only a few rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from frankpledge.demo.generator.generate import DEFAULT_SEED, scene
from frankpledge.demo.generator.names import FORCE_SLUG, main_district
from frankpledge.demo.generator.outcomes import outcomes
from frankpledge.demo.generator.published import Rows, crime_ids, snapped, street_members
from frankpledge.demo.generator.series import months_from
from frankpledge.demo.generator.truths import planted_truths
from frankpledge.demo.generator.writing import write_zip


def mini_archive(out: Path, *, rows: int = 200, seed: int = DEFAULT_SEED, first: str = "2025-01") -> Path:
    """Write a zip of two months of street files with exactly so many rows, and return its path.

    The rows are of the main partnership, each fiftieth without a place. A ValueError under two rows.
    """
    if rows < 2:
        raise ValueError("An archive of two months needs at least two rows.")
    months = months_from(first, 2)
    truths = planted_truths()
    world = scene(seed=seed, months=months, truths=truths)
    rng = np.random.default_rng((seed, rows))
    made = world.made.records
    nearest = world.points.nearest(made.east, made.north)
    here = np.flatnonzero(world.points.partnership[nearest] == main_district().partnership)
    chosen = np.sort(rng.choice(here, size=rows, replace=rows > len(here)))
    placeless = np.arange(rows) % 50 == 49
    kind, month = made.kind[chosen], made.month[chosen]
    references = np.array([f"mini/{number}" for number in range(rows)], dtype=object)
    nothing = np.zeros(rows, dtype=bool)
    published = Rows(
        months=months,
        points=world.points,
        point=snapped(world.points, east=made.east[chosen], north=made.north[chosen], placeless=placeless),
        kind=kind,
        month=month,
        crime_id=crime_ids(references, kind, seed=seed),
        outcomes=outcomes(kind=kind, month=month, rng=rng),
        late=nothing,
        twice=nothing,
    )
    members = street_members(published, positions=range(2), as_of=2, with_late=True)
    return write_zip(out / f"{FORCE_SLUG}-mini.zip", members)
