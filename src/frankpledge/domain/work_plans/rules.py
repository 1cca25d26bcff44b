"""What makes a work plan and a line of it, when a line is late, and what may become of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frankpledge.analysis.periods import FinancialYear, Quarter
from frankpledge.domain.action_log.rules import Progress, days_in_words, in_words
from frankpledge.refusal import Refusal

LONGEST_WORDS = 500
LONGEST_LINE = 300
QUARTERS = (1, 2, 3, 4)


class PlanState(StrEnum):
    """Where a work plan stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"draft": "Draft", "approved": "Approved", "closed": "Closed"}[self.value]


class Status(StrEnum):
    """What became of a line."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"

    @property
    def label(self) -> str:
        """Return the status as it is shown."""
        return {"carried": "Carried over"}.get(self.value, self.value.capitalize())


class Deed(StrEnum):
    """What was done with a line."""

    REPORTED = "reported"
    MOVED = "moved"
    AMENDED = "amended"
    DROPPED = "dropped"
    REOPENED = "reopened"
    CARRIED = "carried"


class NotAPlan(Refusal):
    """What was written does not make a work plan or a line of it, or a change of one."""


@dataclass(frozen=True)
class Standing:
    """How a line stands on a day. kind: done | done_late | dropped | carried | late | now | later | at_risk."""

    kind: str
    words: str

    @property
    def late(self) -> bool:
        """Return whether its quarter has gone by and it is open."""
        return self.kind == "late"


def quarter_of(year: str, quarter: int) -> Quarter:
    """Return a quarter of a year: of "2025/26" and 3 October to December 2025."""
    return FinancialYear.parse(year).quarters[quarter - 1]


def quarter_words(year: str, quarter: int) -> str:
    """Return a quarter as it is shown: "Q3, October to December 2025"."""
    window = quarter_of(year, quarter).window
    return f"Q{quarter}, {window.first.first_day:%B} to {window.last.last_day:%B %Y}"


def due_on(year: str, quarter: int) -> date:
    """Return the last day of a quarter, by which a line that is due in it is to be done."""
    return quarter_of(year, quarter).window.last.last_day


def standing(
    *, status: Status, due: date, begins: date, closed_on: date | None, said: Progress | None, on: date
) -> Standing:
    """Return how a line stands on a day: late from the day after its quarter, due now within it."""
    if status in {Status.DROPPED, Status.CARRIED}:
        return Standing(status.value, f"{status.label.lower()} on {in_words(closed_on)}")
    if status is Status.DONE:
        over = (closed_on - due).days if closed_on else 0
        late = over > 0
        told = f", {days_in_words(over)} after its quarter" if late else ""
        return Standing("done_late" if late else "done", f"done on {in_words(closed_on)}{told}")
    left, said_so = (due - on).days, f", {said.label.lower()}" if said else ", nothing was said of it"
    if left < 0:
        return Standing("late", f"{days_in_words(-left)} late{said_so}")
    if said is Progress.AT_RISK:
        return Standing("at_risk", f"at risk, due by {in_words(due)}")
    return Standing("now" if on >= begins else "later", f"due by {in_words(due)}{said_so}")


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_year(year: str) -> str:
    """Return a year as it is written here, refused where it is none."""
    try:
        return str(FinancialYear.parse(year.strip()))
    except ValueError:
        raise NotAPlan(f"“{year}” is no year from April to March.", cure="Write it as 2025/26.") from None


def check_new(*, there: bool, body: str, year: str) -> None:
    """Refuse a second plan of a group for one year."""
    if there:
        raise NotAPlan(f"{body} has a work plan for {year}.", cure="Open that one.")


def check_words(words: str, *, what: str) -> str:
    """Return words, refused where there are none or too many."""
    said = " ".join(words.split())
    if not said:
        raise NotAPlan(f"{what} is not said.", cure="Write it in a sentence.")
    if len(said) > LONGEST_WORDS:
        raise NotAPlan(f"{what} has {len(said)} characters.", cure=f"Say it in {LONGEST_WORDS}.")
    return said


def check_quarter(quarter: int) -> int:
    """Return a quarter, refused where it is none."""
    if quarter not in QUARTERS:
        raise NotAPlan(f"there is no quarter {quarter}.", cure="Choose from 1 (April to June) to 4 (January to March).")
    return quarter


def check_new_quarter(*, was: int, now: int) -> None:
    """Refuse a change of quarter that changes nothing."""
    check_quarter(now)
    if was == now:
        raise NotAPlan(
            "it is due in that quarter already.",
            cure="Choose another; what goes on into the next year is carried over.",
        )


def check_writable(state: PlanState) -> None:
    """Refuse to change a plan that is closed."""
    if state is PlanState.CLOSED:
        raise NotAPlan("the work plan is closed.", cure="What goes on stands in the plan of the next year.")


def check_amended(state: PlanState, reason: str) -> str:
    """Return why a line is put right: asked for once the group has approved its plan."""
    if state is PlanState.DRAFT:
        return " ".join(reason.split())
    return check_words(reason, what="why an approved line changes")


def check_open(status: Status) -> None:
    """Refuse to change what is over."""
    if status is not Status.OPEN:
        raise NotAPlan(f"the line is {status.label.lower()}.", cure="Open it again first, with a reason.")


def check_over(status: Status) -> None:
    """Refuse to open again what is open, or what went on into the next year."""
    if status is Status.OPEN:
        raise NotAPlan("the line is open.", cure="Report on it instead.")
    if status is Status.CARRIED:
        raise NotAPlan("the line was carried over.", cure="It goes on in the plan of the next year.")


def check_said(said: Progress, words: str) -> str:
    """Return what is said of a line, refused where it is done or at risk and nothing says how."""
    if said in {Progress.DONE, Progress.AT_RISK} and not words.strip():
        what = "what shows that it was done" if said is Progress.DONE else "what stands in its way"
        raise NotAPlan(f"it is {said.label.lower()}, and it is not said {what}.", cure="Say it in a sentence.")
    return words.strip()[:LONGEST_WORDS]


def check_done_on(done_on: date, *, begins: date, today: date) -> None:
    """Refuse a day of completion before the year of the plan began, or still to come."""
    if not begins <= done_on <= today:
        raise NotAPlan(
            f"{in_words(done_on)} does not lie between {in_words(begins)}, when the year began, and today.",
            cure="Check the day.",
        )


def check_own(*, own: bool, keeper: bool) -> None:
    """Refuse a report by whoever neither keeps the plan nor does the line."""
    if not (own or keeper):
        raise NotAPlan("it is not yours to report on.", cure="Ask the person named, or the partnership officer.")


def check_approval(state: PlanState, *, lines: int, decision: int, on: date, today: date) -> None:
    """Refuse to approve a plan twice, one without a line, or by a decision that is still to come."""
    if state is not PlanState.DRAFT:
        raise NotAPlan(f"the work plan is {state.label.lower()}.", cure="A change of it is a change of its lines.")
    if not lines:
        raise NotAPlan("the work plan has no line.", cure="Write one first.")
    if decision < 1:
        raise NotAPlan("the decision has no number.", cure="Give the number under which the group approved it.")
    if on > today:
        raise NotAPlan(f"{in_words(on)} has not yet come.", cure="Give the day of the meeting that approved it.")


def check_fate(quarter: int | None, reason: str, *, number: int) -> str:
    """Return why a line is dropped; of one that is carried over, whatever is said. Refused without a reason."""
    if quarter is not None:
        check_quarter(quarter)
        return " ".join(reason.split())[:LONGEST_WORDS]
    return check_words(reason, what=f"why line {number} is dropped")


def check_all_told(lacking: list[int]) -> None:
    """Refuse to close a plan of which open lines are told nothing."""
    if lacking:
        named = ", ".join(str(one) for one in lacking)
        raise NotAPlan(f"of open lines nothing is said: {named}.", cure="Carry each over, or drop it with a reason.")


def check_next(state: PlanState, *, following: str) -> None:
    """Refuse to carry lines over into a plan that is closed."""
    if state is PlanState.CLOSED:
        raise NotAPlan(f"the plan of {following} is closed already.")
