"""How far crime is gathered in few places. That is no hot spot, which is an excess over the expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.analysis.counts import Floats, count_series
from frankpledge.analysis.refusals import NotEnoughData

_TOP = (0.01, 0.05, 0.10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Shares (0 to 1) of all events in the busiest 1, 5 and 10% of places, and the Gini coefficient.

    `gini` is corrected for few events: it is 0 when no place has more than one of fewer events than places. `n` is the
    number of places, `events` of events.
    """

    top_1_percent: float
    top_5_percent: float
    top_10_percent: float
    gini: float
    n: int
    events: int


def concentration(*, counts: Sequence[float | None] | Floats) -> Concentration:
    """Return how far the events gather in few places; each entry of `counts` is a place, zeros included.

    A share of places that is no whole number of them is interpolated along the concentration curve: the busiest 1% of
    120 places are the busiest and a fifth of the next. Places with a missing count are refused, and so is a map of
    zeros (`NotEnoughData`). The Gini coefficient is the generalised one of Bernasco and Steenbeek (2017), More places
    than crimes, Journal of Quantitative Criminology 33.
    """
    array = count_series(counts, name="counts")
    if np.any(np.isnan(array)):
        raise NotEnoughData("A place's count is missing, which is not the same as zero.", where="counts")
    events = float(array.sum())
    if events == 0:
        raise NotEnoughData("No place has any events, so they are not gathered anywhere.", where="counts")
    ascending = np.sort(array)
    curve = np.concatenate(([0.0], np.cumsum(ascending[::-1]))) / events
    shares = np.interp(np.array(_TOP) * array.size, np.arange(array.size + 1), curve)
    return Concentration(
        top_1_percent=float(shares[0]),
        top_5_percent=float(shares[1]),
        top_10_percent=float(shares[2]),
        gini=_gini(ascending / events, events),
        n=int(array.size),
        events=int(events),
    )


def _gini(shares: Floats, events: float) -> float:
    n = shares.size
    ranked = 2 * float(np.sum(np.arange(1, n + 1) * shares)) - n - 1
    value = max(1 / events, 1 / n) * ranked - max(n / events, 1) + 1
    return max(0.0, value)
