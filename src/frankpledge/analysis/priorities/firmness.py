"""How firm is the order? Draws of marks within their doubt and of weights around those given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats, check_confidence
from frankpledge.analysis.priorities.scoring import FINE, HIGHEST, PARTS, Part, checked_marks, part_mean, score
from frankpledge.analysis.refusals import NotEnoughData

DOUBTS: Final[tuple[float, ...]] = (0.0, 0.5, 1.0)
_BATCH: Final[int] = 250


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
    given = checked_marks(marks, parts, weights)
    unsure = _doubts(doubts, given)
    if not 1 <= top <= given.shape[1] or draws < 1:
        raise ValueError(f"the first {top} of {given.shape[1]} issues in {draws} draws")
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


def _doubts(doubts: Any, given: Floats) -> Floats:
    """Return how far each agency's marks of each issue may be off, once they belong to the marks; none given is 0."""
    unsure: Floats = np.nan_to_num(np.asarray(doubts, dtype=float))
    if unsure.shape != given.shape[:2] or not np.all(np.isin(unsure, DOUBTS)):
        raise ValueError(f"doubts must be 0, 0.5 or 1 for {given.shape[0]} agencies and {given.shape[1]} issues")
    return unsure


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
        risk[batch] = part_mean(median, its, mixture[batch], "harm") * part_mean(
            median, its, mixture[batch], "likelihood"
        )
    fine = np.round(risk, FINE)
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
    for part in PARTS:
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
