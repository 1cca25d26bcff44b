"""Which matters come first? Marks of several agencies, how far they agree, and how firm the order is.

Agencies mark each issue from 0 to 4 by criteria of harm, of likelihood and of the gap in the response. Risk is harm ×
likelihood ÷ 16, between 0 and 1; the gap stands beside it and is never multiplied in. Our own scheme, in the manner of
the risk matrices that partnerships use; it is not MoRiLE.

Marks are arrays of agency × issue × criterion, NaN where an agency gave none, which is not a nought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats, check_confidence
from frankpledge.analysis.refusals import NotEnoughData

Part = Literal["harm", "likelihood", "gap"]
HIGHEST: Final[int] = 4
MOST_RISK: Final[int] = HIGHEST * HIGHEST
DOUBTS: Final[tuple[float, ...]] = (0.0, 0.5, 1.0)
_FINE: Final[int] = 12
_BATCH: Final[int] = 250


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
class Agreement:
    """Krippendorff's α for ordered marks: 1 is agreement on everything, 0 what chance gives, below 0 less than that.

    `units` were marked by at least two, with `n` marks between them; `observed` and `expected` are disagreements.
    """

    alpha: float
    units: int
    n: int
    observed: float
    expected: float
    method: str = "Krippendorff's alpha, ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """How firm the order is, by issue: the interval of its rank, the chance of being in the first `top`, its ties.

    `ties[i, j]` where the intervals of i and j overlap; `tier` gives all issues that are linked by ties the same
    number, the place of the first of them, so between tiers the order holds and within one it does not. NaN and 0 for
    an issue that lacks a mark.
    """

    low: Floats
    high: Floats
    in_top: Floats
    ties: NDArray[np.bool_]
    tier: NDArray[np.int64]
    top: int
    draws: int
    seed: int
    confidence: float


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
    given = _marks(marks, parts, weights)
    median, lowest, highest = (
        _over_agencies(np.median, given),
        _over_agencies(np.min, given),
        _over_agencies(np.max, given),
    )
    harm, likelihood, gap = (_mean(median, parts, np.asarray(weights, float), part) for part in _PARTS)
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


def agreement(*, marks: Any) -> Agreement:
    """Return how far raters agree: α = 1 − observed ÷ expected disagreement, for marks whose order means something.

    `marks` are raters × units, NaN where a rater gave none; units with fewer than two marks say nothing of agreement
    and are left out. The distance of two marks is the number of marks given between them (half of the two ends), as
    Krippendorff squares it. `NotEnoughData` where no unit has two marks, and where everybody always gave the same mark,
    of which no agreement can be told from a habit. Source: Krippendorff (2011), Computing Krippendorff's
    Alpha-Reliability; Krippendorff (2004), Content Analysis, chapter 11.
    """
    table = np.atleast_2d(np.asarray(marks, dtype=float))
    pairable = table[:, np.sum(~np.isnan(table), axis=0) >= 2]
    if pairable.size == 0:
        raise NotEnoughData("No issue has marks from two agencies.", where="marks", cure="Wait for more score sheets.")
    values = np.unique(pairable[~np.isnan(pairable)])
    if values.size < 2:
        raise NotEnoughData("Every mark is the same, so agreement cannot be told from habit.", where="marks")
    counts = np.sum(pairable[:, :, None] == values, axis=0).astype(float)
    together = _coincidences(counts)
    held = together.sum(axis=0)
    n, far = held.sum(), _distances(held)
    observed = float(np.sum(together * far) / n)
    expected = float(np.sum(np.outer(held, held) * far) / (n * (n - 1)))
    return Agreement(
        alpha=1 - observed / expected, units=pairable.shape[1], n=int(n), observed=observed, expected=expected
    )


def rank_stability(
    *,
    marks: Any,
    doubts: Any,
    parts: Sequence[Part],
    weights: Sequence[float],
    top: int,
    seed: int,
    draws: int = 2_000,
    confidence: float = 0.95,
) -> Stability:
    """Return how firm the order of the issues is when marks and weights are as uncertain as people say they are.

    In each draw every mark moves by an even chance within its doubt (`doubts`, agency × issue: 1 where the agency was
    unsure, ½ where fairly sure, 0 where sure), never past 0 or 4, and the weights of a part are drawn from a Dirichlet
    distribution around the given ones (its parameters are the weights, made to average 1: alike weights give every
    mixture the same chance). Medians, risk and ranks follow. Equal risks count as every rank that they could take for
    the interval, and in the share that they would have by lot for the first `top`. `NotEnoughData` below two issues
    with a mark for every criterion.
    """
    check_confidence(confidence)
    given = _marks(marks, parts, weights)
    unsure = _doubts(doubts, given)
    if not 1 <= top <= given.shape[1]:
        raise ValueError(f"the first {top} of {given.shape[1]} issues")
    whole = ~np.isnan(score(marks=given, parts=parts, weights=weights).risk)
    if whole.sum() < 2:
        raise NotEnoughData(
            "Fewer than two issues have a mark for every criterion.", where="marks", cure="Wait for more score sheets."
        )
    best, worst = _drawn_ranks(given[:, whole], unsure[:, whole], parts, weights, seed=seed, draws=draws)
    tail = (1 - confidence) / 2
    low = np.quantile(best, tail, axis=0, method="inverted_cdf")
    high = np.quantile(worst, 1 - tail, axis=0, method="inverted_cdf")
    in_top = np.mean(np.clip((top - best + 1) / (worst - best + 1), 0, 1), axis=0)
    low, high, in_top = (_spread(found, whole) for found in (low, high, in_top))
    ties = (low[:, None] <= high[None, :]) & (low[None, :] <= high[:, None])
    return Stability(
        low=low,
        high=high,
        in_top=in_top,
        ties=ties & ~np.eye(whole.size, dtype=bool),
        tier=_tiers(low, high),
        top=top,
        draws=draws,
        seed=seed,
        confidence=confidence,
    )


def weight_effects(*, marks: Any, parts: Sequence[Part], weights: Sequence[float]) -> WeightEffects:
    """Return how the order would be with all criteria of a part alike, and with each criterion left out in turn."""
    given = _marks(marks, parts, weights)
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


# ---- marks ---------------------------------------------------------------------------------------------------------

_PARTS: Final[tuple[Part, ...]] = ("harm", "likelihood", "gap")


def _marks(marks: Any, parts: Sequence[Part], weights: Sequence[float]) -> Floats:
    """Return the marks as an array, once they and what belongs to them make sense."""
    given = np.asarray(marks, dtype=float)
    if given.ndim != 3 or not given.shape[2] == len(parts) == len(weights):
        raise ValueError(f"{given.shape} marks for {len(parts)} criteria with {len(weights)} weights")
    if set(parts) - set(_PARTS) or not {"harm", "likelihood"} <= set(parts):
        raise ValueError(f"parts {sorted(set(parts))}: harm and likelihood are needed, and gap is all else there is")
    if not all(np.isfinite(weight) and weight > 0 for weight in weights):
        raise ValueError(f"weights {list(weights)}: each must be above nought")
    held = given[~np.isnan(given)]
    if held.size == 0:
        raise NotEnoughData("Nobody has given a mark.", where="marks", cure="Wait for the first score sheet.")
    if held.min() < 0 or held.max() > HIGHEST:
        raise ValueError(f"marks from {held.min():g} to {held.max():g}; they go from 0 to {HIGHEST}")
    return given


def _doubts(doubts: Any, given: Floats) -> Floats:
    """Return how far each agency's marks of each issue may be off, once they belong to the marks; none given is 0."""
    unsure = np.nan_to_num(np.asarray(doubts, dtype=float))
    if unsure.shape != given.shape[:2] or not np.all(np.isin(unsure, DOUBTS)):
        raise ValueError(f"doubts must be 0, 0.5 or 1 for {given.shape[0]} agencies and {given.shape[1]} issues")
    return unsure


