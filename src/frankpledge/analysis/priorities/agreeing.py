"""How far do agencies agree? Krippendorff's alpha for marks whose order means something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NotEnoughData


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
