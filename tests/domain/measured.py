"""Indicators of an invented partnership over six years, with planted changes, for the tests of what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from frankpledge.analysis.periods import Quarter
from frankpledge.domain.indicators.actions import Defined, Written, publish_value, record_value, register_indicator
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Origin, Polarity, Status
from frankpledge.ground.accounts.models import User, Workspace

NOW = datetime(2026, 1, 20, 10, tzinfo=UTC)
THEN = datetime(2025, 10, 20, 10, tzinfo=UTC)
CRIMES = Defined(
    since=date(2019, 4, 1),
    words="Offences recorded in the quarter.",
    measure=Measure.COUNT,
    numerator="Offences",
    unit="offences",
    polarity=Polarity.SMALLER,
    source="Police return",
    origin=Origin.RETURNS,
    every=Every.QUARTER,
    lag_days=14,
)
SHARE = replace(
    CRIMES, words="Cases closed with a plan.", measure=Measure.SHARE, numerator="Cases with a plan",
    denominator="Cases closed", unit="% of cases", polarity=Polarity.BIGGER, source="Charity return",
)  # fmt: skip
USUAL = (208, 221, 214, 199)
QUARTERS = tuple(f"{year}/{(year + 1) % 100:02} Q{nth}" for year in range(2019, 2026) for nth in range(1, 5))[:27]


def keep(
    indicator: Indicator, quarter: str, top: int | None, base: int | None = None, *, by: User, because: str = "",
    known: datetime | None = None, missing: str = "", second: User | None = None,
) -> Value:  # fmt: skip
    """Write down the numbers of a quarter, as known fifteen days after it or at a moment; `second` publishes them."""
    window = Quarter.parse(quarter).window
    last = window.last.last_day
    numbers = Numbers(None if top is None else Decimal(top), None if base is None else Decimal(base), missing=missing)
    written = Written(window.first.first_day, last, numbers, status=Status.PROVISIONAL, because=because)
    at = known or datetime(last.year, last.month, last.day, 10, tzinfo=UTC) + timedelta(days=15)
    value = record_value(indicator=indicator, written=written, by=by, known_at=at)
    return publish_value(value=value, by=second, at=at) if second else value


def measured(workspace: Workspace, by: User, second: User | None = None) -> dict[str, Indicator]:
    """Return three indicators: one that rose in the last quarter, one level share, and one that stopped coming.

    With a `second` person all of it stands before the board.
    """
    rising = register_indicator(
        workspace=workspace, reference="NC-01", name="Shoplifting recorded", defined=CRIMES, by=by
    )
    level = register_indicator(workspace=workspace, reference="DA-02", name="Support completed", defined=SHARE, by=by)
    gone = register_indicator(workspace=workspace, reference="RE-01", name="Cohort reoffending", defined=SHARE, by=by)
    for at, quarter in enumerate(QUARTERS):
        last = quarter == QUARTERS[-1]
        keep(rising, quarter, 391 if last else USUAL[at % 4] + at % 3, by=by, second=second)
        keep(level, quarter, 80 + at % 3, 100 + at % 2, by=by, second=second)
        if at < len(QUARTERS) - 2:
            keep(gone, quarter, 30 + at % 2, 100, by=by, second=second)
        else:
            keep(gone, quarter, None, by=by, missing="the case system was replaced", second=second)
    return {"rising": rising, "level": level, "gone": gone}
