"""What each part of a plan says: its fields, which of them it cannot do without, and whereof it is a part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from frankpledge.domain.plans.rules import LONGEST_NAME, LONGEST_TEXT, LONGEST_WORDS, NotAPlan, check_text


class Kind(StrEnum):
    """A kind of part."""

    PRIORITY = "priority"
    OBJECTIVE = "objective"
    OUTCOME = "outcome"
    STEP = "step"
    MEASURE = "measure"
    SHARE = "share"
    CONTEXT = "context"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return {
            "share": "What an authority puts in", "context": "Context figure", "left_out": "What is not taken up",
        }.get(self.value, self.value.capitalize())  # fmt: skip

    @property
    def under_priority(self) -> bool:
        """Return whether it is a part of a priority and not of the plan."""
        return self in {Kind.OBJECTIVE, Kind.OUTCOME, Kind.STEP, Kind.MEASURE}


@dataclass(frozen=True)
class TextField:
    """One text of a part: its label, how long it may be, whether the part cannot do without it, and what helps."""

    name: str
    label: str
    longest: int = LONGEST_WORDS
    needed: bool = False
    help: str = ""


TEXTS: Mapping[Kind, tuple[TextField, ...]] = {
    Kind.PRIORITY: (
        TextField("name", "Name", LONGEST_NAME, needed=True),
        TextField("why", "Why, from the assessment", LONGEST_TEXT, help="What it found, with its figures."),
        TextField("departs", "If the assessment does not recommend it: why the board takes it up"),
        TextField("lead_words", "Lead in other words", LONGEST_NAME, help="A second lead, or the role that leads."),
        TextField("commissioner", "Objective of the police and crime plan that it serves", 300),
        TextField("equality", "Equality note", LONGEST_TEXT, help="Who may be affected more, and what is done."),
        TextField("risks", "What could go wrong", LONGEST_TEXT),
    ),
    Kind.OBJECTIVE: (TextField("words", "Objective", needed=True),),
    Kind.OUTCOME: (
        TextField("words", "What will be different", needed=True),
        TextField("by", "By when", 60, help="Such as March 2027."),
    ),
    Kind.STEP: (
        TextField("words", "Step", needed=True, help="A sentence that begins with a verb."),
        TextField("lead", "Who leads it, in other words", LONGEST_NAME, help="Left empty, the organisation chosen."),
    ),
    Kind.MEASURE: (
        TextField("words", "What is measured", 300, needed=True),
        TextField("now", "Where it stands now", 120, help="The figure, or “to be confirmed” with why and by when."),
        TextField("target", "Target", 120, help="The figure, a direction, or “to be agreed” with why and by when."),
        TextField("source", "Source, period and what it is counted by", 300),
    ),
    Kind.SHARE: (
        TextField("resources", "How it should allocate and deploy its resources"),
        TextField("success", "How it will measure its success"),
    ),
    Kind.CONTEXT: (
        TextField("words", "What the figure tells", LONGEST_NAME, needed=True),
        TextField("figure", "Figure", 60, needed=True),
        TextField("source", "Source, period and what it is counted by", 300, needed=True),
    ),
    Kind.LEFT_OUT: (
        TextField("words", "What is not taken up", needed=True),
        TextField("reason", "Why", needed=True),
    ),
}  # fmt: skip


def checked(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a part as they are kept; refused where one is lacking or too long."""
    return {
        one.name: check_text(
            str(values.get(one.name) or ""), what=one.label[:1].lower() + one.label[1:], longest=one.longest,
            needed=one.needed, where=one.name,
        )
        for one in TEXTS[kind]
    }  # fmt: skip


def check_under(kind: Kind, *, there: bool) -> None:
    """Refuse a part of a priority that names none."""
    if kind.under_priority and not there:
        raise NotAPlan(f"the {kind.label.lower()} stands under no priority.", cure="Open the priority first.")


def check_removal(reason: str, *, carried: bool, words: str) -> str:
    """Return why a part goes: asked for where it came from the plan before, for the log of changes."""
    return check_text(reason, what=f"why “{words[:80]}” is dropped", needed=carried, where="reason")
