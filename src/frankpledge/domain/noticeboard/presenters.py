"""Dates and answers in words: for the public's pages, for calendars, and for the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from frankpledge.domain.noticeboard.models import Answer, Posted
from frankpledge.domain.noticeboard.queries import Shown
from frankpledge.domain.noticeboard.rules import Done, Kind
from frankpledge.ground.clock import at_london
from frankpledge.ground.documents.calendar import Day, Standing
from frankpledge.statute.deadlines import in_words

CHANGING = "The date is being changed. Ask before you come."


@dataclass(frozen=True)
class Line:
    """A date as the public reads it. standing: "" (it stands), changing, off."""

    title: str
    kind: str
    when: str
    place: str
    words: str
    standing: str
    because: str


@dataclass(frozen=True)
class Said:
    """An answer as the public reads it; one that was withdrawn says why and no more."""

    name: str
    when: str
    asked: str
    said: str
    did: str
    done: str
    withdrawn: str

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return it as names and words."""
        return (("We asked", self.asked), ("You said", self.said), ("We did", self.did), ("How far it is", self.done))


def when_of(shown: Shown) -> str:
    """Return when something is."""
    one = shown.date
    hour = f", {one.starts:%H:%M}" if one.starts else ""
    if one.ends is None or one.ends == one.on:
        return f"{one.on:%A} {in_words(one.on)}{hour}"
    return f"{in_words(one.on)}{hour} to {in_words(one.ends)}"


def line_of(shown: Shown) -> Line:
    """Return a date as the public reads it."""
    one = shown.date
    standing = "off" if one.off_at else "changing" if shown.changing else ""
    because = one.off_because or (CHANGING if shown.changing else "")
    return Line(one.title, Kind(one.kind).label, when_of(shown), one.place, one.words, standing, because)


def to_come(shown: Iterable[Shown], *, today: date) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return what people may answer now or soon, and where they may come; what is over is left out."""
    ahead = [one for one in shown if one.last >= today]
    say = tuple(line_of(one) for one in ahead if one.date.kind == Kind.CONSULTATION)
    return say, tuple(line_of(one) for one in ahead if one.date.kind != Kind.CONSULTATION)


def days_of(shown: Iterable[Shown], *, address: str) -> tuple[Day, ...]:
    """Return the dates for calendars. What was called off stays in them and says so, so that it goes from each."""
    return tuple(_day(one, address) for one in shown)


def _day(shown: Shown, address: str) -> Day:
    one = shown.date
    line = line_of(shown)
    standing = {"off": Standing.CANCELLED, "changing": Standing.TENTATIVE}.get(line.standing, Standing.CONFIRMED)
    words = "\n".join(filter(None, (line.because, line.kind, one.words)))
    return Day(
        name=str(one.root),
        on=one.on,
        title=one.title,
        words=words,
        at=at_london(one.on, one.starts) if one.starts else None,
        last=one.ends,
        place=one.place,
        href=address,
        standing=standing,
        # Each change that a reader should notice counts up: approved anew, called off.
        changes=2 * one.number + (one.off_at is not None),
        changed=one.off_at or one.approved_at,
    )


def newest_change(shown: Iterable[Shown]) -> datetime | None:
    """Return when something of this was approved or called off last."""
    return max((one.date.off_at or one.date.approved_at or one.date.drafted_at for one in shown), default=None)


def said_of(one: Answer) -> Said:
    """Return an answer as the public reads it."""
    when = in_words(one.ended) if one.began == one.ended else f"{in_words(one.began)} to {in_words(one.ended)}"
    return Said(one.name, when, one.asked, one.said, one.did, Done(one.done).label, one.off_because)


def state_of(row: Posted) -> str:
    """Return how something stands, in a word."""
    if row.off_at is not None:
        return "called off"
    return "draft" if row.approved_at is None else "approved"


def state_line(row: Posted) -> str:
    """Return who did what of something, in a line."""
    approved = f", approved by {row.approved_by}" if row.approved_by else ""
    return f"number {row.number}, drafted by {row.drafted_by}{approved}"
