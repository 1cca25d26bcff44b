"""Days as a calendar that other programs subscribe to (iCalendar, RFC 5545): nothing that is not said here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event

REFRESHED = timedelta(hours=12)


class Standing(StrEnum):
    """Whether something takes place, as calendars write it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Day:
    """One day of a calendar. `name` is the same for the same thing whenever it is asked for.

    Besides: its hour, its last day, its place and page, whether it takes place, how often it was changed, when last.
    """

    name: str
    on: date
    title: str
    words: str
    at: datetime | None = None
    last: date | None = None
    place: str = ""
    href: str = ""
    standing: Standing | None = None
    changes: int = 0
    changed: datetime | None = None


def calendar(days: Iterable[Day], *, title: str, product: str, at: datetime) -> bytes:
    """Return days as a calendar, stamped with the moment at which it was asked for."""
    made = Calendar()
    made.add("prodid", f"-//Frankpledge//{product}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    for day in days:
        made.add_component(_entry(day, at))
    content: bytes = made.to_ical()
    return content


def _entry(day: Day, at: datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{day.name}@frankpledge".replace(" ", "-").replace("/", "-"))
    entry.add("dtstamp", at)
    entry.add("dtstart", day.at.astimezone(UTC) if day.at else day.on)
    if day.last is not None and day.last > day.on and day.at is None:
        entry.add("dtend", day.last + timedelta(days=1))
    entry.add("summary", day.title)
    entry.add("description", day.words)
    for name, value in (("location", day.place), ("url", day.href), ("status", day.standing and str(day.standing))):
        if value:
            entry.add(name, value)
    if day.changes:
        entry.add("sequence", day.changes)
    if day.changed is not None:
        entry.add("last-modified", day.changed)
    entry.add("transp", "OPAQUE" if day.at and day.standing is not Standing.CANCELLED else "TRANSPARENT")
    return entry
