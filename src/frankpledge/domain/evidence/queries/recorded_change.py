"""Whether the Home Office's level changed, judged by the spread of its own earlier quarters: one source at a time."""

from __future__ import annotations

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Quarter, same_period_last_year
from frankpledge.analysis.quarterly import quarterly_dispersion
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.domain.evidence.queries.reading import Compared
from frankpledge.domain.evidence.queries.recorded import RecordedLevels
from frankpledge.lake import queries
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event, recording_changes, unusual_months

# Four years of quarters before the window: enough to know their spread, near enough to be like it.
_BASELINE_MONTHS = 48


def recorded_change(
    snapshot: Snapshot, levels: RecordedLevels, *, nation: str, force: str, events: tuple[Event, ...] = ()
) -> Compared | None:
    """Return the level against the same months a year before, and what may be said; None where either is not whole.

    A change of recording that parts the two makes the answer "cannot tell", as do too few earlier quarters.
    """
    if not levels.complete or levels.total.before is None:
        return None
    window, year_ago = levels.window, same_period_last_year(levels.window)
    parted = recording_changes(before=year_ago, after=window, force=force, crime_type=None, also=events)
    change = compare_counts(
        before=max(0, levels.total.before),
        after=max(0, levels.total.now),
        exposure_before=year_ago.days,
        exposure_after=window.days,
        dispersion=_spread(snapshot, levels, nation=nation, force=force, events=events),
        recording_change=bool([event for event in parted if not event.types]),
    )
    return Compared(now=levels.total.now, before=levels.total.before, change=change)


def _spread(
    snapshot: Snapshot, levels: RecordedLevels, *, nation: str, force: str, events: tuple[Event, ...]
) -> float | None:
    """Return how far the quarters before the window vary around their season; None under eight of them."""
    last = levels.window.first - 1
    before = queries.recorded(snapshot, levels.area, first=str(last - (_BASELINE_MONTHS - 1)), last=str(last))
    if before is None:
        return None
    sums: dict[Quarter, int | None] = dict.fromkeys(before.quarters)
    for row in before.rows:
        if row.in_total:
            sums[row.quarter] = (sums[row.quarter] or 0) + (row.n or 0)
    for row in before.rows:
        if row.in_total and row.n is None:
            sums[row.quarter] = None
    excluded = unusual_months(nation=nation, force=force, crime_type=None, also=events)
    try:
        return quarterly_dispersion(values=list(sums.values()), quarters=list(sums), excluded=excluded)
    except NotEnoughData:
        return None
