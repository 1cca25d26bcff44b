"""Where it changed: each place against the change of the whole area, with the number of tests kept in mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, norm

from frankpledge.analysis.counts import Floats, count_series
from frankpledge.analysis.places.local import Adjust, adjusted
from frankpledge.analysis.refusals import NotACount, NotEnoughData

Verdict = Literal["higher", "lower", ""]
_EXACT_BELOW = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMap:
    """One entry a place. `ratio` is its change ÷ the change of all the others; NaN where it had no event at all.

    A place without events before, and with some after, has an endless ratio. `difference` is how many events more than
    its share of the whole's change. `verdict` is higher or lower where the test is significant after `adjust`, else
    empty: no detectable change, or too few events to tell.
    """

    ratio: Floats
    difference: Floats
    p_value: Floats
    verdict: tuple[Verdict, ...]
    whole: float
    n: int
    adjust: Adjust
    alpha: float
    dispersion: float


def change_map(
    *,
    before: Sequence[float] | Floats,
    after: Sequence[float] | Floats,
    dispersion: float = 1.0,
    adjust: Adjust = "fdr",
    alpha: float = 0.05,
) -> ChangeMap:
    """Return which places changed otherwise than the whole area, from counts of two periods, one entry a place.

    Against the other places together: given a place's events of both periods, how many should be later ones is known
    from theirs. Below 50 events that is the exact binomial test, two-sided by doubling the smaller tail; from 50 the
    normal, both widened by `dispersion` (the normal's variance; the exact test on counts ÷ dispersion, rounded down).
    A rise everywhere is no rise here: see `whole`, the ratio of all events. A period without any event, or with all of
    them in one place, and missing counts are `NotEnoughData`; negative ones (revisions) and one place `NotACount`.
    """
    first, last = _counts(before, "before"), _counts(after, "after")
    if first.size != last.size:
        raise ValueError(f"{first.size} places before but {last.size} after")
    if not 1 <= dispersion < np.inf:
        raise ValueError(f"a dispersion of {dispersion:g} would make the counts surer than Poisson counts")
    if not (first.any() and last.any()):
        raise NotEnoughData("Nothing happened in one of the two periods, so no change can be told.")
    rest_first, rest_last = first.sum() - first, last.sum() - last
    if not (np.all(rest_first > 0) and np.all(rest_last > 0)):
        raise NotEnoughData("All events of a period lie in one place: nothing is left to compare it with.")
    chance = rest_last / (rest_first + rest_last)
    p_value = _tested(first, last, chance, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (last / first) / (rest_last / rest_first)
    changed = adjusted(p_value, adjust=adjust, alpha=alpha)
    up = last > (first + last) * chance
    return ChangeMap(
        ratio=np.where(first + last > 0, ratio, np.nan),
        difference=last - first * rest_last / rest_first,
        p_value=p_value,
        verdict=tuple(
            "" if not found else "higher" if rose else "lower" for found, rose in zip(changed, up, strict=True)
        ),
        whole=float(last.sum() / first.sum()),
        n=int(first.size),
        adjust=adjust,
        alpha=alpha,
        dispersion=dispersion,
    )


def _tested(first: Floats, last: Floats, chance: Floats, dispersion: float) -> Floats:
    total = first + last
    few, few_last = np.floor(total / dispersion), np.floor(last / dispersion)
    tail = np.minimum(binom.cdf(few_last, few, chance), binom.sf(few_last - 1, few, chance))
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (last - total * chance) / np.sqrt(dispersion * total * chance * (1 - chance))
    found = np.where(total < _EXACT_BELOW, np.minimum(1.0, 2 * tail), 2 * norm.sf(np.abs(z)))
    empty: NDArray[np.bool_] = total == 0
    return np.where(empty, np.nan, found)


def _counts(values: Sequence[float] | Floats, name: str) -> Floats:
    counts = count_series(values, name=name)
    if np.any(np.isnan(counts)):
        raise NotEnoughData("A place's count is missing, which is not the same as zero.", where=name)
    if counts.size < 2:
        raise NotACount("One place is no map.", where=name)
    return counts
