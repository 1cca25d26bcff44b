"""How far a step was carried out, and what must be said of it."""

from __future__ import annotations

from enum import StrEnum

from frankpledge.analysis.periods import FinancialYear
from frankpledge.refusal import Refusal


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


class NotAStep(Refusal):
    """What was written does not make a step."""


class NoSuchStep(Refusal):
    """There is no such step here."""


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
