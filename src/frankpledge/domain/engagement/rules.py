"""What makes an exercise, a result and an input; and how the lines that people type are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from frankpledge.analysis.periods import FinancialYear
from frankpledge.analysis.rates import Share, proportion
from frankpledge.domain.disclosure.rules import State
from frankpledge.refusal import Refusal

AFFECTED_MARK = "*"
NOT_SHOWN = {"not shown", "suppressed", "[c]"}
NO_DATA = {"no data", "missing", "not known"}
MOST_DECIMALS = 2
# The six inputs of regulation 6, by their ids in the definitions.
SIX = ("responsible_authorities", "co_operating", "participating", "committee", "plan", "people")
VIEWS = "views of residents and workers"
Read = TypeVar("Read")


class Kind(StrEnum):
    """How people were asked."""

    SURVEY = "survey"
    CONSULTATION = "consultation"
    MEETING = "meeting"
    FOCUS_GROUP = "focus_group"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return KINDS[self]


KINDS = {
    Kind.SURVEY: "Survey",
    Kind.CONSULTATION: "Consultation",
    Kind.MEETING: "Public meeting",
    Kind.FOCUS_GROUP: "Focus group",
    Kind.OTHER: "Other",
}


class NotARecord(Refusal):
    """What was written does not make a record of an exercise or an input."""


class NotALine(Refusal):
    """A line that cannot be read."""


@dataclass(frozen=True)
class Reached:
    """A group that was reached: how many people, if known, and whether it is specially affected by crime."""

    name: str
    affected: bool = False
    people: int | None = None


@dataclass(frozen=True)
class Silent:
    """A group that was asked on a day and from which nothing came: a nil return."""

    name: str
    asked_on: date
    affected: bool = False


@dataclass(frozen=True)
class Result:
    """One answer to a question: a count, or a percentage, or that it is not shown or not known. Zero is a count."""

    answer: str
    count: int | None = None
    percent: Decimal | None = None
    state: State = State.VALUE


@dataclass(frozen=True)
class Exercise:
    """All that is recorded of one exercise, as a person gives it."""

    year: str
    name: str
    kind: str
    began: date
    ended: date
    run_by: str
    method: str
    representative: str
    source: str
    drawn: str = ""
    used: str = ""
    respondents: int | None = None
    out_of: int | None = None
    received: bool = True
    public: bool = False
    reached: tuple[Reached, ...] = ()
    silent: tuple[Silent, ...] = ()


@dataclass(frozen=True)
class Input:
    """One thing that a supplier was asked for, and sent or did not send, for an assessment to consider."""

    year: str
    need: str
    supplier: str
    what: str = ""
    asked_on: date | None = None
    received_on: date | None = None
    period: str = ""
    nothing: bool = False


# ---- lines ------------------------------------------------------------------------------------------------------


def read_lines(text: str, read: Callable[[str], Read]) -> tuple[tuple[Read, ...], tuple[str, ...]]:
    """Return what the lines of a text say, and an error for each line that says nothing, with its number."""
    good, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                good.append(read(line.strip()))
            except NotALine as refusal:
                wrong.append(f"Line {number}: {refusal}")
    return tuple(good), tuple(wrong)


def result_of(line: str) -> Result:
    """Return the answer and its number of a line such as "Very safe: 120", "Fairly safe: 45.2%" or "…: not shown"."""
    answer, value = parts_of(line, "the answer, a colon, and its number")
    low = value.lower()
    if low in NOT_SHOWN:
        return Result(answer, state=State.SUPPRESSED)
    if low in NO_DATA:
        return Result(answer, state=State.MISSING)
    if value.endswith("%"):
        return Result(answer, percent=percent_of(value))
    return Result(answer, count=count_of(value))


def reached_of(line: str) -> Reached:
    """Return the group of a line such as "Young people" or "* Disabled people: 34"."""
    name, affected = marked(line)
    before, colon, people = name.rpartition(":")
    return Reached(before.strip(), affected, count_of(people)) if colon else Reached(name, affected)


def silent_of(line: str) -> Silent:
    """Return the group of a line such as "* Taxi drivers: 2025-09-03"."""
    name, day = parts_of(line, "the group, a colon, and the day on which it was asked")
    name, affected = marked(name)
    try:
        return Silent(name, date.fromisoformat(day), affected)
    except ValueError:
        raise NotALine(f"“{day}” is not a day.", cure="Write it as 2025-09-03.") from None


def marked(name: str) -> tuple[str, bool]:
    """Return a name without its mark, and whether it had one."""
    bare = name.removeprefix(AFFECTED_MARK).strip()
    if not bare:
        raise NotALine("a group has no name.", cure="Write its name.")
    return bare, name.startswith(AFFECTED_MARK)


def parts_of(line: str, wanted: str) -> tuple[str, str]:
    """Return what stands before and after the last colon of a line."""
    before, colon, after = line.rpartition(":")
    if not (colon and before.strip() and after.strip()):
        raise NotALine(f"“{line}” is not complete.", cure=f"Write {wanted}.")
    return before.strip(), after.strip()


def count_of(text: str) -> int:
    """Return a whole number written with or without commas."""
    plain = text.strip().replace(",", "")
    if not (plain.isascii() and plain.isdigit()):
        raise NotALine(
            f"“{text.strip()}” is neither a whole number nor a percentage.",
            cure="Write a number, a percentage with its %, “not shown” or “no data”.",
        )
    return int(plain)


def percent_of(text: str) -> Decimal:
    """Return a percentage from 0 to 100."""
    try:
        percent = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        raise NotALine(f"“{text}” is not a percentage.", cure="Write it as 45% or 45.2%.") from None
    if not percent.is_finite() or not 0 <= percent <= 100:
        raise NotALine(f"“{text}” is not between 0% and 100%.", cure="Check it against the source.")
    return round(percent, MOST_DECIMALS)


# ---- what belongs together ----------------------------------------------------------------------------------------


def check_exercise(given: Exercise) -> None:
    """Refuse an exercise that leaves out what makes its results mean something, or contradicts itself."""
    check_year(given.year)
    for said, what in ((given.name, "its name"), (given.run_by, "who ran it"), (given.source, "where the record is")):
        if not said.strip():
            raise NotARecord(f"the exercise lacks {what}.", cure=f"Say {what}.")
    if given.ended < given.began:
        raise NotARecord(f"it ended on {given.ended} before it began on {given.began}.", cure="Check both days.")
    check_respondents(given)


def check_respondents(given: Exercise) -> None:
    """Refuse respondents of whom it is not said how they came to answer, and more of them than there were."""
    if not given.received:
        if given.respondents:
            raise NotARecord(
                f"nothing was received, yet {given.respondents} people answered.", cure="Take out one of the two."
            )
        return
    if given.respondents is not None and given.out_of is not None and given.respondents > given.out_of:
        raise NotARecord(
            f"{given.respondents:,} respondents are more than the {given.out_of:,} who were asked.",
            cure="Check both numbers.",
        )
    if not given.representative.strip():
        raise NotARecord(
            "it is not said how far those who answered stand for the area.",
            cure="Say it in a sentence: “Volunteers; fewer young people than in the area.”",
        )


def check_results(results: tuple[Result, ...], base: int | None) -> None:
    """Refuse a question without answers, a percentage without its base, and an answer given by more than were asked."""
    if not results:
        raise NotARecord("the question has no answers.", cure="Write one to a line.")
    names = [result.answer.casefold() for result in results]
    twice = next((result.answer for result in results if names.count(result.answer.casefold()) > 1), None)
    if twice:
        raise NotARecord(f"“{twice}” stands twice.", cure="Give each answer once.")
    if base is None and any(result.percent is not None for result in results):
        raise NotARecord(
            "a percentage needs its base: 57% of 35 people is anything from 41% to 72%.",
            cure="Say how many answered this question, or give counts.",
        )
    over = next((r for r in results if base is not None and r.count is not None and r.count > base), None)
    if over:
        raise NotARecord(
            f"{over.count:,} said “{over.answer}”, more than the {base:,} who answered.", cure="Check both."
        )


def check_input(given: Input) -> None:
    """Refuse an input of which it is not known who sent what and when, and a nil return without the day of asking."""
    check_year(given.year)
    if not given.supplier.strip():
        raise NotARecord("the input has no supplier.", cure="Name who was asked.")
    if given.nothing:
        if given.asked_on is None:
            raise NotARecord("a nil return needs the day on which it was asked for.", cure="Give that day.")
        if given.received_on is not None:
            raise NotARecord("nothing came, yet it came on a day.", cure="Take out one of the two.")
        return
    if given.received_on is None:
        raise NotARecord("it is not said when it came.", cure="Give the day, or tick that nothing came.")
    if not (given.what.strip() and given.period.strip()):
        raise NotARecord("it is not said what came, and about which period.", cure="Say both.")


def check_need(need: str, *, known: tuple[str, ...]) -> None:
    """Refuse an input that no requirement asks for."""
    if need not in known:
        raise NotARecord(f"the law asks for no “{need}”.", cure="Choose one of the list.")


def check_words(words: str) -> str:
    """Return a question as it was put, refused where it is empty."""
    if not words.strip():
        raise NotARecord("the question is empty.", cure="Write it as it was put to people.")
    return words.strip()


def check_year(year: str) -> None:
    """Refuse a year that is not written as 2025/26."""
    try:
        FinancialYear.parse(year)
    except ValueError:
        raise NotARecord(f"“{year}” is not a year.", cure="Write it as 2025/26.") from None


def check_standing(*, withdrawn: bool) -> None:
    """Refuse to change what was withdrawn."""
    if withdrawn:
        raise NotARecord("it was withdrawn, and stays as it was.", cure="Record it anew.")


def check_reason(reason: str) -> str:
    """Return why something is withdrawn, refused where nothing is said."""
    if not reason.strip():
        raise NotARecord("a withdrawal needs a reason.", cure="Say why.")
    return reason.strip()


def share_of(result: Result, *, base: int | None) -> Share | None:
    """Return the share that gave an answer with Wilson's interval; None where there is no base or no number.

    Of a percentage the nearest whole number of people is taken: 57% of 35 are 20.
    """
    if base is None or base == 0 or result.state is not State.VALUE:
        return None
    if result.count is not None:
        return proportion(count=result.count, total=base, per=100)
    if result.percent is None:
        return None
    return proportion(count=int((result.percent * base / 100).to_integral_value()), total=base, per=100)
