"""From marks to risk: medians over agencies, weighted means by part, and what the weights do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NotEnoughData

Part = Literal["harm", "likelihood", "gap"]
HIGHEST: Final[int] = 4
MOST_RISK: Final[int] = HIGHEST * HIGHEST
FINE: Final[int] = 12
PARTS: Final[tuple[Part, ...]] = ("harm", "likelihood", "gap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the marks come to. By issue and criterion: `median`, `lowest`, `highest`, `given` (how many marks).

    By issue: weighted means of the medians from 0 to 4 (`harm`, `likelihood`, `gap`), `risk` from 0 to 1, and `rank`
    (1 is the greatest risk; equals share the better rank). NaN where a criterion has no mark at all.
    """

    median: Floats
    lowest: Floats
    highest: Floats
    given: NDArray[np.int64]
    harm: Floats
    likelihood: Floats
    gap: Floats
    risk: Floats
    rank: Floats
    agencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightEffects:
    """What the weights do: each issue's rank as weighted, with the criteria of a part alike, and without each of them.

    A row of `without` is NaN for a criterion that is alone in its part, since the part would be gone.
    """

    weighted: Floats
    alike: Floats
    without: Floats


def score(*, marks: Any, parts: Sequence[Part], weights: Sequence[float]) -> Scores:
    """Return the median mark of every issue and criterion, and the risk that follows.

    Fewer than one mark is `NotEnoughData`. A mark outside 0 to 4, a part that is none of harm, likelihood and gap, a
    weight that is not above nought, and harm or likelihood without a criterion are ValueErrors.
    """
    given = checked_marks(marks, parts, weights)
    median, lowest, highest = (
        _over_agencies(np.median, given),
        _over_agencies(np.min, given),
        _over_agencies(np.max, given),
    )
    harm, likelihood, gap = (part_mean(median, parts, np.asarray(weights, float), part) for part in PARTS)
    risk: Floats = harm * likelihood / MOST_RISK
    return Scores(
        median=median,
        lowest=lowest,
        highest=highest,
        given=np.sum(~np.isnan(given), axis=0),
        harm=harm,
        likelihood=likelihood,
        gap=gap,
        risk=risk,
        rank=_ranks(risk),
        agencies=int(np.sum(~np.all(np.isnan(given), axis=(1, 2)))),
    )


def weight_effects(*, marks: Any, parts: Sequence[Part], weights: Sequence[float]) -> WeightEffects:
    """Return how the order would be with all criteria of a part alike, and with each criterion left out in turn."""
    given = checked_marks(marks, parts, weights)
    even = [1.0] * len(parts)
    without = np.full((len(parts), given.shape[1]), np.nan)
    for at, part in enumerate(parts):
        if list(parts).count(part) > 1:
            rest = [other for other in range(len(parts)) if other != at]
            kept = given[:, :, rest]
            if not np.all(np.isnan(kept)):
                without[at] = score(
                    marks=kept, parts=[parts[one] for one in rest], weights=[weights[one] for one in rest]
                ).rank
    return WeightEffects(
        weighted=score(marks=given, parts=parts, weights=weights).rank,
        alike=score(marks=given, parts=parts, weights=even).rank,
        without=without,
    )


def checked_marks(marks: Any, parts: Sequence[Part], weights: Sequence[float]) -> Floats:
    """Return the marks as an array, once they and what belongs to them make sense."""
    given = np.asarray(marks, dtype=float)
    if given.ndim != 3 or not given.shape[2] == len(parts) == len(weights):
        raise ValueError(f"{given.shape} marks for {len(parts)} criteria with {len(weights)} weights")
    if set(parts) - set(PARTS) or not {"harm", "likelihood"} <= set(parts):
        raise ValueError(f"parts {sorted(set(parts))}: harm and likelihood are needed, and gap is all else there is")
    if not all(np.isfinite(weight) and weight > 0 for weight in weights):
        raise ValueError(f"weights {list(weights)}: each must be above nought")
    held = given[~np.isnan(given)]
    if held.size == 0:
        raise NotEnoughData("Nobody has given a mark.", where="marks", cure="Wait for the first score sheet.")
    if held.min() < 0 or held.max() > HIGHEST:
        raise ValueError(f"marks from {held.min():g} to {held.max():g}; they go from 0 to {HIGHEST}")
    return given


def _over_agencies(what: Any, given: Floats) -> Floats:
    """Return what is made of the marks that are there, by issue and criterion; NaN where there is none."""
    made = np.full(given.shape[1:], np.nan)
    for place in np.ndindex(made.shape):
        held = given[(slice(None), *place)]
        held = held[~np.isnan(held)]
        if held.size:
            made[place] = what(held)
    return made


def part_mean(median: Floats, parts: Sequence[Part], weights: Floats, part: Part) -> Floats:
    """Return the weighted mean of a part's criteria; NaN where one has no mark or the part has no criterion."""
    its = np.array([one == part for one in parts])
    if not its.any():
        return np.full(median.shape[:-1], np.nan)
    mean: Floats = (median[..., its] * weights[..., its]).sum(axis=-1) / weights[..., its].sum(axis=-1)
    return mean


def _ranks(risk: Floats) -> Floats:
    """Return 1 + how many are greater. What differs by less than arithmetic can tell is equal."""
    fine = np.round(risk, FINE)
    ranks: Floats = 1.0 + np.sum(fine[None, :] > fine[:, None], axis=1)
    ranks[np.isnan(risk)] = np.nan
    return ranks
