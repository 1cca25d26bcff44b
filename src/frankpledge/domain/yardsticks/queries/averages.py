"""The three-year average: what the same calendar months brought in the three years before, event months left out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from frankpledge.analysis.change import Change, compare_counts, three_year_average
from frankpledge.analysis.periods import Month, Window, three_years_before
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.domain.evidence.queries.months import Chosen, Months, spread
from frankpledge.domain.evidence.queries.reading import Series
from frankpledge.statute.events import Event, recording_changes, unusual_months

YEARS = 3


@dataclass(frozen=True)
class Average:
    """The three-year average of a window, and of each month of the series (None: one of its three years is not there).

    `missing` are months of the three years that are not there, `excluded` those left out for lockdowns and other
    events. `change` is the window against it, None where either is incomplete.
    """

    value: float | None
    by_month: tuple[tuple[Month, float | None], ...]
    missing: tuple[Month, ...]
    excluded: tuple[Month, ...]
    change: Change | None


def average(
    months: Months,
    window: Window,
    chosen: Chosen,
    *,
    nation: str,
    force: str,
    crime_type: str | None = None,
    events: tuple[Event, ...] = (),
) -> Average:
    """Return the window's three-year average and what may be said of the window against it.

    Months of lockdowns and of events registered as unusual are left out; a change of recording since makes the verdict
    "cannot tell". `value` is None where a month of the three years is neither held nor excluded (`missing` names them),
    or where every year of a calendar month is excluded.
    """
    series = months.series(chosen, last=window.last)
    excluded = unusual_months(nation=nation, force=force, crime_type=crime_type, also=events)
    left_out = tuple(sorted({m for year in three_years_before(window) for m in year.months() if m in set(excluded)}))
    held = {m for m, value in zip(series.months, series.values, strict=True) if value is not None}
    wanted = [m for year in three_years_before(window) for m in year.months()]
    missing = tuple(m for m in wanted if m not in held and m not in set(left_out))
    by_month = tuple(_of_month(series, month, excluded) for month in series.months)
    value = _value(series, window, left_out)
    complete = not months.missing(window)
    span = Window(window.first - YEARS * 12, window.first - 1)
    parted = recording_changes(before=span, after=window, force=force, crime_type=crime_type, also=events)
    change = _against(series, window, value, left_out, parted=bool(parted)) if value and complete else None
    return Average(
        value=value,
        by_month=tuple(zip(series.months, by_month, strict=True)),
        missing=missing,
        excluded=left_out,
        change=change,
    )


def _value(series: Series, window: Window, excluded: Collection[Month]) -> float | None:
    try:
        return three_year_average(values=series.values, months=series.months, window=window, excluded=excluded)
    except NotEnoughData:
        return None


def _of_month(series: Series, month: Month, excluded: Collection[Month]) -> float | None:
    """Return the average of one calendar month over the three years before it, None where one of them is not there."""
    held = dict(zip(series.months, series.values, strict=True))
    before = [month - 12 * year for year in range(1, YEARS + 1) if month - 12 * year not in excluded]
    values = [held.get(one) for one in before]
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def _against(series: Series, window: Window, value: float, excluded: Collection[Month], *, parted: bool) -> Change:
    """Return the window against the three years, whose exposure is such that their rate is the average's.

    Months left out are not spread evenly over the year, so days alone would not be a fair exposure: a winter left out
    would make the years before look busier than they were.
    """
    held = dict(zip(series.months, series.values, strict=True))
    before = [m for year in three_years_before(window) for m in year.months()]
    summed = sum(held[m] or 0 for m in before if m not in excluded)
    days = sum(m.days for m in before) / YEARS
    return compare_counts(
        before=summed,
        after=sum(held[m] or 0 for m in window.months()),
        exposure_before=summed / value * days,
        exposure_after=window.days,
        dispersion=spread(series, window, excluded=excluded),
        recording_change=parted,
    )
