"""What went out, what is to go, and what runs by itself, in the parts of pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from frankpledge.ground.clock import in_london
from frankpledge.ground.jobs.queries import Scheduled
from frankpledge.ground.jobs.rules import State as RunState
from frankpledge.ground.notices.models import Mail
from frankpledge.ground.notices.queries.chasing import Chase, Reminder
from frankpledge.ground.notices.rules import WEEKDAYS, Purpose, State
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.settings import settings as shipped

SENT_COLUMNS = (Column("When"), Column("What"), Column("It told of"), Column("Outcome"))
LINES_SHOWN = 5


def moment(at: datetime) -> str:
    """Return a moment by London's clock, as one would say it."""
    there = in_london(at)
    return f"{in_words(there.date())}, {there:%H:%M}"


def state_cell(mail: Mail) -> str:
    """Return what became of a message, marked where it failed."""
    state = State(mail.state)
    if state is State.FAILED:
        return component("tag", words=state.label, kind="late")
    return f"{state.label}: {mail.because}" if mail.because else state.label


def told_words(mail: Mail) -> str:
    """Return what a message told, in its own neutral words."""
    lines = [line.words for line in mail.lines.all()]
    more = f"; {len(lines) - LINES_SHOWN:,} more" if len(lines) > LINES_SHOWN else ""
    return "; ".join(lines[:LINES_SHOWN]) + more if lines else "–"


def own_table(mails: Iterable[Mail]) -> Table:
    """Return what a person was sent."""
    rows = tuple(
        Row((moment(mail.ended_at or mail.not_before), mail.get_purpose_display(), told_words(mail), state_cell(mail)))
        for mail in mails
    )
    return Table("What you were sent", SENT_COLUMNS, rows, caption_hidden=True)


@dataclass(frozen=True)
class OutLine:
    """One message of the outbox: to whom, when, of what, what became of it, and whether it can be tried again."""

    mail: Mail
    title: str
    words: str
    tag: str
    failed: bool


def outbox_table(mails: Iterable[Mail]) -> Table:
    """Return what went out of a partnership, and what is to go."""
    columns = (Column("To"), *SENT_COLUMNS)
    rows = tuple(
        Row((
            mail.person.name if mail.person else mail.address,
            moment(mail.ended_at or mail.not_before),
            mail.get_purpose_display(),
            told_words(mail),
            state_cell(mail),
        ))
        for mail in mails
    )  # fmt: skip
    return Table("Messages", columns, rows, caption_hidden=True)


def failed_lines(mails: Iterable[Mail]) -> tuple[OutLine, ...]:
    """Return the messages that failed, each to be tried again."""
    return tuple(
        OutLine(
            mail,
            f"{mail.get_purpose_display()} to {mail.person.name if mail.person else mail.address}",
            f"{mail.because} Tried {mail.tries + 1} times." if mail.tries else mail.because,
            moment(mail.ended_at) if mail.ended_at else "",
            failed=True,
        )
        for mail in mails
        if mail.state == State.FAILED
    )


def how_it_goes() -> str:
    """Return whether messages leave this machine, in a sentence."""
    if settings.MAIL.goes_out:
        return f"Messages go out through {settings.MAIL.host}."
    return "No mail server is named, so nothing goes out: messages are kept in the folder of this installation."


RUN_COLUMNS = (Column("What"), Column("When"), Column("Last run"), Column("What came of it"), Column("Next"))


def schedule_table(scheduled: Iterable[Scheduled]) -> Table:
    """Return what begins by itself, when it ran last, and when it does next."""
    rows = tuple(
        Row((
            one.title,
            _rhythm(one),
            in_words(one.last.due_on) if one.last and one.last.due_on else "never yet",
            _came(one),
            moment(one.next),
        ))
        for one in scheduled
    )  # fmt: skip
    return Table("What runs by itself", RUN_COLUMNS, rows, caption_hidden=True)


def _rhythm(one: Scheduled) -> str:
    every = "every day" if one.timetable.weekday is None else f"{WEEKDAYS[one.timetable.weekday]}s"
    return f"{every}, {one.timetable.at:%H:%M}"


def _came(one: Scheduled) -> str:
    if one.last is None:
        return "–"
    state = RunState(one.last.state)
    if state is RunState.DONE:
        return str(one.last.result.get("words", "done"))
    return component("tag", words=state.label, kind="late") if state.over else state.label


# ---- reminders -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChaseLine:
    """One reminder that is to go: to whom, of what, and what keeps it back."""

    key: str
    title: str
    tag: str
    lines: tuple[tuple[str, str], ...]
    held: str
    goes: bool


def chase_lines(found: Chase) -> tuple[ChaseLine, ...]:
    """Return the reminders of a day, those that go first."""
    lines = tuple(_chase_line(one) for one in found.reminders)
    return tuple(sorted(lines, key=lambda one: not one.goes))


def _chase_line(one: Reminder) -> ChaseLine:
    way = "signs in; not sent if their digest tells them first" if one.person else "a link for each, without account"
    return ChaseLine(
        key=one.key,
        title=f"{' and '.join(one.whom)}: {one.person.name if one.person else one.address}",
        tag=_back(one) or way,
        lines=tuple((each.title, each.href) for each in one.things),
        held=one.held,
        goes=one.goes,
    )


def _back(one: Reminder) -> str:
    """Return what keeps a reminder back; nothing where it goes."""
    reasons = (
        (bool(one.held), "held"),
        (one.stopped, "asked not to be written to"),
        (one.rests, "reminded days ago"),
        (one.by_digest, "told by their digest"),
    )
    return next((words for keeps, words in reasons if keeps), "")


def chase_words(found: Chase) -> str:
    """Return what is to go and when: "3 mails to 3 organisations on Monday 2 March 2026, 08:00"."""
    going = found.going
    if not going:
        return f"Nothing is to go out on {_day(found.on)}."
    mails = "1 mail" if len(going) == 1 else f"{len(going):,} mails"
    whom = {name for one in going for name in one.whom}
    organisations = "1 organisation" if len(whom) == 1 else f"{len(whom):,} organisations"
    return f"{mails} to {organisations} on {_day(found.on)}, {shipped().chaser_hour:02}:00."


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {in_words(day)}"


def unreachable_words(found: Chase) -> tuple[tuple[str, str], ...]:
    """Return the organisations that nobody can write to, and of how many things."""
    return tuple((name, f"{count:,} late or due soon") for name, count in found.unreachable)


def chasers_only(mails: Iterable[Mail]) -> tuple[Mail, ...]:
    """Return the reminders among messages."""
    return tuple(mail for mail in mails if mail.purpose == Purpose.CHASER)
