"""What the relevant bodies may decide on a count: not against the Act, on a day that is wanted, or without reasons.

ASBCPA 2014 s104(4) forces the threshold where the number is reached; s104(5) leaves everything else to the
procedures, by persistence, harm and response. Whoever decides is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.refusal import Refusal
from frankpledge.statute.case_days import CannotCount, Told, exactly
from frankpledge.statute.case_procedures import grounds, in_number
from frankpledge.statute.case_review import Answer, Reckoning
from frankpledge.statute.deadlines import in_words


class CannotDecide(Refusal, ValueError):
    """A decision that may not be made on this count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision on the threshold, with the reason under each heading that the bodies weighed; empty where not."""

    met: bool
    decided_on: date
    persistence: str = ""
    harm: str = ""
    response: str = ""

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Return the headings with their reasons, in the order of the Act, without those that are empty."""
        found = ((one.label, str(getattr(self, one.id)).strip()) for one in grounds())
        return tuple((label, words) for label, words in found if words)


def check_decision(reckoning: Reckoning, decision: Decision) -> Decision:
    """Return a decision that may be made. Refused where the Act, a wanted day or a missing reason stands against it.

    Met by the number it needs no reasons. Met otherwise it needs one at least; not met, all three.
    """
    if decision.decided_on < reckoning.applied_on:
        raise CannotDecide(
            f"it was decided on {in_words(decision.decided_on)}, before the review was asked for.",
            where="day of the decision",
            cure=f"Choose a day from {in_words(reckoning.applied_on)}.",
        )
    if not decision.met:
        _check_may_refuse(reckoning)
    _check_reasons(reckoning, decision)
    return decision


def _check_may_refuse(reckoning: Reckoning) -> None:
    """Refuse "not met" where the threshold is forced, and where days are wanted that could force it."""
    if reckoning.answer is Answer.MET:
        raise CannotDecide(
            "the threshold is met by the count, and then a review must be held.",
            where="ASBCPA 2014 s104(4)",
            cure="Look at the lines again if one of them is wrong.",
        )
    if reckoning.answer is Answer.CANNOT_TELL:
        lines = ", ".join(dict.fromkeys(want.line for want in reckoning.wanted))
        raise CannotDecide(
            f"a day that is not known is no reason to refuse; days are wanted for: {lines}.",
            where="days of the complaints",
            cure="Ask the agencies for their logs. Where none has it, settle the day with a reason, or decide that the "
            "threshold is met.",
        )


def _check_reasons(reckoning: Reckoning, decision: Decision) -> None:
    """Refuse a decision of discretion that does not say why."""
    given = len(decision.reasons)
    if decision.met and reckoning.answer is not Answer.MET and not given:
        raise CannotDecide(
            "it is not said why the threshold is met though the number is not reached.",
            where=_headings(),
            cure="Write the reason under one of the headings at least.",
        )
    if not decision.met and given < len(grounds()):
        raise CannotDecide(
            f"{in_number(given)} of three headings has a reason.",
            where=_headings(),
            cure="Write under each heading what was weighed: the number alone never decides against an applicant.",
        )


def _headings() -> str:
    return ", ".join(one.label for one in grounds())


def settled(told: Told, day: date, *, reason: str) -> Told:
    """Return a day as a reviewer settled it where no log has it, with the reason, which the letter repeats.

    Refused without a reason, for a day that is known already, and for one outside the span that was told.
    """
    if not reason.strip():
        raise CannotCount("it is not said why this day is taken.", cure="Write the reason.")
    if told.known:
        raise CannotCount(f"{in_words(told.known)} is known already.", cure="Mend the line if it is wrong.")
    if told.span and not told.span[0] <= day <= told.span[1]:
        raise CannotCount(f"{in_words(day)} lies outside what was told: {told.words}.", cure="Choose a day within it.")
    return exactly(day, source=f"settled by the reviewer: {reason.strip()}")
