from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.analysis.periods import Quarter
from frankpledge.domain.indicators.actions import Defined, Written, record_value, register_indicator
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Origin, Polarity, Status, WindowKind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace

TODAY = date(2025, 12, 2)

REPEATS = Defined(
    since=date(2023, 4, 1),
    words="Cases heard at the conference that had been heard within the twelve months before.",
    measure=Measure.SHARE,
    numerator="Cases heard before within twelve months",
    denominator="Cases heard",
    unit="% of cases",
    polarity=Polarity.SMALLER,
    source="Quarterly return",
    origin=Origin.RETURNS,
    every=Every.QUARTER,
    window=WindowKind.ROLLING_YEAR,
    decimals=1,
    lag_days=31,
)
CRIMES = replace(
    REPEATS, words="Offences recorded.", measure=Measure.COUNT, numerator="Offences", denominator="",
    unit="offences", window=WindowKind.ITSELF, decimals=0,
)  # fmt: skip

Register = Callable[..., Indicator]
Keep = Callable[..., Value]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 12, 2, 10, tzinfo=UTC))
    return TODAY


@pytest.fixture
def register(workspace: Workspace, analyst: User) -> Register:
    def made(reference: str = "DA-03", defined: Defined = REPEATS, **more: Any) -> Indicator:
        name = more.pop("name", f"Indicator {reference}")
        return register_indicator(
            workspace=workspace, reference=reference, name=name, defined=defined, by=analyst, **more
        )

    return made


@pytest.fixture
def keep(analyst: User) -> Keep:
    """Return what writes down a quarter's numbers ("2025/26 Q1", 20, 80), as known on a day after it or on `known`."""

    def kept(
        indicator: Indicator, quarter: str, top: int | None, base: int | None = None, *, missing: str = "",
        known: datetime | None = None, because: str = "", status: Status = Status.PROVISIONAL, by: User = analyst,
    ) -> Value:  # fmt: skip
        window = Quarter.parse(quarter).window
        numbers = Numbers(
            None if top is None else Decimal(top), None if base is None else Decimal(base), missing=missing
        )
        written = Written(window.first.first_day, window.last.last_day, numbers, status=status, because=because)
        return record_value(indicator=indicator, written=written, by=by, known_at=known)

    return kept
