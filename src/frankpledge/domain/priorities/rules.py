"""Rounds and what may be seen of them, when a sheet is complete, and when a choice needs its reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from frankpledge.analysis.periods import FinancialYear
from frankpledge.analysis.priorities import HIGHEST
from frankpledge.refusal import Refusal
from frankpledge.statute.priorities import Certainty, Criterion, Scheme

FIRST, SECOND = 1, 2
FEWEST_ISSUES, FEWEST_AGENCIES = 2, 2
MOST_ISSUES, MOST_AGENCIES = 30, 30


class State(StrEnum):
    """Where a scoring stands."""

    PREPARED = "prepared"
    FIRST_OPEN = "first_open"
    FIRST_CLOSED = "first_closed"
    SECOND_OPEN = "second_open"
    SECOND_CLOSED = "second_closed"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return LABELS[self]

    @property
    def open_round(self) -> int | None:
        """Return the round in which marks are given now, None where none is open."""
        return {State.FIRST_OPEN: FIRST, State.SECOND_OPEN: SECOND}.get(self)

    @property
    def shown_round(self) -> int | None:
        """Return the latest round that is closed, whose marks may be seen; None while all is blind."""
        if self is State.SECOND_CLOSED:
            return SECOND
        return FIRST if self in {State.FIRST_CLOSED, State.SECOND_OPEN} else None


LABELS = {
    State.PREPARED: "Being prepared",
    State.FIRST_OPEN: "First round open, blind",
    State.FIRST_CLOSED: "First round closed",
    State.SECOND_OPEN: "Second round open",
    State.SECOND_CLOSED: "Second round closed",
}
STARTS = {State.PREPARED: State.FIRST_OPEN, State.FIRST_CLOSED: State.SECOND_OPEN}
CLOSES = {State.FIRST_OPEN: State.FIRST_CLOSED, State.SECOND_OPEN: State.SECOND_CLOSED}


class CannotScore(Refusal):
    """A scoring, or a step of one, that may not be as it is."""


class StillBlind(Refusal):
    """Marks that nobody may see yet."""

    def __init__(self) -> None:
        super().__init__(
            "the first round is open, and nobody sees another’s marks until it is closed.",
            cure="Close the round, then look.",
        )


@dataclass(frozen=True)
class Marked:
    """An agency's marks of one issue by criterion (None: cannot say), how sure it is, and what it wrote."""

    scores: Mapping[str, int | None]
    certainty: str = ""
    comment: str = ""


# ---- the scheme, frozen with the scoring --------------------------------------------------------------------------


