"""What a partnership owes in a year: each duty with its dates, and whether it was met, is due, is late or lacks proof.

The day is an argument, and so is everything that happened. Late is only what runs over a day that law, guidance or the
event itself names; over a day that we merely suggest, or with no day at all, a duty is not evidenced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from frankpledge.analysis.periods import FinancialYear, Quarter
from frankpledge.statute import deadlines
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.duties import NOTHING_TO_DO, Duty


class State(StrEnum):
    """Where an obligation stands, the most pressing first."""

    LATE = "late"
    DUE = "due"
    NOT_EVIDENCED = "not_evidenced"
    MET = "met"
    NOT_IN_FORCE = "not_in_force"
    NOT_APPLICABLE = "not_applicable"


OPEN = (State.LATE, State.DUE, State.NOT_EVIDENCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What must be known of a partnership. `excused`: duties that do not bind it, each with the reason."""

    nation: str
    two_tier: bool
    pilot: bool = False
    began: date | None = None
    ended: date | None = None
    excused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that starts a clock: its kind, its day, and the day that it names itself, if it does."""

    id: str
    kind: str
    on: date
    given: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Evidence of a day for a duty. `key` says for which obligation; empty for a duty that stands always."""

    id: str
    duty: str
    key: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing owed. `days`: how many are left, negative when they are over; `late_by`: how late it was met.

    `due` of a duty that is met and comes again is the next day on which it falls due. `why_not` says why nothing is
    owed, or why it is not evidenced; it is empty where the state says it all.
    """

    duty: Duty
    key: str
    state: State
    due: date | None = None
    days: int | None = None
    late_by: int = 0
    happening: Happening | None = None
    proofs: tuple[Proof, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The year that is asked about, as it looks on a day."""

    year: FinancialYear
    today: date
    facts: Facts
    happenings: tuple[Happening, ...]

    @property
    def first(self) -> date:
        return self.year.window.first.first_day

    @property
    def last(self) -> date:
        return self.year.window.last.last_day

    @property
    def seen(self) -> date:
        """Return the last day of the year that can be looked back on."""
        return min(self.today, self.last)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def obligations(
    *,
    year: FinancialYear,
    today: date,
    facts: Facts,
    duties: Iterable[Duty],
    happenings: Iterable[Happening] = (),
    proofs: Iterable[Proof] = (),
) -> tuple[Obligation, ...]:
    """Return everything that is owed in a year as it stands on a day, in the order of the duties.

    Every duty has at least one line, if only to say that it is not in force or does not apply. Proof of later
    than the day is not known yet.
    """
    rows = tuple(duties)
    asked = _Asked(year, today, facts, tuple(happenings))
    known = [proof for proof in proofs if proof.on <= today]
    running = {duty.id for duty in rows if _runs_in(duty, asked)}
    found: list[Obligation] = []
    for duty in rows:
        if duty.id in running and not _runs_in(duty, asked):
            continue
        own = tuple(sorted((proof for proof in known if proof.duty == duty.id), key=lambda proof: (proof.on, proof.id)))
        found += _of_duty(duty, asked, own)
    return tuple(found)


def _runs_in(duty: Duty, asked: _Asked) -> bool:
    """Return whether a row is the law on any day of the year."""
    if duty.valid_from is None or duty.valid_from > asked.last:
        return False
    return duty.valid_to is None or duty.valid_to >= asked.first


