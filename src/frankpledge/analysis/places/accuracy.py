"""How good were the places that were picked? Judged on months that were held back when they were picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats, check_base, count_series, series
from frankpledge.analysis.refusals import NoDenominator, NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionAccuracy:
    """`hit_rate` is the share of later events in the picked places, `area_share` their share of the area.

    `pai` is hit rate ÷ area share (1: no better than spreading evenly); `pei` is it over the best that any places of
    that area could have had (1: nobody could have picked better); `rri` how far the picked places' own share of events
    held from the months of picking to those held back (1: wholly; None where nothing was given for the earlier months).
    """

    pai: float
    pei: float
    rri: float | None
    hit_rate: float
    area_share: float
    n: int
    picked: int


def prediction_accuracy(
    *,
    picked: Sequence[bool] | NDArray[np.bool_],
    events: Sequence[float] | Floats,
    area: Sequence[float] | Floats | None = None,
    events_before: Sequence[float] | Floats | None = None,
) -> PredictionAccuracy:
    """Return the accuracy of picked places on the `events` of months that picking did not see.

    One entry a place in each; `area` (km², or metres of street) is the same for all where it is left out. Sources: PAI,
    Chainey, Tompson and Uhlig (2008), Security Journal 21; PEI, Hunt (2016), the best possible with the same area; RRI,
    Levine (2008), Security Journal 21: picked events later ÷ before, over all events later ÷ before. Where a place of
    the best ones would be split by the area (metres of street), PEI takes it in part. Nothing picked, no later event
    anywhere, none before in the picked places and missing counts are `NotEnoughData`.
    """
    chosen = _picked(picked)
    later = _whole(events, "events", chosen.size)
    size = np.ones(chosen.size) if area is None else series(area, name="area")
    if size.size != chosen.size:
        raise ValueError(f"{chosen.size} places but {size.size} areas")
    if not np.all(size > 0):
        raise NoDenominator("A place has no area.", where="area")
    if not chosen.any():
        raise NotEnoughData("No place was picked.", where="picked")
    total = float(later.sum())
    if total == 0:
        raise NotEnoughData("Nothing happened in the months held back.", where="events")
    hit = float(later[chosen].sum()) / total
    share = float(size[chosen].sum() / size.sum())
    return PredictionAccuracy(
        pai=hit / share,
        pei=hit / _best(later, size, float(size[chosen].sum())),
        rri=None
        if events_before is None
        else _recaptured(chosen, later, _whole(events_before, "events_before", chosen.size)),
        hit_rate=hit,
        area_share=share,
        n=int(total),
        picked=int(chosen.sum()),
    )


def _picked(picked: Sequence[bool] | NDArray[np.bool_]) -> NDArray[np.bool_]:
    said = np.asarray(picked)
    if said.ndim != 1 or not np.all(np.isin(said, (0, 1))):
        raise ValueError("picked says of each place in turn whether it was picked: True or False")
    return said.astype(np.bool_)


def _best(later: Floats, size: Floats, held: float) -> float:
    """Return the largest share of events that places of the same area could have held, the last of them in part."""
    order = np.argsort(-later / size, kind="stable")
    areas = np.concatenate(([0.0], np.cumsum(size[order])))
    return float(np.interp(held, areas, np.concatenate(([0.0], np.cumsum(later[order]))))) / float(later.sum())


def _recaptured(chosen: NDArray[np.bool_], later: Floats, before: Floats) -> float:
    if before[chosen].sum() == 0:
        raise NotEnoughData("The picked places had no event before.", where="events_before")
    return float(later[chosen].sum() / before[chosen].sum() / check_base(later.sum() / before.sum(), name="events"))


def _whole(events: Sequence[float] | Floats, name: str, places: int) -> Floats:
    counts = count_series(events, name=name)
    if counts.size != places:
        raise ValueError(f"{places} places but {counts.size} counts")
    if np.any(np.isnan(counts)):
        raise NotEnoughData("A place's count is missing, which is not the same as zero.", where=name)
    return counts
