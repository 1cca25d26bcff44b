"""What makes a course, an event and its counts, and what may be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from frankpledge.analysis.tallies import mean_score
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words

LONGEST_LINE = 200
LONGEST_WORDS = 500
LOWEST, HIGHEST = 1, 10


class NotTraining(Refusal):
    """What was written makes no course, no event, or no count of one."""


class State(StrEnum):
    """Where an event stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return self.value.capitalize()


@dataclass(frozen=True)
class Question:
    """One question of a feedback sheet: its scale, and how many chose each step."""

    words: str
    lowest: int
    highest: int
    counts: Mapping[int, int]

    @property
    def answers(self) -> int:
        """Return how many answered it."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """Return the mean of the answers; None where nobody answered."""
        return mean_score(counts=dict(self.counts))


def state_of(*, on: date, cancelled: bool, today: date) -> State:
    """Return where an event stands on a day: one that was not cancelled is held once its day is over."""
    if cancelled:
        return State.CANCELLED
    return State.HELD if on <= today else State.PLANNED


def lacking(*, state: State, on: date, counted: bool, today: date) -> str:
    """Return what an event lacks that was held more than two weeks ago: its counts; nothing where it lacks none."""
    late = state is State.HELD and (today - on).days > 14
    return "" if counted or not late else f"held on {in_words(on)}, and nobody said how many came"


def response(*, asked: int | None, answered: int | None) -> str:
    """Return how many of those asked answered, in words; what is not known is said."""
    if answered is None:
        return "no feedback recorded" if asked is None else f"{asked:,} asked; how many answered is not known"
    if asked is None:
        return f"{answered:,} answered; how many were asked is not known"
    if not asked:
        return "nobody was asked"
    return f"{answered:,} of {asked:,} answered ({answered / asked:.0%})"


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_line(words: str, *, what: str, longest: int = LONGEST_LINE) -> str:
    """Return a line, refused where nothing or too much is written."""
    said = " ".join(words.split())
    if not said:
        raise NotTraining(f"{what} is not said.", cure="Write it as others will look for it.")
    if len(said) > longest:
        raise NotTraining(f"{what} has {len(said)} characters.", cure=f"Say it in {longest}.")
    return said


def check_count(count: int | None, *, what: str) -> int | None:
    """Return a count, or that it is not known; refused below zero."""
    if count is not None and count < 0:
        raise NotTraining(f"{what} cannot be {count}.", cure="Give a count, 0 for none, or leave it empty.")
    return count


def check_cost(cost: Decimal | None) -> Decimal | None:
    """Return a cost, or that it is not known; refused below zero."""
    if cost is not None and cost < 0:
        raise NotTraining(f"a cost cannot be {cost}.", cure="Give pounds, 0 for free, or leave it empty.")
    return cost


def check_held(state: State, *, what: str) -> None:
    """Refuse to count who came to what was not held."""
    if state is not State.HELD:
        raise NotTraining(f"{what} of an event that is {state.value} cannot be counted.", cure="Wait until it is held.")


def check_answers(*, asked: int | None, answered: int | None, questions: Iterable[Question]) -> None:
    """Refuse more answers than were asked for, and a question with more than answered or off its scale."""
    if asked is not None and answered is not None and answered > asked:
        raise NotTraining(f"{answered} cannot have answered of {asked} asked.", cure="Check both.")
    for one in questions:
        check_line(one.words, what="a question", longest=LONGEST_WORDS)
        if not LOWEST - 1 <= one.lowest < one.highest <= HIGHEST:
            raise NotTraining(f"a scale from {one.lowest} to {one.highest} is none.", cure="Use 0 or 1 to 10 at most.")
        if set(one.counts) - set(range(one.lowest, one.highest + 1)) or min(one.counts.values(), default=0) < 0:
            raise NotTraining(f"“{one.words}” has answers that its scale lacks.", cure="Check the counts.")
        if answered is not None and one.answers > answered:
            raise NotTraining(
                f"“{one.words}” has {one.answers} answers, and {answered} people answered.", cure="Check the counts."
            )


def check_reason(reason: str) -> str:
    """Return a reason, refused where none is given."""
    if not reason.strip():
        raise NotTraining("no reason is given.", cure="Say why: it is kept.")
    return reason.strip()[:LONGEST_WORDS]


def check_standing(*, withdrawn: bool, cancelled: bool = False) -> None:
    """Refuse to change what was withdrawn or cancelled."""
    if withdrawn or cancelled:
        told = "withdrawn as a mistake" if withdrawn else "cancelled"
        raise NotTraining(f"it was {told}, and stays as it is.", cure="Record the right one anew.")


def check_ours(theirs: object, ours: object) -> None:
    """Refuse to name an organisation of another partnership."""
    if theirs != ours:
        raise NotTraining("the organisation is not of this partnership.", cure="Choose one of its own.")


def check_empty(events: int) -> None:
    """Refuse to withdraw a course that was given."""
    if events:
        raise NotTraining("it has events.", cure="Withdraw these first, if none of them was ever held.")