def _over_agencies(what: Any, given: Floats) -> Floats:
    """Return what is made of the marks that are there, by issue and criterion; NaN where there is none."""
    made = np.full(given.shape[1:], np.nan)
    for place in np.ndindex(made.shape):
        held = given[(slice(None), *place)]
        held = held[~np.isnan(held)]
        if held.size:
            made[place] = what(held)
    return made


def _mean(median: Floats, parts: Sequence[Part], weights: Floats, part: Part) -> Floats:
    """Return the weighted mean of a part's criteria; NaN where one has no mark or the part has no criterion."""
    its = np.array([one == part for one in parts])
    if not its.any():
        return np.full(median.shape[:-1], np.nan)
    mean: Floats = (median[..., its] * weights[..., its]).sum(axis=-1) / weights[..., its].sum(axis=-1)
    return mean


def _ranks(risk: Floats) -> Floats:
    """Return 1 + how many are greater. What differs by less than arithmetic can tell is equal."""
    fine = np.round(risk, _FINE)
    ranks: Floats = 1.0 + np.sum(fine[None, :] > fine[:, None], axis=1)
    ranks[np.isnan(risk)] = np.nan
    return ranks


# ---- agreement -----------------------------------------------------------------------------------------------------


def _coincidences(counts: Floats) -> Floats:
    """Return how often each value meets each other within units: every unit's pairs, over its marks less one."""
    pairs = np.einsum("uc,uk->uck", counts, counts) - counts[:, :, None] * np.eye(counts.shape[1])
    table: Floats = (pairs / (counts.sum(axis=1) - 1)[:, None, None]).sum(axis=0)
    return table


