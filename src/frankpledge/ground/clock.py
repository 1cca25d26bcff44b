"""The one clock. Nothing else in Frankpledge asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in UTC."""
    return now().date()


def in_london(at: datetime) -> datetime:
    """Return a moment by London's clock."""
    return at.astimezone(LONDON)


def at_london(day: date, hour: time) -> datetime:
    """Return the moment of an hour by London's clock on a day, in UTC."""
    return datetime.combine(day, hour, tzinfo=LONDON).astimezone(UTC)


def tomorrow(day: date) -> date:
    """Return the day after a day."""
    return day + timedelta(days=1)
