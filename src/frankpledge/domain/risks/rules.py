"""What makes a risk and its scores, when it lies above what a body bears, and when its review is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from frankpledge.domain.action_log.rules import days_in_words, in_words
from frankpledge.refusal import Refusal
from frankpledge.statute.risks import Band, Scheme, categories, scheme_called

LONGEST_TITLE = 300
LONGEST_WORDS = 500
SOON_DAYS = 14
Registered = TypeVar("Registered")


class NotARisk(Refusal):
    """What was written does not make a risk, or a change of one."""


class State(StrEnum):
    """Whether a risk is still looked at."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return self.value.capitalize()


class ScoreKind(StrEnum):
    """What a score supposes: that nothing is done, what is done now, or all that is meant to be."""

    INHERENT = "inherent"
    CURRENT = "current"
    TARGET = "target"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return self.value.capitalize()

    @property
    def words(self) -> str:
        """Return what the score supposes."""
        return {
            ScoreKind.INHERENT: "if nothing were done",
            ScoreKind.CURRENT: "with the controls that are in place",
            ScoreKind.TARGET: "when all is done that is meant to be",
        }[self]


@dataclass(frozen=True)
class Level:
    """A likelihood and an impact on a scale."""

    scheme: str
    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        """Return their product."""
        return self.likelihood * self.impact

    @property
    def scale(self) -> Scheme:
        """Return the scale on which it was scored."""
        return known_scheme(self.scheme)

    @property
    def band(self) -> Band:
        """Return the band that the score lies in."""
        return self.scale.band(self.score)

    @property
    def words(self) -> str:
        """Return the score as it is said: "12 of 25, high"."""
        return f"{self.score} of {self.scale.highest}, {self.band.label.lower()}"


@dataclass(frozen=True)
class Tolerance:
    """What a body bears from a day on: on which scale, up to which score, by category where one differs.

    `score` None: no appetite was set. `review_months`: after how many months a risk is looked at again.
    """

    scheme: str
    score: int | None
    review_months: int
    by_category: Mapping[str, int] = field(default_factory=dict)

    def limit(self, category: str) -> int | None:
        """Return the highest score that is borne in a category; None where nothing was set."""
        return self.by_category.get(category, self.score)


@dataclass(frozen=True)
class Judgement:
    """How a score lies to the appetite. kind: above | within | no_appetite | other_scale | not_scored."""

    kind: str
    words: str

    @property
    def above(self) -> bool | None:
        """Return whether it is above; None where that cannot be told."""
        return {"above": True, "within": False}.get(self.kind)


@dataclass(frozen=True)
class Clock:
    """How the review of a risk stands. kind: none | late | soon | later | closed. `days` to its day, or past."""

    kind: str
    words: str
    days: int | None = None

    @property
    def late(self) -> bool:
        """Return whether its day has gone by."""
        return self.kind == "late"


@dataclass(frozen=True)
class Movement:
    """How a score stands to the one before. kind: first | higher | lower | same | other_scale."""

    kind: str
    words: str


def known_scheme(name: str) -> Scheme:
    """Return the scale of a short name, refused where there is none."""
    found = scheme_called(name)
    if found is None:
        raise NotARisk(f"“{name}” is no scale that is known.", cure="Choose one that is offered.")
    return found


def judged(level: Level | None, tolerance: Tolerance, category: str) -> Judgement:
    """Return how a score lies to what a body bears. A score on another scale, or without an appetite, is not judged."""
    if level is None:
        return Judgement("not_scored", "not scored")
    if level.scheme != tolerance.scheme:
        return Judgement("other_scale", "scored on another scale than the body uses now: cannot tell")
    limit = tolerance.limit(category)
    if limit is None:
        return Judgement("no_appetite", "no appetite is set: cannot tell")
    kind = "above" if level.score > limit else "within"
    return Judgement(kind, f"{kind} the appetite of {limit}")


def review_clock(*, due: date | None, state: State, on: date) -> Clock:
    """Return how a review stands on a day. Its own day is not yet late; a closed risk has none."""
    if state is State.CLOSED:
        return Clock("closed", "closed")
    if due is None:
        return Clock("none", "no day is set for its review")
    left = (due - on).days
    if left < 0:
        return Clock("late", f"review {days_in_words(-left)} late", left)
    return Clock("soon" if left <= SOON_DAYS else "later", f"review on {in_words(due)}", left)


def movement(was: Level | None, now: Level | None) -> Movement:
    """Return how a score changed. Scores on two scales are not compared."""
    if was is None or now is None:
        return Movement("first", "first score" if now else "not scored")
    if was.scheme != now.scheme:
        return Movement("other_scale", f"from {was.words} on another scale")
    kind = "higher" if now.score > was.score else "lower" if now.score < was.score else "same"
    return Movement(kind, "unchanged" if kind == "same" else f"{kind}, from {was.score}")


def doubts(levels: Mapping[ScoreKind, Level]) -> tuple[str, ...]:
    """Return what about the scores of a risk cannot be true together; nothing where they stand on several scales."""
    if len({one.scheme for one in levels.values()}) != 1:
        return ()
    found, order = [], (ScoreKind.TARGET, ScoreKind.CURRENT, ScoreKind.INHERENT)
    for low, high in pairwise(order):
        if low in levels and high in levels and levels[low].score > levels[high].score:
            found.append(f"its {low.value} score is above its {high.value} one")
    return tuple(found)


