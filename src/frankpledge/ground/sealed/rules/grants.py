"""Who may know of a case: whoever holds a grant on it that has not ended, and does not administer the installation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from frankpledge.ground.accounts.rules import Role
from frankpledge.refusal import Refusal

# Why somebody opens what is sealed. The ledger keeps the short name: what a reader would write might tell of the case.
# As a page offers them, and (`REASONS_TOLD`) as the ledger tells them.
REASONS = {
    "case_work": "I am working on this case",
    "case_decision": "I decide on it, or prepare the decision",
    "case_panel": "I sit on its panel",
    "case_information": "I answer a request for information",
    "case_supervision": "I supervise the work",
    "case_complaint": "I answer a complaint about its handling",
    "case_access_request": "Somebody asked for what we hold about them",
    "case_safety": "Somebody may be in danger",
}
OWN = "case_own"  # of whoever has no account: the applicant by a code, a body by its link
REASONS_TOLD = {
    OWN: "it is theirs, or asked of them",
    "case_work": "works on it",
    "case_decision": "decides on it, or prepares the decision",
    "case_panel": "sits on its panel",
    "case_information": "answers a request for information",
    "case_supervision": "supervises the work",
    "case_complaint": "answers a complaint about its handling",
    "case_access_request": "somebody asked for what is held about them",
    "case_safety": "somebody may be in danger",
}


class NotYours(Refusal):
    """There is no such case for this person: none at all, or none that they may know of. The two look the same."""

    def __init__(self) -> None:
        super().__init__(
            "there is no such case that you may open.",
            cure="A case is open to those who were given it, for a time. Whoever leads the case can give it to you.",
        )


class NotGiven(Refusal):
    """A grant that may not be made, or ended so."""


class NoReason(Refusal):
    """Nobody said why they open a case."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One case, as the ledger knows its subjects: the model's label in small letters, and the row's identifier."""

    kind: str
    about: str


def check_reason(reason: str) -> str:
    """Return why a case is opened, refused where it is none of the reasons."""
    if reason not in REASONS:
        raise NoReason("say why you open this case.", where="reason", cure=f"Choose from: {', '.join(REASONS)}.")
    return reason


def check_until(until: date, *, today: date, most_days: int) -> date:
    """Return the last day of a grant, refused where it lies behind us or further ahead than a grant may last."""
    if not 0 <= (until - today).days <= most_days:
        raise NotGiven(
            f"a case is given for {most_days} days at most, and not into the past.",
            where="until",
            cure="Choose an earlier day; it can be given again.",
        )
    return until


def check_may_hold(roles: Collection[Role]) -> None:
    """Refuse to give a case to whoever has no role here, and to whoever administers: they keep the keys."""
    if not roles:
        raise NotGiven("this person has no role here.", where="who", cure="Invite them first.")
    if Role.ADMINISTRATOR in roles:
        raise NotGiven(
            "an administrator may not open cases: nobody has both the keys of the house and its papers.",
            where="who",
            cure="Give it to somebody else, or let somebody else administer.",
        )