def scheme_as_kept(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme as it is kept with a scoring, so that a later change of the definitions alters nothing."""
    return asdict(scheme)


def scheme_from_kept(kept: Mapping[str, Any]) -> Scheme:
    """Return the scheme that was kept."""
    criteria = (Criterion(**{**one, "anchors": tuple(one["anchors"])}) for one in kept["criteria"])
    certainties = (Certainty(**one) for one in kept["certainties"])
    return Scheme(**{**kept, "criteria": tuple(criteria), "certainties": tuple(certainties)})


# ---- what may be done when -----------------------------------------------------------------------------------------


def check_scoring(*, year: str, title: str, top: int) -> None:
    """Refuse a scoring without a year, a name, or a number of issues to recommend."""
    try:
        FinancialYear.parse(year)
    except ValueError:
        raise CannotScore(f"“{year}” is not a year.", cure="Write it as 2025/26.") from None
    if not title.strip():
        raise CannotScore("the scoring has no name.", cure="Name it.")
    if not 1 <= top <= MOST_ISSUES:
        raise CannotScore(f"the first {top} cannot be recommended.", cure=f"Choose from 1 to {MOST_ISSUES}.")


def check_being_prepared(state: State) -> None:
    """Refuse to change what is scored, or who scores, once marks are given."""
    if state is not State.PREPARED:
        raise CannotScore(
            "marks are being given, so issues and agencies stay as they are.", cure="Begin another scoring."
        )


def check_named(name: str, others: Collection[str], *, most: int) -> str:
    """Return a name, refused where it is empty, there already, or one too many."""
    tidy = " ".join(name.split())
    if not tidy:
        raise CannotScore("a name is needed.", cure="Write it.")
    if tidy.casefold() in {other.casefold() for other in others}:
        raise CannotScore(f"“{tidy}” is there already.", cure="Name another.")
    if len(others) >= most:
        raise CannotScore(f"{most} are enough.", cure="Put what belongs together into one.")
    return tidy


def check_scorer(*, belongs: bool, marks_elsewhere: bool) -> None:
    """Refuse to name a stranger as the one who marks, and one person for two agencies."""
    if not belongs:
        raise CannotScore(
            "nobody here with a role that may mark has that e-mail address.",
            cure="Add them first, or leave it empty and send the agency a link.",
        )
    if marks_elsewhere:
        raise CannotScore("they mark for another agency already.", cure="One person marks for one agency.")


def started(state: State, *, issues: int, agencies: int) -> State:
    """Return the state once the next round is open, refused where there is none or too little to score."""
    if state not in STARTS:
        raise CannotScore(f"no round can be opened: {state.label.lower()}.", cure="There are two rounds.")
    if issues < FEWEST_ISSUES or agencies < FEWEST_AGENCIES:
        raise CannotScore(
            f"{issues} issues and {agencies} agencies are too few to put in order.",
            cure=f"Add at least {FEWEST_ISSUES} issues and {FEWEST_AGENCIES} agencies.",
        )
    return STARTS[state]


def closed(state: State, *, sent: int) -> State:
    """Return the state once the open round is closed, refused where none is open and where nobody has sent marks."""
    if state not in CLOSES:
        raise CannotScore(f"no round is open: {state.label.lower()}.", cure="Open one first.")
    if not sent:
        raise CannotScore("no agency has sent its marks.", cure="Wait for the first, or remind them.")
    return CLOSES[state]


def check_open(state: State) -> int:
    """Return the round that is open, refused where none is."""
    if state.open_round is None:
        raise CannotScore(f"no marks are taken now: {state.label.lower()}.", cure="Ask the partnership officer.")
    return state.open_round


def check_by_link(*, has_scorer: bool) -> None:
    """Refuse a link for an agency for which a person with an account marks."""
    if has_scorer:
        raise CannotScore(
            "a person with an account marks for this agency.", cure="They find the sheet on their first page."
        )


def check_marks_for(*, its_scorer: bool) -> None:
    """Refuse marks from anybody but the one person who is named for the agency."""
    if not its_scorer:
        raise CannotScore("you do not mark for this agency.", cure="Ask the partnership officer who does.")


def check_known(chosen: Collection[Any], issues: Collection[Any]) -> None:
    """Refuse to choose what was not scored."""
    if set(chosen) - set(issues):
        raise CannotScore("an issue is chosen that is not scored here.", cure="Load the page again.")


def check_not_sent(*, sent: bool) -> None:
    """Refuse to change a sheet that was sent."""
    if sent:
        raise CannotScore("the marks were sent, and stand.", cure="They can be looked at again in a second round.")


def check_seen(state: State) -> int:
    """Return the round whose marks may be seen, refused while all is blind."""
    if state.shown_round is None:
        raise StillBlind
    return state.shown_round


# ---- marks ---------------------------------------------------------------------------------------------------------


def check_marks(marks: Mapping[Any, Marked], *, issues: Collection[Any], scheme: Scheme, complete: bool) -> None:
    """Refuse marks of what is not scored, marks outside 0 to 4 and, where `complete`, a sheet with gaps."""
    if set(marks) - set(issues):
        raise CannotScore("an issue is marked that is not scored here.", cure="Load the page again.")
    criteria, certainties = {one.id for one in scheme.criteria}, {one.id for one in scheme.certainties}
    for marked in marks.values():
        known = set(marked.scores) <= criteria and (not marked.certainty or marked.certainty in certainties)
        if not known or not all(score is None or 0 <= score <= HIGHEST for score in marked.scores.values()):
            raise CannotScore(f"a mark is not from 0 to {HIGHEST}.", cure="Load the page again.")
    if complete:
        left = sum(_left_open(marks.get(issue), criteria) for issue in issues)
        if left:
            raise CannotScore(f"{left} marks are still to be given.", cure="Choose “cannot say” where you cannot.")


def _left_open(marked: Marked | None, criteria: Collection[str]) -> int:
    if marked is None:
        return len(criteria) + 1
    return len(set(criteria) - set(marked.scores)) + (not marked.certainty)


# ---- the board's choice --------------------------------------------------------------------------------------------


def recommended_places(tiers: Mapping[Any, int], *, top: int) -> tuple[frozenset[Any], frozenset[Any]]:
    """Return (what the scoring puts first without doubt, what ties for the last of the first places).

    A tier that begins within the first `top` and goes past them cannot be parted by the marks: any of it may be chosen.
    """
    inside: set[Any] = set()
    for begins in sorted({tier for tier in tiers.values() if tier}):
        tier = {issue for issue, place in tiers.items() if place == begins}
        if begins > top:
            break
        if begins + len(tier) - 1 > top:
            return frozenset(inside), frozenset(tier)
        inside |= tier
    return frozenset(inside), frozenset()


def departures(chosen: Collection[Any], tiers: Mapping[Any, int], *, top: int) -> frozenset[Any]:
    """Return the issues in which a choice departs from the scoring: chosen from below, or left out from the first."""
    surely, tied = recommended_places(tiers, top=top)
    return frozenset((set(chosen) - surely - tied) | (surely - set(chosen)))


def check_choice(chosen: Collection[Any], departing: Mapping[str, str]) -> None:
    """Refuse to choose nothing, and a departure without its reason. `departing`: the name of an issue to its reason."""
    if not chosen:
        raise CannotScore("nothing is chosen.", cure="Choose at least one issue.")
    silent = sorted(name for name, reason in departing.items() if not reason.strip())
    if silent:
        raise CannotScore(
            f"the choice departs from the scoring on {', '.join(silent)}, and no reason is given.",
            cure="Say why, issue by issue: the board may choose as it will, and its reason stands beside the marks.",
        )
