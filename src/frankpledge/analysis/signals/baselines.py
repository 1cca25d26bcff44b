"""What limits of control charts are made of: usual points alone, and a level for each season where seasons are told.

Counts of crime by month have `seasonal_signals`. Shares, rates and figures that stand alone have no such model: here
each season (a quarter of the year, say) has its own centre, which is the level of its usual points in the baseline. A
centre of few points is itself uncertain, and limits are wider by that: for a new point of base n against a level made
of bases that sum to N the variance is σ²(1/n + 1/N), for figures that stand alone σ²(1 + 1/k). What a baseline point
differs from its own level is smaller than that by σ²(1/n - 1/N), and is scaled up by it before it measures spread.
Source: the variance of a prediction and of a residual in a one-way layout (Draper and Smith, Applied Regression
Analysis, 1998, ch. 1 and 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NotEnoughData

FEWEST_OF_A_SEASON = 2


@dataclass(frozen=True, slots=True)
class Seasons:
    """One entry a point: the level of its season, and the base (or how many points) that made this level."""

    level: Floats
    made_of: Floats


def usual(values: Floats, excluded: Sequence[bool] | None) -> Floats:
    """Return the points of which a baseline may be made: those that are excluded are missing from it."""
    if excluded is None:
        return values
    mask = np.asarray(excluded, dtype=bool)
    if mask.size != values.size:
        raise ValueError(f"{values.size} points but {mask.size} of excluded")
    return np.where(mask, np.nan, values)


def check_seasons(seasons: Sequence[int] | None, size: int) -> None:
    """Refuse seasons that are not one a point (a ValueError)."""
    if seasons is not None and len(seasons) != size:
        raise ValueError(f"{size} points but {len(seasons)} of seasons")


def season_levels(tops: Floats, bases: Floats, seasons: Sequence[int], *, judged: Floats, of: Sequence[int]) -> Seasons:
    """Return the level of the season `of` each point, from the tops and bases of a baseline and their seasons.

    `judged` are the points of the whole part: a season that one of them needs must have two points in the baseline.
    """
    names = np.asarray(seasons)
    level, made_of = np.full(len(of), np.nan), np.full(len(of), np.nan)
    for season in sorted(set(of)):
        mine = (names == season) & ~np.isnan(tops)
        here = np.asarray(of) == season
        if int(mine.sum()) < FEWEST_OF_A_SEASON:
            if np.any(~np.isnan(judged[here])):
                raise NotEnoughData(f"A season has {int(mine.sum())} points in the baseline; a level needs two.")
            continue
        level[here] = tops[mine].sum() / bases[mine].sum()
        made_of[here] = bases[mine].sum()
    return Seasons(level, made_of)
