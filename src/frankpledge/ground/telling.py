"""What apps tell the ground of people and time: what deserves a notice, who is reminded, and what begins by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any


@dataclass(frozen=True)
class Timetable:
    """When a job begins by itself: at an hour of London's clock, each day or on one weekday (Monday is 0).

    `each_day` says that a day on which nothing ran is caught up by itself; otherwise the latest stands for all.
    """

    at: time
    weekday: int | None = None
    each_day: bool = False


@dataclass(frozen=True)
class NewsRequest:
    """Of which workspace, for whom, and of which days it is asked what is worth telling.

    `since` is the moment until which the person was told last. What a person may not see is not told.
    """

    workspace: Any
    viewer: Any
    since: datetime
    until: datetime

    @property
    def today(self) -> date:
        """Return the last day of the time that is asked about."""
        return self.until.date()


@dataclass(frozen=True)
class News:
    """One thing worth telling a person.

    `id` names it as it stands: when it stands otherwise (late and no longer soon) it has another. `neutral` is all that
    a mail says of it: never words that somebody wrote, no names, nothing of what it is about ("Action 12, due 3 March
    2026"); where it is empty, a mail only counts it. `title` and `words` are for pages, which ask who reads.
    """

    id: str
    title: str
    href: str
    neutral: str
    words: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class NewsKind:
    """A kind of news, as a person chooses it. `label` heads it in a mail, which is why it names no matter.

    `read(asked)` returns what a person is to be told of, the most pressing first. `at_once` says that it is told
    outside the digest too, as soon as the person's hours allow it.
    """

    kind: str
    label: str
    read: Callable[[NewsRequest], Iterable[News]]
    order: int = 50
    at_once: bool = False


@dataclass(frozen=True)
class Offer:
    """A role that somebody without an account would have, and what it follows from: they can be invited to it."""

    source: str
    email: str
    name: str
    role: Any
    organisation: str
    words: str


@dataclass(frozen=True)
class Reminded:
    """One thing that somebody undertook and is to be reminded of, or thanked for, and whom to write to.

    `whom` is the organisation and `key` its identifier. `account` is the user who does it, if they have one; `address`
    is where to write without. `neutral` is all that a mail says of it. `href` is its page, for whoever has an account;
    `link(by, days)` makes the address at which the job is done without one, in the name of whoever let chasers go out.
    With `thanks` nothing is asked: it is told once, beside what is.
    """

    id: str
    key: str
    whom: str
    account: Any
    address: str
    title: str
    neutral: str
    href: str
    link: Callable[[Any, int], str]
    thanks: bool = False


@dataclass(frozen=True)
class Chaser:
    """A kind of thing that organisations are reminded of. `read(workspace, today)` returns all that is to be told."""

    kind: str
    label: str
    read: Callable[[Any, date], Iterable[Reminded]]


@dataclass(frozen=True)
class DecisionsRequest:
    """In which workspace, and for whom, it is asked which decisions were taken."""

    workspace: Any
    viewer: Any


@dataclass(frozen=True)
class Taken:
    """A decision that a body took: the identifier of its row, who took it under which number, its day and its page."""

    about: str
    words: str
    on: date
    href: str


@dataclass(frozen=True)
class HappenedRequest:
    """In which workspace, for whom and within which days it is asked what happened that a chart may show.

    `at` is the moment by which it must have been recorded; without it, all that is recorded now.
    """

    workspace: Any
    viewer: Any
    first: date
    last: date
    at: datetime | None = None


@dataclass(frozen=True)
class Happened:
    """Something dated: its words, from which day to which (None: it goes on), and its place on the golden thread.

    `subject` says in a word or two what it was about; a chart shows it where it is about the same, or tied to it.
    """

    words: str
    first: date
    last: date | None
    kind: str
    about: str
    subject: str = ""


@dataclass(frozen=True)
class Started:
    """One thing that an app holds and that starts the clock of a duty: its kind, its name there, its day, what it is.

    `given` is the day that it names itself. Its proofs have `event:` and this name as their key.
    """

    kind: str
    id: str
    on: date
    words: str
    given: date | None = None

    @property
    def key(self) -> str:
        """Return the key of what it starts."""
        return f"event:{self.id}"