def next_review(on: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    at = on.year * 12 + on.month - 1 + months
    last = (date(at // 12 + (at % 12 == 11), (at + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(at // 12, at % 12 + 1, min(on.day, last))


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_title(title: str) -> str:
    """Return what may happen, refused where nothing or too much is written."""
    said = " ".join(title.split())
    if not said:
        raise NotARisk("it is not said what may happen.", cure="Write it in a sentence.")
    if len(said) > LONGEST_TITLE:
        raise NotARisk(
            f"it has {len(said)} characters.", cure=f"Say it in {LONGEST_TITLE}; cause and effect have their own place."
        )
    return said


def check_category(category: str) -> str:
    """Return the kind of a risk, refused where it is none."""
    if category not in {one.id for one in categories()}:
        known = ", ".join(one.label for one in categories())
        raise NotARisk(f"“{category}” is no kind of risk.", cure=f"Choose one of: {known}.")
    return category


def check_level(level: Level) -> Level:
    """Return a likelihood and an impact, refused where the scale has no such step."""
    scale = level.scale
    for side, score, steps in (
        ("likelihood", level.likelihood, scale.likelihood),
        ("impact", level.impact, scale.impact),
    ):
        if not 1 <= score <= len(steps):
            raise NotARisk(f"a {side} of {score} is not on the scale.", cure=f"Choose from 1 to {len(steps)}.")
    return level


def check_tolerance(tolerance: Tolerance) -> Tolerance:
    """Return an appetite, refused where a score is not on its scale or a review never comes."""
    highest = known_scheme(tolerance.scheme).highest
    for score in (tolerance.score, *tolerance.by_category.values()):
        if score is not None and not 1 <= score <= highest:
            raise NotARisk(f"{score} is no score of this scale.", cure=f"Give one from 1 to {highest}, or none.")
    for category in tolerance.by_category:
        check_category(category)
    if not 1 <= tolerance.review_months <= 24:
        raise NotARisk("a review comes after 1 to 24 months.", cure="Choose how many months.")
    return tolerance


def check_day(on: date, *, raised_on: date, today: date) -> date:
    """Return a day on which something was done to a risk, refused before it was raised or still to come."""
    if not raised_on <= on <= today:
        raise NotARisk(
            f"{in_words(on)} does not lie between {in_words(raised_on)}, when it was raised, and today.",
            cure="Check the day.",
        )
    return on


def check_raised(raised_on: date, *, today: date) -> date:
    """Return the day on which a risk was raised, refused where it is still to come."""
    if raised_on > today:
        raise NotARisk(f"{in_words(raised_on)} has not yet come.", cure="Give the day on which it was raised.")
    return raised_on


def check_review(due: date | None, *, on: date) -> date | None:
    """Return the day of the next review, refused where it lies before the one that was just held."""
    if due is not None and due < on:
        raise NotARisk(f"the next review would be on {in_words(due)}, which is past.", cure="Choose a later day.")
    return due


def check_control(*, since: date | None, until: date | None, on: date, today: date) -> None:
    """Refuse a day for a control that is still to come, or before it began, and to end one twice."""
    if until is not None:
        raise NotARisk(f"it ended on {in_words(until)}.", cure="Record a new one.")
    if on > today or (since is not None and on < since):
        raise NotARisk(f"{in_words(on)} is before it began, or still to come.", cure="Check the day.")


def check_reason(reason: str) -> str:
    """Return a reason, refused where none is given."""
    if not reason.strip():
        raise NotARisk("no reason is given.", cure="Say why: it is kept beside the change.")
    return reason.strip()[:LONGEST_WORDS]


def check_state(state: State, *, wanted: State) -> None:
    """Refuse to change what is closed, and to open what is open."""
    if state is not wanted:
        cure = "Open it again first, with a reason." if state is State.CLOSED else "There is nothing to open."
        raise NotARisk(f"it is {state.value}.", cure=cure)


def check_own(*, own: bool, keeper: bool) -> None:
    """Refuse a review by whoever neither keeps the register nor owns the risk."""
    if not (own or keeper):
        raise NotARisk("it is not yours to review.", cure="Ask the person named, or the partnership officer.")


def check_two(person: object | None, deputy: object | None) -> None:
    """Refuse a deputy who is the person."""
    if person is not None and person == deputy:
        raise NotARisk("the deputy is the same person.", cure="Name another, or none.")


def check_ours(theirs: object, ours: object) -> None:
    """Refuse to name what belongs to another partnership."""
    if theirs != ours:
        raise NotARisk("whom or what it names is not of this partnership.", cure="Choose from its own.")


def check_place(path: str, *, slug: str) -> str:
    """Return the address of a page of this workspace, without its host; refused where it is another's."""
    at = path.strip().find(f"/w/{slug}/")
    if at < 0:
        raise NotARisk(
            "this is no page of this workspace.",
            cure="Open the page, and copy its address from the top of the browser.",
        )
    return path.strip()[at:][:LONGEST_TITLE]


def check_registered(person: Registered | None) -> Registered:
    """Return a person of the register, refused where an account is tied to none."""
    if person is None:
        raise NotARisk(
            "whoever takes over is not among the partnership's people.",
            cure="Tie their account to a person first, under Board.",
        )
    return person
