"""Whether the threshold of an anti-social behaviour case review is met, counted so that everybody can follow.

ASBCPA 2014 s104(4)-(5) and (11)-(12). A complaint counts when it was made within a month beginning with the
behaviour, and the review was asked for within six months beginning with the complaint; three that count force the
threshold. Local procedures may set other numbers (`case_procedures`). The same incident told to several agencies
counts once, with the reviewer's reason.

An unknown or "about" day never makes a complaint fail: the answer is then that it cannot be told yet, and which days
are wanted. Where the number is not reached the answer is never "not met" but that the bodies decide, on persistence,
harm and response, in writing (`case_decision`). The sentences stand in `case_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from frankpledge.statute.case_days import CannotCount, Told
from frankpledge.statute.case_procedures import Procedure

__all__ = [
    "Answer",
    "CannotCount",
    "Complaint",
    "Line",
    "Reckoning",
    "Tally",
    "Told",
    "Verdict",
    "Wanted",
    "Way",
    "Which",
    "reckon",
]

Which = Literal["behaviour", "complaint"]


class Verdict(StrEnum):
    """What becomes of one complaint."""

    COUNTS = "counts"
    COUNTED_ALREADY = "counted_already"
    DOES_NOT_COUNT = "does_not_count"
    CANNOT_TELL = "cannot_tell"


class Answer(StrEnum):
    """What the count says of the whole. It never says "not met": that is for the bodies to decide."""

    MET = "met"
    CANNOT_TELL = "cannot_tell"
    FOR_DECISION = "for_decision"


class Way(StrEnum):
    """By which rule the threshold is reached."""

    NUMBER = "number"
    PEOPLE = "people"
    HATE = "hate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One report that somebody made, as a line of the application or out of an agency's log.

    `person` says who made it, by any key ("" is the applicant); `body` to whom. `same_as` names the line of the same
    incident, with the reviewer's reason in `why_same`.
    """

    id: str
    behaviour: Told
    complaint: Told
    body: str = ""
    person: str = ""
    hate: bool = False
    same_as: str = ""
    why_same: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A day that would settle a line, whom to ask, and the days that would make it count; None where none would."""

    line: str
    which: Which
    body: str
    counts_from: date | None = None
    counts_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One complaint reckoned. `by_dates` is what its own days say, `verdict` what becomes of it beside the others.

    `complain_by` and `apply_by` are the last days of the two periods where the days that begin them are known.
    `with_line`: the line with which it is counted. `wanted`: the days of it that could still decide.
    """

    complaint: Complaint
    by_dates: Verdict
    verdict: Verdict
    complain_by: date | None
    apply_by: date | None
    contradictory: bool = False
    with_line: str = ""
    wanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far one rule is reached: what counts, what is open still, and what is needed; and the lines that are open."""

    way: Way
    counted: int
    open: int
    needed: int
    open_lines: frozenset[str] = frozenset()

    @property
    def reached(self) -> bool:
        """Return whether it is reached for certain."""
        return self.counted >= self.needed

    @property
    def possible(self) -> bool:
        """Return whether it would be reached if everything open counted."""
        return self.counted + self.open >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """The whole count: the answer, each line, each rule, and the days that are wanted."""

    procedure: Procedure
    applied_on: date
    answer: Answer
    lines: tuple[Line, ...]
    tallies: tuple[Tally, ...]

    @property
    def way(self) -> Way | None:
        """Return the rule by which it is met, the number before the others; None where none is reached."""
        return next((one.way for one in self.tallies if one.reached), None)

    @property
    def number(self) -> Tally:
        """Return how far the number of complaints is reached."""
        return self.tallies[0]

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Return the days that are wanted because they could still decide."""
        return tuple(want for line in self.lines for want in line.wanted)


