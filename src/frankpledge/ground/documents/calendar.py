"""Days as a calendar that other programs subscribe to (iCalendar): whole days, and nothing that is not said here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

REFRESHED = timedelta(hours=12)


@dataclass(frozen=True)
class Day:
    """One day of a calendar. `name` is the same for the same thing whenever it is asked for."""

    name: str
    on: date
    title: str
    words: str


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
    entry.add("dtstart", day.on)
    entry.add("summary", day.title)
    entry.add("description", day.words)
    entry.add("transp", "TRANSPARENT")
    return entry