def _distances(held: Floats) -> Floats:
    """Return the squared ordinal distance of each pair of values, which are in order."""
    upto = np.cumsum(held) - held / 2
    far: Floats = (upto[:, None] - upto[None, :]) ** 2
    return far


# ---- draws ---------------------------------------------------------------------------------------------------------


def _drawn_ranks(
    given: Floats, unsure: Floats, parts: Sequence[Part], weights: Sequence[float], *, seed: int, draws: int
) -> tuple[Floats, Floats]:
    """Return the best and the worst rank of every issue in every draw (draw × issue); they differ where risks equal."""
    counted = [at for at, part in enumerate(parts) if part != "gap"]
    its, held = [parts[at] for at in counted], given[:, :, counted]
    rng = np.random.default_rng(seed)
    mixture = _drawn_weights(rng, its, [weights[at] for at in counted], draws)[:, None, :]
    risk = np.empty((draws, held.shape[1]))
    for first in range(0, draws, _BATCH):
        batch = slice(first, min(first + _BATCH, draws))
        moves = rng.uniform(-1, 1, size=(batch.stop - first, *held.shape)) * unsure[:, :, None]
        median = _medians(np.clip(held + moves, 0, HIGHEST))
        risk[batch] = _mean(median, its, mixture[batch], "harm") * _mean(median, its, mixture[batch], "likelihood")
    fine = np.round(risk, _FINE)
    best = 1.0 + np.sum(fine[:, None, :] > fine[:, :, None], axis=2)
    worst = 0.0 + np.sum(fine[:, None, :] >= fine[:, :, None], axis=2)
    return best, worst


def _medians(moved: Floats) -> Floats:
    """Return the median over agencies in every draw (draw × issue × criterion), of the marks that are there."""
    ordered = np.sort(moved, axis=1)  # what is not there comes last
    held = np.sum(~np.isnan(moved), axis=1, keepdims=True)
    below = np.take_along_axis(ordered, (held - 1) // 2, axis=1)
    above = np.take_along_axis(ordered, held // 2, axis=1)
    median: Floats = ((below + above) / 2)[:, 0]
    return median


def _drawn_weights(rng: np.random.Generator, parts: Sequence[Part], weights: Sequence[float], draws: int) -> Floats:
    """Return weights by draw and criterion, drawn within each part."""
    drawn = np.ones((draws, len(parts)))
    for part in _PARTS:
        its = np.array([one == part for one in parts])
        if its.any():
            centre = np.asarray(weights, dtype=float)[its]
            drawn[:, its] = rng.dirichlet(centre / centre.mean(), size=draws)
    return drawn


def _spread(found: Floats, whole: NDArray[np.bool_]) -> Floats:
    """Return what was found of the whole issues in the places of all."""
    spread = np.full(whole.size, np.nan)
    spread[whole] = found
    return spread


def _tiers(low: Floats, high: Floats) -> NDArray[np.int64]:
    """Return the place at which each issue's tier begins: a new one begins past the worst rank of all before it."""
    tier = np.zeros(low.size, dtype=np.int64)
    known = [int(at) for at in np.lexsort((high, low)) if not np.isnan(low[at])]
    begins, reached = 1, -np.inf
    for place, at in enumerate(known, 1):
        if low[at] > reached:
            begins = place
        tier[at] = begins
        reached = max(reached, high[at])
    return tier