def reckon(complaints: Iterable[Complaint], *, applied_on: date, procedure: Procedure) -> Reckoning:
    """Return the whole count of an application received on a day, by the procedures that hold then.

    Refused where two lines have one name, or a line is joined to itself, to one that is not there, in a circle, or
    without a reason.
    """
    given = tuple(complaints)
    roots = _roots(given)
    own = [_line(one, applied_on, procedure) for one in given]
    tallies = tuple(_tallies(own, roots, procedure))
    if any(one.reached for one in tallies):
        answer = Answer.MET
    else:
        answer = Answer.CANNOT_TELL if any(one.possible for one in tallies) else Answer.FOR_DECISION
    deciding = {line for one in tallies if one.possible for line in one.open_lines if answer is Answer.CANNOT_TELL}
    lines = tuple(line if line.complaint.id in deciding else replace(line, wanted=()) for line in _together(own, roots))
    return Reckoning(procedure=procedure, applied_on=applied_on, answer=answer, lines=lines, tallies=tallies)


# ---- one line -------------------------------------------------------------------------------------------------------


def _line(one: Complaint, applied_on: date, procedure: Procedure) -> Line:
    """Return a complaint reckoned by its own days."""
    first, second = procedure.complaint_period, procedure.application_period
    happened, made = one.behaviour.known, one.complaint.known
    verdict, contradictory = _by_dates(one, applied_on, procedure), _contradictory(one)
    return Line(
        complaint=one,
        by_dates=verdict,
        verdict=verdict,
        complain_by=first.last_day(happened) if happened else None,
        apply_by=second.last_day(made) if made else None,
        contradictory=contradictory,
        wanted=_wanted(one, applied_on, procedure) if verdict is Verdict.CANNOT_TELL else (),
    )


def _contradictory(one: Complaint) -> bool:
    """Return whether the complaint lies before the behaviour: one of the days must be wrong."""
    happened, made = one.behaviour.span, one.complaint.span
    return happened is not None and made is not None and made[1] < happened[0]


def _by_dates(one: Complaint, applied_on: date, procedure: Procedure) -> Verdict:
    """Return what a complaint's own days say. Only days that are known make it fail."""
    first, second = procedure.complaint_period, procedure.application_period
    happened, made = one.behaviour.known, one.complaint.known
    if _contradictory(one):
        return Verdict.CANNOT_TELL
    if made and not made <= applied_on <= second.last_day(made):
        return Verdict.DOES_NOT_COUNT
    if made and happened and made > first.last_day(happened):
        return Verdict.DOES_NOT_COUNT
    return Verdict.COUNTS if _surely(one, applied_on, procedure) else Verdict.CANNOT_TELL


def _surely(one: Complaint, applied_on: date, procedure: Procedure) -> bool:
    """Return whether a complaint counts whichever of the days that it may have been it was.

    The longest wait is from the earliest behaviour to the latest complaint, and from the earliest complaint (none
    before the behaviour) to the application.
    """
    happened, made = one.behaviour.span, one.complaint.span
    if happened is None or made is None:
        return False
    earliest_made = max(made[0], happened[0])
    in_time = made[1] <= procedure.complaint_period.last_day(happened[0])
    return in_time and made[1] <= applied_on <= procedure.application_period.last_day(earliest_made)


def _wanted(one: Complaint, applied_on: date, procedure: Procedure) -> tuple[Wanted, ...]:
    """Return the days that are wanted of a line, with the days that would make it count where the other is known."""
    first, second = procedure.complaint_period, procedure.application_period
    happened, made = one.behaviour.known, one.complaint.known
    if happened and made:  # each is known, and they contradict each other
        return tuple(Wanted(line=one.id, which=which, body=one.body) for which in ("behaviour", "complaint"))
    found = []
    if not happened:
        span = (first.earliest(made), made) if made else (None, None)
        found.append(_want(one, "behaviour", *span))
    if not made:
        low, high = second.earliest(applied_on), applied_on
        if happened:
            low, high = max(low, happened), min(high, first.last_day(happened))
        found.append(_want(one, "complaint", low, high))
    return tuple(found)


def _want(one: Complaint, which: Which, low: date | None, high: date | None) -> Wanted:
    if low is None or high is None or high < low:
        return Wanted(line=one.id, which=which, body=one.body)
    return Wanted(line=one.id, which=which, body=one.body, counts_from=low, counts_to=high)


