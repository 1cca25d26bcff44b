"""The rules by which a case review is counted: the Act's own numbers, and each dated version of local procedures.

ASBCPA 2014 ss104(4)-(5), (11)-(12) and Sch 4. The Act lets procedures set another number and other periods. A version
holds for applications received on its days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words, months_beginning_with
from frankpledge.statute.load import Confidence, record, records, toml

FILE = "case_review.toml"
Unit = Literal["days", "weeks", "months"]
_DAYS_OF = {"days": 1, "weeks": 7}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class BadProcedure(Refusal, ValueError):
    """Procedures that cannot be counted by, or that do not say which of them holds on a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many days, weeks or months beginning with a day, which counts: ASBCPA 2014 s104(11)."""

    number: int
    unit: Unit

    def last_day(self, first: date) -> date:
        """Return the last day of the period that begins with a day."""
        if self.unit == "months":
            return months_beginning_with(first, self.number)
        return first + timedelta(days=self.number * _DAYS_OF[self.unit] - 1)

    def earliest(self, day: date) -> date:
        """Return the earliest first day whose period still holds a day."""
        first = day
        while self.last_day(first - timedelta(days=1)) >= day:
            first -= timedelta(days=1)
        return first

    @property
    def words(self) -> str:
        """Return the period as it is written: one month, six months, 28 days."""
        return f"{in_number(self.number)} {self.unit[:-1] if self.number == 1 else self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One version of the review procedures: what is counted for applications received from a day to another.

    `number`: so many complaints that count force the threshold, of anybody together or of one person, as `of_whom`
    says.
    `people`: or complaints that count of so many people, each counted once, though they told of one incident.
    `one_hate_report`: or a single complaint that counts and whose motive was hate.
    `policing_body_review_from`: the day from which the local policing body's review runs, where the partnership has
    read the order that says so.
    """

    version: str
    valid_from: date
    number: int
    complaint_within: int
    complaint_unit: Unit
    application_within: int
    application_unit: Unit
    source: str
    confidence: Confidence
    valid_to: date | None = None
    of_whom: Literal["anybody", "one_person"] = "anybody"
    people: int | None = None
    one_hate_report: bool = False
    policing_body_review_from: date | None = None

    @property
    def complaint_period(self) -> Period:
        """Return the period, beginning with the behaviour, within which a complaint counts."""
        return Period(self.complaint_within, self.complaint_unit)

    @property
    def application_period(self) -> Period:
        """Return the period, beginning with a complaint, within which the review is asked for."""
        return Period(self.application_within, self.application_unit)

    def holds(self, day: date) -> bool:
        """Return whether an application received on a day is counted by this version."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing that the bodies weigh where the number does not decide: persistence, harm, response (s104(5))."""

    id: Literal["persistence", "harm", "response"]
    label: str
    words: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicingBodyReview:
    """The review by the local policing body: what it is, and since when it runs as far as we know."""

    words: str
    provision: str
    awaits: str
    confidence: Confidence
    in_force_from: date | None = None


@cache
def acts_own() -> Procedure:
    """Return what the Act counts where no procedures say otherwise."""
    return records(Procedure, FILE, "procedure")[0]


@cache
def grounds() -> tuple[Ground, ...]:
    """Return what the bodies weigh where the number does not decide, in the order of the Act."""
    return records(Ground, FILE, "ground")


@cache
def policing_body_review() -> PolicingBodyReview:
    """Return what is known of the review by the local policing body."""
    return record(PolicingBodyReview, toml(FILE)["policing_body_review"], where=f"{FILE}, policing_body_review")


def procedure_on(versions: Iterable[Procedure], day: date) -> Procedure:
    """Return the version that holds for an application received on a day; the Act's own where none does.

    Refused where two do.
    """
    holding = [one for one in versions if one.holds(day)]
    if len(holding) > 1:
        raise BadProcedure(
            f"{len(holding)} versions of the procedures hold on {in_words(day)}.",
            where=", ".join(one.version for one in holding),
            cure="End one on the day before the next begins.",
        )
    return holding[0] if holding else acts_own()


def check_procedure(one: Procedure) -> Procedure:
    """Return a version that can be counted by, refused where it cannot."""
    if one.valid_to is not None and one.valid_to < one.valid_from:
        raise _bad(one, "they end before they begin.", "Choose a later last day.")
    if one.number < 1 or one.complaint_within < 1 or one.application_within < 1:
        raise _bad(one, "a number or a period is less than one.", "Write whole numbers from one.")
    if one.people is not None and one.people < 2:
        raise _bad(one, "several people are at least two.", "Write a larger number, or leave the rule out.")
    return one


def differs_from_the_act(one: Procedure) -> tuple[str, ...]:
    """Return in sentences where a version asks for more than the Act's own numbers, which guidance wants justified."""
    act, said = acts_own(), []
    if one.number > act.number:
        said.append(f"It asks for {in_number(one.number)} complaints where the Act has {in_number(act.number)}.")
    if one.of_whom == "one_person":
        said.append("It counts the complaints of one person only; the Act counts those of anybody together.")
    for own, acts, what in (
        (one.complaint_period, act.complaint_period, "for the complaint after the behaviour"),
        (one.application_period, act.application_period, "for the application after the complaint"),
    ):
        if own.last_day(_A_JULY) < acts.last_day(_A_JULY):
            said.append(f"It leaves {own.words} {what}; the Act leaves {acts.words}.")
    return tuple(said)


_A_JULY = date(2026, 7, 1)  # a month of 31 days, so that 30 days are less than a month here


def policing_body_review_since(procedure: Procedure) -> date | None:
    """Return since when the local policing body reviews decisions, as far as is known; None where no day is known."""
    return procedure.policing_body_review_from or policing_body_review().in_force_from


def policing_body_may_review(procedure: Procedure, on: date) -> bool:
    """Return whether an applicant may turn to the local policing body on a day; never while no day is known."""
    since = policing_body_review_since(procedure)
    return since is not None and since <= on


def policing_body_words(procedure: Procedure, on: date) -> str:
    """Return in sentences whether the local policing body reviews decisions on a day, or that this is unconfirmed."""
    known, since = policing_body_review(), policing_body_review_since(procedure)
    if since is None:
        return f"Not confirmed: {known.provision}. {known.words} {known.awaits}"
    if on < since:
        return f"From {in_words(since)}: {known.words} ({known.provision})"
    return f"Since {in_words(since)}: {known.words} ({known.provision})"


def in_number(number: int) -> str:
    """Return a small number in words, a larger one in figures."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def _bad(one: Procedure, reason: str, cure: str) -> BadProcedure:
    return BadProcedure(reason, where=one.version, cure=cure)
