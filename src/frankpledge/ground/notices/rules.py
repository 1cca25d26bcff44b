"""When a person may be written to, how often, what becomes of a message, and when it is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from frankpledge.ground.clock import at_london, in_london
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import is_working_day
from frankpledge.statute.settings import settings

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), 7
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_REASON = 300
# What a person may refuse besides the kinds of news: to be reminded by the partnership.
REMINDERS = "reminders"


class Rhythm(StrEnum):
    """How often a person is told."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {Rhythm.DAILY: "Every day", Rhythm.WEEKLY: "Once a week", Rhythm.NEVER: "Never"}[self]


class Purpose(StrEnum):
    """What a mail is for."""

    DIGEST = "digest"
    AT_ONCE = "at_once"
    CHASER = "chaser"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {Purpose.DIGEST: "Digest", Purpose.AT_ONCE: "Mention", Purpose.CHASER: "Reminder"}[self]


class State(StrEnum):
    """What became of a mail. `kept`: it lies in the folder of the installation and went to nobody."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    KEPT = "kept"
    NOTHING = "nothing"
    DROPPED = "dropped"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return STATES[self]

    @property
    def went(self) -> bool:
        """Return whether the message was made, and so told what it tells."""
        return self in {State.SENT, State.KEPT}


STATES = {
    State.WAITING: "Waiting",
    State.SENDING: "Being sent",
    State.SENT: "Sent",
    State.KEPT: "Kept here, not sent",
    State.NOTHING: "Nothing new to tell",
    State.DROPPED: "Not sent",
    State.FAILED: "Failed",
}


class NotAWish(Refusal):
    """A way of being told that cannot be."""


class CannotSend(Refusal):
    """A message that may not go out, or not now."""


@dataclass(frozen=True)
class Hours:
    """When a person may be written to: outside their quiet hours, and on working days alone if they wish so."""

    quiet_from: int
    quiet_until: int
    working_days: bool

    def open_at(self, at: datetime) -> bool:
        """Return whether a message may come at a moment."""
        there = in_london(at)
        if self.working_days and not is_working_day(there.date()):
            return False
        return not self.quiet(there.hour)

    def quiet(self, hour: int) -> bool:
        """Return whether an hour of the day is quiet. The same hour twice: none is."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


@dataclass(frozen=True)
class Chosen:
    """How a person is told: as they wish, or as the installation does until they say."""

    rhythm: Rhythm
    weekday: int
    hour: int
    hours: Hours
    at_once: bool = True
    off: frozenset[str] = frozenset()


def default_choice() -> Chosen:
    """Return how people are told until they choose."""
    ours = settings()
    quiet = Hours(ours.quiet_from_hour, ours.quiet_until_hour, working_days=True)
    return Chosen(Rhythm(ours.digest_rhythm), ours.digest_weekday, ours.digest_hour, quiet)


def next_open(at: datetime, hours: Hours) -> datetime:
    """Return the first moment from a moment on at which a message may come."""
    moment = at
    while not hours.open_at(moment):
        # London's clock differs from this one by whole hours, so that its hours begin with these.
        moment = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + HOUR
    return moment


def digest_moment(chosen: Chosen, day: date) -> datetime | None:
    """Return when a person's digest of a day goes out; None where it is not their day.

    A weekly one whose day is a day off goes out on the next working day, where they are told on working days alone.
    """
    if chosen.rhythm is Rhythm.NEVER or (chosen.hours.working_days and not is_working_day(day)):
        return None
    if chosen.rhythm is Rhythm.WEEKLY and not _stands_for(chosen.weekday, day, working_days=chosen.hours.working_days):
        return None
    return at_london(day, time(chosen.hour))


def _stands_for(weekday: int, day: date, *, working_days: bool) -> bool:
    """Return whether a day is the weekday, or the first working day after one that was off."""
    for back in range(WEEK):
        before = day - back * DAY
        if back and (not working_days or is_working_day(before)):
            return False
        if before.weekday() == weekday:
            return True
    return False


def chaser_day(weekday: int, *, after: date) -> date:
    """Return the first day from a day on, on which reminders go out: its weekday, or the working day after one off."""
    day = after
    while not (is_working_day(day) and _stands_for(weekday, day, working_days=True)):
        day += DAY
    return day


def reminder_key(workspace: UUID, on: date, key: str) -> str:
    """Return the name of a reminder to somebody on a day, so that none is made twice."""
    return f"{Purpose.CHASER}:{workspace}:{on.isoformat()}:{key}"


def day_of(key: str) -> date:
    """Return the day in the name of a reminder."""
    return date.fromisoformat(key.split(":")[2])


def try_again_at(tries: int, *, now: datetime) -> datetime | None:
    """Return when a message that was tried so often is tried again; None where it has failed."""
    waits = settings().mail_retry_minutes
    return now + timedelta(minutes=waits[tries - 1]) if tries <= len(waits) else None


def check_choice(chosen: Chosen) -> Chosen:
    """Return how a person wishes to be told, refused where it contradicts itself."""
    if not (0 <= chosen.weekday < WEEK and all(0 <= one < 24 for one in _hours_of(chosen))):
        raise NotAWish("there is no such day or hour.", cure="Choose of the list.")
    if chosen.rhythm is not Rhythm.NEVER and chosen.hours.quiet(chosen.hour):
        raise NotAWish(f"{chosen.hour}:00 lies in your quiet hours.", cure="Choose an hour outside them.")
    if chosen.rhythm is Rhythm.WEEKLY and chosen.hours.working_days and chosen.weekday >= 5:
        raise NotAWish("that is no working day.", cure="Choose another day, or let messages come on any day.")
    return chosen


def _hours_of(chosen: Chosen) -> tuple[int, int, int]:
    return chosen.hour, chosen.hours.quiet_from, chosen.hours.quiet_until


def check_can_try_again(state: State) -> None:
    """Refuse to send again what has not failed."""
    if state is not State.FAILED:
        raise CannotSend(f"this message has not failed: {state.label.lower()}.", cure="There is nothing to do.")


def check_reason(reason: str) -> str:
    """Return why a reminder is held, refused where nothing says it."""
    if not reason.strip():
        raise CannotSend("no reason is given.", cure="Say why it is held: whoever looks after you will ask.")
    return " ".join(reason.split())[:LONGEST_REASON]