# ---- lines beside each other ----------------------------------------------------------------------------------------


def _roots(given: Sequence[Complaint]) -> dict[str, str]:
    """Return for each line the one that stands for its incident: itself, or where its chain of joins ends."""
    named = {one.id: one for one in given}
    if len(named) < len(given):
        raise CannotCount("two lines have one name.", cure="Number the lines.")
    for one in given:
        _check_join(one, named)
    return {one.id: _end(one, named) for one in given}


def _check_join(one: Complaint, named: dict[str, Complaint]) -> None:
    if one.same_as and one.same_as not in named:
        raise CannotCount(
            f"there is no line {one.same_as}.", where=f"line {one.id}", cure="Join it to one that is there."
        )
    if one.same_as and not one.why_same.strip():
        raise CannotCount(
            f"it is not said why this is the incident of line {one.same_as}.",
            where=f"line {one.id}",
            cure="Write the reason: the applicant may ask for it.",
        )


def _end(one: Complaint, named: dict[str, Complaint]) -> str:
    seen = {one.id}
    while one.same_as:
        one = named[one.same_as]
        if one.id in seen:
            raise CannotCount("lines are joined in a circle.", where=f"line {one.id}", cure="Take one join away.")
        seen.add(one.id)
    return one.id


def _together(own: Sequence[Line], roots: dict[str, str]) -> tuple[Line, ...]:
    """Return the lines as they stand beside each other: of an incident that counts, the first line counts."""
    counting: dict[str, str] = {}
    for line in own:
        if line.by_dates is Verdict.COUNTS:
            counting.setdefault(roots[line.complaint.id], line.complaint.id)
    return tuple(_beside(line, counting.get(roots[line.complaint.id], "")) for line in own)


def _beside(line: Line, counting: str) -> Line:
    """Return a line beside the one that counts for its incident."""
    if counting in ("", line.complaint.id) or line.by_dates is Verdict.DOES_NOT_COUNT:
        return line
    return replace(line, verdict=Verdict.COUNTED_ALREADY, with_line=counting)


# ---- the rules ------------------------------------------------------------------------------------------------------


def _tallies(own: Sequence[Line], roots: dict[str, str], procedure: Procedure) -> Iterable[Tally]:
    """Yield how far each rule of the procedures is reached, the number first."""
    if procedure.of_whom == "anybody":
        yield _tally(Way.NUMBER, [(line, roots[line.complaint.id]) for line in own], procedure.number)
    else:
        yield _best_person(own, roots, procedure.number)
    if procedure.people is not None:
        yield _tally(Way.PEOPLE, [(line, line.complaint.person) for line in own], procedure.people)
    if procedure.one_hate_report:
        hate = [(line, roots[line.complaint.id]) for line in own if line.complaint.hate]
        yield _tally(Way.HATE, hate, 1)


def _tally(way: Way, lines: Iterable[tuple[Line, str]], needed: int) -> Tally:
    """Return how many keys have a line that counts, and how many others one that is open. A key is counted once."""
    found = tuple(lines)
    counted = {key for line, key in found if line.by_dates is Verdict.COUNTS}
    still = [(line, key) for line, key in found if line.by_dates is Verdict.CANNOT_TELL and key not in counted]
    return Tally(
        way=way,
        counted=len(counted),
        open=len({key for _, key in still}),
        needed=needed,
        open_lines=frozenset(line.complaint.id for line, _ in still),
    )


def _best_person(own: Sequence[Line], roots: dict[str, str], needed: int) -> Tally:
    """Return how far the person comes whose complaints come furthest; who could reach it goes before who could not."""
    people = {line.complaint.person for line in own}
    tallies = [
        _tally(Way.NUMBER, [(line, roots[line.complaint.id]) for line in own if line.complaint.person == who], needed)
        for who in sorted(people)
    ]
    nothing = Tally(way=Way.NUMBER, counted=0, open=0, needed=needed)
    best = max(tallies, key=lambda one: (one.reached, one.possible, one.counted), default=nothing)
    could = frozenset(line for one in tallies if one.possible for line in one.open_lines)
    return replace(best, open_lines=could)