def _of_duty(duty: Duty, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    why_not = _why_not_applicable(duty, asked)
    if why_not:
        yield Obligation(duty=duty, key=str(asked.year), state=State.NOT_APPLICABLE, proofs=proofs, why_not=why_not)
    elif not _runs_in(duty, asked):
        words = duty.awaits or _when_law(duty)
        yield Obligation(duty=duty, key=str(asked.year), state=State.NOT_IN_FORCE, proofs=proofs, why_not=words)
    else:
        yield from _BY_TRIGGER[duty.trigger](duty, asked, proofs)


def _why_not_applicable(duty: Duty, asked: _Asked) -> str:
    facts = asked.facts
    if duty.trigger in NOTHING_TO_DO:
        return "A power: nobody must do anything." if duty.trigger == "power" else "A rule for reckoning, not a duty."
    if duty.id in facts.excused:
        return facts.excused[duty.id]
    if duty.two_tier_only and not facts.two_tier:
        return "Only in two-tier counties, where districts share a county strategy group."
    if duty.pilot_only and not facts.pilot:
        return "Only in pilot areas, of which this is not known to be one."
    if facts.began is not None and facts.began > asked.last:
        return f"The partnership began on {in_words(facts.began)}."
    if facts.ended is not None and facts.ended < asked.first:
        return f"The partnership ended on {in_words(facts.ended)}."
    return ""


def _when_law(duty: Duty) -> str:
    if duty.valid_to is not None and duty.valid_from is not None:
        return f"The law from {in_words(duty.valid_from)} to {in_words(duty.valid_to)}."
    return f"The law from {in_words(duty.valid_from)}." if duty.valid_from else "Not in force."


# ---- one trigger each -----------------------------------------------------------------------------------------------


def _standing(duty: Duty, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    key = str(asked.year)
    there = [proof for proof in proofs if proof.on <= asked.seen]
    if not there:
        yield Obligation(duty=duty, key=key, state=State.NOT_EVIDENCED, why_not="Nothing proves it yet.")
        return
    newest = there[-1]
    if duty.review_months is None:
        yield Obligation(duty=duty, key=key, state=State.MET, proofs=tuple(there))
        return
    due = deadlines.months_after(newest.on, duty.review_months)
    one = Obligation(duty=duty, key=key, state=State.MET, due=due, proofs=tuple(there))
    yield one if due >= asked.seen else _over(one, asked.seen)


def _rolling(duty: Duty, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    key, within = str(asked.year), _whole(duty.within)
    there = [proof for proof in proofs if proof.on <= asked.seen]
    if not there:
        yield Obligation(duty=duty, key=key, state=State.NOT_EVIDENCED, why_not="It is not on record when it was last.")
        return
    newest = there[-1]
    due = deadlines.months_after(newest.on, within)
    one = Obligation(duty=duty, key=key, state=State.MET, due=due, proofs=tuple(there))
    if due < asked.seen:
        yield _over(one, asked.seen)
    elif newest.on < asked.first and due <= asked.last:
        yield replace(one, state=State.DUE, days=(due - asked.today).days)
    else:
        before = there[-2].on if len(there) > 1 else newest.on
        yield replace(one, late_by=max(0, (newest.on - deadlines.months_after(before, within)).days))


def _yearly(duty: Duty, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    month, day = (int(part) for part in str(duty.by).split("-"))
    due = date(asked.year.start + (month < asked.first.month), month, day)
    yield from _dated(duty, str(asked.year), due, asked, proofs)


def _quarterly(duty: Duty, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    quarters = [quarter for start in (-1, 0) for quarter in FinancialYear(asked.year.start + start).quarters]
    for quarter in quarters:
        due = quarter_due(duty, quarter)
        if asked.holds(due):
            yield from _dated(duty, str(quarter), due, asked, proofs)


def quarter_due(duty: Duty, quarter: Quarter) -> date:
    """Return the day by which a quarterly duty for a quarter is due."""
    return deadlines.quarters_after(quarter.window.last.last_day, _whole(duty.within))


def _dated(duty: Duty, key: str, due: date, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    """Yield the obligation of a period, where the duty was the law and the partnership there on the day it fell due."""
    facts = asked.facts
    if not duty.in_force(due):
        yield Obligation(duty=duty, key=key, state=State.NOT_IN_FORCE, due=due, why_not=_when_law(duty))
    elif (facts.began is not None and facts.began > due) or (facts.ended is not None and facts.ended < due):
        words = "The partnership was not there on the day it fell due."
        yield Obligation(duty=duty, key=key, state=State.NOT_APPLICABLE, due=due, why_not=words)
    else:
        yield _judged(duty, key, due, asked, proofs)


def _events(duty: Duty, asked: _Asked, proofs: tuple[Proof, ...]) -> Iterator[Obligation]:
    some = False
    for happening in sorted(asked.happenings, key=lambda one: (one.on, one.id)):
        if happening.kind == duty.starts and duty.in_force(happening.on):
            due = event_due(duty, happening)
            one = replace(_judged(duty, key_of(happening), due, asked, proofs), happening=happening)
            if _belongs(one, asked):
                some = True
                yield one
    if not some:
        words = "Nothing that starts this clock is recorded for the year."
        yield Obligation(duty=duty, key=str(asked.year), state=State.NOT_APPLICABLE, why_not=words)


def key_of(happening: Happening) -> str:
    """Return the key of the obligations that an event starts."""
    return f"event:{happening.id}"


def event_due(duty: Duty, happening: Happening) -> date | None:
    """Return the day by which what an event starts is due; None where no day is set or the event names none."""
    within = duty.within or 0
    reckoned: Mapping[str, Callable[[], date | None]] = {
        "given": lambda: happening.given,
        "days": lambda: deadlines.days_after(happening.on, within),
        "working_days": lambda: deadlines.working_days_after(happening.on, within),
        "clear_days": lambda: deadlines.last_notice(happening.on, within),
        "months": lambda: deadlines.months_after(happening.on, within),
    }
    return reckoned[duty.unit]() if duty.unit else None


def _belongs(one: Obligation, asked: _Asked) -> bool:
    """Return whether an event's obligation is one of this year: it began or falls due in it, or is still open now."""
    began = one.happening.on if one.happening else asked.first
    if asked.holds(began) or (one.due is not None and asked.holds(one.due)):
        return True
    return one.state in OPEN and began < asked.first and asked.holds(asked.today)


def _judged(duty: Duty, key: str, due: date | None, asked: _Asked, proofs: tuple[Proof, ...]) -> Obligation:
    """Return the obligation of one key as it stands: met by the first proof of it, else due, late or not evidenced."""
    own = tuple(proof for proof in proofs if proof.key == key)
    one = Obligation(duty=duty, key=key, state=State.MET, due=due, proofs=own)
    if own:
        return replace(one, late_by=max(0, (own[0].on - due).days)) if due else one
    if due is None:
        return replace(one, state=State.NOT_EVIDENCED, why_not="No day is set for it, and nothing proves it yet.")
    if due >= asked.today:
        return replace(one, state=State.DUE, days=(due - asked.today).days)
    return _over(one, asked.today)


def _over(one: Obligation, today: date) -> Obligation:
    """Return an obligation whose day is over: late by law or guidance, not evidenced where we suggested the day."""
    over = -((today - one.due).days) if one.due else None
    if one.duty.clock != "practice":
        return replace(one, state=State.LATE, days=over)
    words = "The law names no day; the one that is usual is over."
    return replace(one, state=State.NOT_EVIDENCED, days=over, why_not=words)


_BY_TRIGGER: Mapping[str, Callable[[Duty, _Asked, tuple[Proof, ...]], Iterator[Obligation]]] = {
    "standing": _standing,
    "rolling": _rolling,
    "yearly": _yearly,
    "quarterly": _quarterly,
    "event": _events,
}


def _whole(number: int | None) -> int:
    if number is None:
        raise ValueError("the duty does not say how long")
    return number
