"""What makes a plan and a part of it, how far a step was carried out, and when a plan may be put before its board."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from enum import StrEnum

from frankpledge.analysis.periods import FinancialYear
from frankpledge.refusal import Refusal

LONGEST_NAME = 200
LONGEST_WORDS = 500
LONGEST_TEXT = 4000
LONGEST_TERM = 5


class Outcome(StrEnum):
    """How far a step was carried out."""

    IMPLEMENTED = "implemented"
    IN_PART = "in_part"
    NOT = "not"

    @property
    def label(self) -> str:
        """Return the outcome as it is shown."""
        return {"implemented": "Implemented", "in_part": "In part", "not": "Not"}[self.value]


OUTCOMES = [(one.value, one.label) for one in Outcome]


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    BEFORE_BOARD = "before_board"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"draft": "Draft", "before_board": "Before the board", "approved": "Approved"}[self.value]


class Origin(StrEnum):
    """Where a plan was made: here, or elsewhere and recorded here as it was printed."""

    HERE = "here"
    PRINTED = "printed"


class Standing(StrEnum):
    """As what a priority stands in the plan."""

    PRIORITY = "priority"
    THEME = "theme"
    BRIEF = "brief"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"priority": "Priority", "theme": "Cross-cutting theme", "brief": "Watching brief"}[self.value]


class FourP(StrEnum):
    """The four ways of the counter-terrorism strategy, which partnerships tag their work with."""

    PURSUE = "pursue"
    PREVENT = "prevent"
    PROTECT = "protect"
    PREPARE = "prepare"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return self.value.capitalize()


class Status(StrEnum):
    """How the delivery of a step stands. `REVISED` goes on under a changed plan, `CONTINUING` was done and goes on."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    SLIPPED = "slipped"
    REVISED = "revised"
    COMPLETED = "completed"
    CONTINUING = "continuing"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """Return the status as it is shown."""
        return {"revised": "Revised, ongoing", "continuing": "Completed and ongoing"}.get(
            self.value, self.value.replace("_", " ").capitalize()
        )

    @property
    def over(self) -> bool:
        """Return whether nothing of the step is owed any more."""
        return self in {Status.COMPLETED, Status.CONTINUING, Status.DROPPED}


class LeftOutKind(StrEnum):
    """What a plan does not take up: something that its assessment recommends, or something of the plan before it."""

    RECOMMENDATION = "recommendation"
    DROPPED = "dropped"


class NotAStep(Refusal):
    """What was written does not make a step."""


class NoSuchStep(Refusal):
    """There is no such step here."""


class NotWhole(Refusal):
    """A plan lacks something without which it does not go before its board. `short`: how many things, and no more."""

    def __init__(self, lacking: list[str]) -> None:
        many = "1 thing is" if len(lacking) == 1 else f"{len(lacking)} things are"
        self.short = f"{many} missing."
        super().__init__(f"{self.short} {' '.join(lacking)}", cure="Make each good, or say why not where it asks.")


class NotAPlan(Refusal):
    """What was written does not make a plan or a part of one, or it does not stand where this may be done."""


def by_words(due: date | None) -> str:
    """Return a day as plans print it: the last of a month as the month, any other in full."""
    if due is None:
        return "no date"
    last = due.day == monthrange(due.year, due.month)[1]
    return f"{due:%b %Y}" if last else f"{due.day} {due:%b %Y}"


def next_due(due: date | None, year: str) -> date | None:
    """Return the date that is proposed for a step in the plan of a year: its own, so many years later as it takes."""
    first = FinancialYear.parse(year).window.first.first_day
    while due is not None and due < first:
        leap_day = (due.month, due.day) == (2, 29) and not isleap(due.year + 1)
        due = due.replace(year=due.year + 1, day=28 if leap_day else due.day)
    return due


def check_year(year: str, *, where: str = "year") -> str:
    """Return a year as it is written here, refused where it is none."""
    try:
        return str(FinancialYear.parse(year.strip()))
    except ValueError:
        raise NotAPlan(f"“{year}” is no year from April to March.", where=where, cure="Write it as 2026/27.") from None


def check_term(*, year: str, first: str, last: str, longest: int = LONGEST_TERM) -> None:
    """Refuse a plan whose years do not follow one another, that do not hold its own year, or that run too long."""
    of, begins, ends = (FinancialYear.parse(check_year(one)).start for one in (year, first, last))
    if not begins <= of <= ends:
        raise NotAPlan(
            f"the plan runs from {first} to {last}, and {year} does not lie between.",
            where="last_year", cure="Let it begin no later and end no earlier than its own year.",
        )  # fmt: skip
    if ends - begins >= longest:
        raise NotAPlan(f"the plan runs for {ends - begins + 1} years.", where="last_year", cure=f"At most {longest}.")


def check_new(*, there: bool, year: str) -> None:
    """Refuse a second plan for one year."""
    if there:
        raise NotAPlan(f"there is a plan for {year}.", where="year", cure="Open that one.")


def check_text(text: str, *, what: str, longest: int = LONGEST_WORDS, needed: bool = True, where: str = "") -> str:
    """Return words in one line; refused where there are too many, or none where some are needed."""
    said = " ".join(text.split())
    if needed and not said:
        raise NotAPlan(f"{what} is not said.", where=where, cure="Write it in a sentence.")
    if len(said) > longest:
        raise NotAPlan(f"{what} has {len(said)} characters.", where=where, cure=f"Say it in {longest}.")
    return said


def check_state(state: str, *, wanted: PlanState, deed: str) -> None:
    """Refuse unless the plan stands where this may be done."""
    if state != wanted:
        cure = "Start the plan of the next year from it." if state == PlanState.APPROVED else "Take it back to draft."
        raise NotAPlan(
            f"the plan is {PlanState(state).label.lower()}, and only one that is {wanted.label.lower()} can be {deed}.",
            cure=cure if wanted is PlanState.DRAFT else "",
        )


def check_on_agenda(*, state: str, there: bool, title: str) -> None:
    """Refuse to put a draft before a meeting, or any plan twice before one."""
    if state == PlanState.DRAFT:
        raise NotAPlan("the plan is a draft.", cure="Put it before the board first: it is then closed to writing.")
    if there:
        raise NotAPlan(f"it stands on the agenda of {title} already.", where="meeting", cure="Change the item there.")


def check_whole(lacking: list[str]) -> None:
    """Refuse a plan that lacks something, naming everything that it lacks."""
    if lacking:
        raise NotWhole(lacking)


def check_decision(*, on: date | None, today: date) -> None:
    """Refuse a decision whose day is not said or has not come."""
    if on is None:
        raise NotAPlan("the day of the decision is not said.", where="decided_on", cure="Give the day of the meeting.")
    if on > today:
        raise NotAPlan(
            "the decision has not been taken yet.", where="decided_on", cure="Give the day of the meeting that took it."
        )


def check_step(*, year: str, words: str, lead: str, outcome: str, why: str) -> None:
    """Refuse a step without year, words or lead, and one that was not wholly carried out without the reason."""
    try:
        FinancialYear.parse(year)
    except ValueError as error:
        raise NotAStep(f"“{year}” is not a year of a plan.", where="year", cure="Write it as 2024/25.") from error
    if not words.strip():
        raise NotAStep("a step needs its words.", where="words", cure="Write the step as the plan has it.")
    if not lead.strip():
        raise NotAStep("a step has somebody who leads it.", where="lead", cure="Name the organisation.")
    if outcome != Outcome.IMPLEMENTED and not why.strip():
        raise NotAStep(
            "a step that was not wholly carried out has a reason.", where="why", cure="Say in a sentence why."
        )
