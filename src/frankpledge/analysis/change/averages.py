"""The three-year average: what the same calendar months brought in the three years before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from frankpledge.analysis.baseline import aligned, month_set
from frankpledge.analysis.counts import Floats
from frankpledge.analysis.periods import Month, Window, three_years_before
from frankpledge.analysis.refusals import NotEnoughData


def three_year_average(
    *,
    values: Sequence[float | None] | Floats,
    months: Sequence[Month | str],
    window: Window,
    excluded: Collection[Month | str] = (),
) -> float:
    """Return the window's average over the same calendar months of the three preceding complete years.

    Each calendar month is averaged over the years in which it is not `excluded` (lockdowns and other events), and the
    averages are added up. A month that is neither held nor excluded, and a calendar month excluded in all three
    years, are `NotEnoughData`, naming the months. To test a change against it, give `compare_counts` the summed
    counts and exposures.
    """
    counts, parsed = aligned(values, months)
    held = {month: float(count) for month, count in zip(parsed, counts, strict=True) if not np.isnan(count)}
    left_out = month_set(excluded)
    years = three_years_before(window)
    missing = [str(month) for year in years for month in year.months() if month not in held and month not in left_out]
    if missing:
        raise NotEnoughData(
            f"The three years before are not complete: {', '.join(missing)} missing.", where=window.label
        )
    total = 0.0
    for same in zip(*(year.months() for year in years), strict=True):
        kept = [held[month] for month in same if month not in left_out]
        if not kept:
            raise NotEnoughData(f"Every {same[0].name} of the three years is excluded.", where=window.label)
        total += sum(kept) / len(kept)
    return total
