"""When a body meets, who counts as there, when it may decide, and what a decision must say."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words, is_working_day

LONGEST_WORDS = 2_000
LONGEST_LINE = 300
MOST_PROPOSED = 24
MONTHS = 12
FRIDAY = 4


class State(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return self.value.capitalize()


class Kind(StrEnum):
    """What sort of meeting it is."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return {"public": "Yearly public meeting"}.get(self.value, f"{self.value.capitalize()} meeting")


class Presence(StrEnum):
    """How a seat was filled. `NOT_PRESENT`: the record says no more than that."""

    PRESENT = "present"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_PRESENT = "not_present"

    @property
    def label(self) -> str:
        """Return the presence as it is shown."""
        return PRESENCES[self]

    @property
    def attended(self) -> bool:
        """Return whether somebody came for the seat."""
        return self in (Presence.PRESENT, Presence.SUBSTITUTE)


PRESENCES = {
    Presence.PRESENT: "Present",
    Presence.SUBSTITUTE: "Substitute",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
    Presence.NOT_PRESENT: "Not present, reason not recorded",
}


class ItemKind(StrEnum):
    """What an item of an agenda asks of the meeting."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"

    @property
    def label(self) -> str:
        """Return what is asked, as it is shown."""
        return f"For {self.value}"


class Marking(StrEnum):
    """Who may see an item's words and papers."""

    OPEN = "open"
    RESTRICTED = "restricted"

    @property
    def label(self) -> str:
        """Return the marking as it is shown."""
        return self.value.capitalize()


class NotAMeeting(Refusal):
    """What was written does not make a meeting, or a change of one."""


class NotQuorate(Refusal):
    """Too few are there to decide, or nobody wrote down who is."""


class NotADecision(Refusal):
    """A decision that leaves out what a decision must say."""


class MinutesClosed(Refusal):
    """The minutes are out for agreement, or were agreed, and are changed only by a correction."""


# ---- who is there ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seated:
    """One seat at a meeting: what counts of it for the quorum, and how it was filled."""

    presence: Presence | None
    member: bool = True
    authority: bool = False


@dataclass(frozen=True)
class Quorum:
    """Whether enough are there. `met` is None where no quorum is set."""

    met: bool | None
    counted: int
    wanted: int | None
    words: str


def quorum(*, wanted: int | None, of_authorities: bool, seats: Iterable[Seated]) -> Quorum:
    """Return whether a meeting is quorate.

    A quorum of members counts members who are there themselves: a substitute is not a member. One of responsible
    authorities counts those for whom somebody is there, substitute or not.
    """
    told = list(seats)
    if of_authorities:
        of, words = [one for one in told if one.authority], "responsible authorities"
        counted = sum(one.presence is not None and one.presence.attended for one in of)
    else:
        of, words = [one for one in told if one.member], "members"
        counted = sum(one.presence is Presence.PRESENT for one in of)
    if wanted is None:
        return Quorum(None, counted, None, f"No quorum is set. {counted} of {len(of)} {words} are there")
    met = counted >= wanted
    said = "Quorate" if met else "Not quorate"
    return Quorum(met, counted, wanted, f"{said}: {counted} of {len(of)} {words}, {wanted} needed")


# ---- when ------------------------------------------------------------------------------------------------------------


def cycle(*, last: date, months: int, count: int) -> tuple[date, ...]:
    """Return the days on which a body would meet next: the same weekday of the month as the last time.

    "The first Wednesday" stays the first Wednesday; the fifth becomes the last. A bank holiday moves the meeting to the
    same weekday a week on, or back where the month ends. At most 24 are proposed.
    """
    if not 1 <= count <= MOST_PROPOSED:
        raise NotAMeeting(f"{count} meetings cannot be proposed.", cure=f"Choose from 1 to {MOST_PROPOSED}.")
    nth = (last.day - 1) // 7
    return tuple(_near(last, step * months, nth) for step in range(1, count + 1))


def _near(last: date, ahead: int, nth: int) -> date:
    """Return the nth such weekday of the month so many months ahead; where it is no working day, the next that is."""
    year, month = divmod(last.year * MONTHS + last.month - 1 + ahead, MONTHS)
    days = _weekdays(year, month + 1, last.weekday())
    at = min(nth, len(days) - 1)
    return next(day for day in (*days[at:], *reversed(days[:at])) if is_working_day(day) or day.weekday() > FRIDAY)


def _weekdays(year: int, month: int, weekday: int) -> list[date]:
    days = (date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))
    return [day for day in days if day.weekday() == weekday]


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_words(words: str, *, what: str, longest: int = LONGEST_WORDS) -> str:
    """Return words, refused where there are none or too many."""
    said = words.strip()
    if not said:
        raise NotAMeeting(f"{what} is empty.", cure="Write it.")
    if len(said) > longest:
        raise NotAMeeting(f"{what} has {len(said):,} characters.", cure=f"Say it in {longest:,}.")
    return said


def check_state(state: State, *, wanted: Collection[State], deed: str) -> None:
    """Refuse a deed that a meeting in this state does not take."""
    if state not in wanted:
        raise NotAMeeting(f"the meeting is {state.label.lower()}: it cannot be {deed}.")


def check_held(on: date, *, today: date) -> None:
    """Refuse to minute a meeting that has not begun."""
    if on > today:
        raise NotAMeeting(
            f"it is on {in_words(on)}, which has not yet come.", cure="Minutes begin on the day of the meeting."
        )


def check_not_closed(*, closed: bool) -> None:
    """Refuse to change what is out for agreement, or was agreed as the record."""
    if closed:
        raise MinutesClosed(
            "its minutes are out for agreement, or agreed as a true record.",
            cure="Return them to draft, or open a correction, which says why.",
        )


def check_can_decide(found: Quorum, *, recorded: bool) -> None:
    """Refuse a decision where nobody wrote down who is there, or too few are."""
    if not recorded:
        raise NotQuorate("nobody has written down who is there.", cure="Record attendance first.")
    if found.met is False:
        raise NotQuorate(
            f"{found.words[0].lower()}{found.words[1:]}.",
            cure="Discuss it, and bring it back; or decide it again at a meeting that is quorate.",
        )


def check_decision(*, wording: str, reason: str, section_17: str) -> None:
    """Refuse a decision without its words, its reason, or what was considered under section 17."""
    for said, what, cure in (
        (wording, "what was decided", "Write it as it was agreed."),
        (reason, "why", "Give the reason in a sentence: it is what is read in a year."),
        (section_17, "what was considered under section 17", "Say the likely effect on crime and disorder, or none."),
    ):
        if not said.strip():
            raise NotADecision(f"it is not said {what}.", cure=cure)
        if len(said) > LONGEST_WORDS:
            raise NotADecision(f"{what} has {len(said):,} characters.", cure=f"Say it in {LONGEST_WORDS:,}.")
