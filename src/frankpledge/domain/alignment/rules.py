"""What a judgement of two priorities says, when it is outdated, and what a plan of another body must tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from frankpledge.ground.documents.words import printable
from frankpledge.refusal import Refusal
from frankpledge.statute.alignment import plan_kind
from frankpledge.statute.deadlines import in_words

LONGEST_LINE, LONGEST_WORDS = 300, 500


class NotAPlan(Refusal):
    """What was given makes no plan of another body, no priority of it, or no judgement."""


class Verdict(StrEnum):
    """How a priority of ours stands to one of theirs."""

    SUPPORTS = "supports"
    OVERLAPS = "overlaps"
    CONFLICTS = "conflicts"
    NONE = "none"

    @property
    def label(self) -> str:
        """Return the verdict as it is shown."""
        return "Nothing in common" if self is Verdict.NONE else self.value.capitalize()

    @property
    def joins(self) -> bool:
        """Return whether two such priorities go together."""
        return self in {Verdict.SUPPORTS, Verdict.OVERLAPS}


@dataclass(frozen=True)
class Standing:
    """How a pair stands: its verdict (None: nobody judged it), why, and why the judgement is outdated, if it is."""

    verdict: Verdict | None
    reason: str = ""
    outdated: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return the verdict in words, with what is outdated about it."""
        said = self.verdict.label if self.verdict else "Not judged"
        return f"{said}, outdated" if self.outdated else said


@dataclass(frozen=True)
class Judged:
    """A judgement as it was made: the verdict, its reason, when, and what both were then called."""

    verdict: Verdict
    reason: str
    at: datetime
    ours: str
    theirs: str


@dataclass(frozen=True)
class Now:
    """What both sides are called now; when theirs last changed and was dropped; when their plan ends."""

    ours: str
    theirs: str
    changed_at: datetime
    dropped_on: date | None
    ends: date | None


def standing(judged: Judged | None, now: Now, *, on: date) -> Standing:
    """Return how a pair stands on a day. A judgement is outdated once either side or its plan is not as it was."""
    if judged is None:
        return Standing(None)
    because = []
    if judged.ours != now.ours:
        because.append(f"our priority was then called “{judged.ours}”")
    if judged.theirs != now.theirs:
        because.append(f"theirs was then called “{judged.theirs}”")
    elif now.changed_at > judged.at:
        because.append("theirs was changed since")
    if now.dropped_on and now.dropped_on <= on:
        because.append(f"theirs was dropped on {in_words(now.dropped_on)}")
    if now.ends and now.ends < on:
        because.append(f"their plan ended on {in_words(now.ends)}")
    return Standing(judged.verdict, judged.reason, tuple(because))


def check_line(words: str, *, where: str, longest: int = LONGEST_LINE) -> str:
    """Return words, cleaned; refused where there are none, or too many."""
    said = printable(words).strip()
    if not said or len(said) > longest:
        raise NotAPlan("it is empty or too long.", where=where, cure=f"Write between one and {longest} signs.")
    return said


def check_kind(kind: str) -> str:
    """Return a sort of plan, refused where there is none."""
    if plan_kind(kind) is None:
        raise NotAPlan(f"“{kind}” is no sort of plan.", where="Sort of plan", cure="Choose one from the list.")
    return kind


def check_days(starts: date | None, ends: date | None) -> None:
    """Refuse a plan that ends before it starts."""
    if starts and ends and ends < starts:
        raise NotAPlan("it ends before it starts.", where="Last day", cure="Put the days right.")


def check_standing(*, dropped: bool) -> None:
    """Refuse to judge, change or drop a priority that their plan does not have any more."""
    if dropped:
        raise NotAPlan("their plan does not have this priority any more.", cure="Judge what it has now.")
