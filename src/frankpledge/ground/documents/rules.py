"""When a paper may be written in, reviewed, approved and corrected; and what an approved document says of itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from frankpledge.ground.documents.blocks import Document
from frankpledge.refusal import Refusal


class State(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return STATE_LABELS[self]


STATE_LABELS = {State.DRAFT: "Draft", State.IN_REVIEW: "In review", State.APPROVED: "Approved"}


class WrongState(Refusal):
    """The paper is not where this may be done."""


class OwnWork(Refusal):
    """Whoever wrote in a paper may not approve it: two people publish."""


class NoReason(Refusal):
    """A correction or a return without a word of why."""


class EditionKept(Refusal):
    """An attempt to change or remove what was approved."""


class NoSuchPaper(Refusal):
    """There is no such paper or edition, or the reader may not see it: the two look the same."""


class Damaged(Refusal):
    """What is kept is not what was approved."""


@dataclass(frozen=True)
class Approval:
    """What an edition says about its own approval: number, day, why it corrects, and where the ledger then stood."""

    number: int
    on: date
    note: str = ""
    ledger: str = ""


def check_state(state: str, *, wanted: State, deed: str) -> None:
    """Refuse unless the paper stands where the deed may be done."""
    if state != wanted:
        stands = State(state).label.lower()
        raise WrongState(f"it is {stands}, and only a paper that is {wanted.label.lower()} can be {deed}.")


def check_second_person(*, approver: UUID, authors: Collection[UUID]) -> None:
    """Refuse an approval by anyone who wrote in this edition."""
    if approver in authors:
        raise OwnWork(
            "you wrote in this paper, so you may not approve it.", cure="Ask somebody else who may approve papers."
        )


def check_reason(words: str, *, what: str) -> None:
    """Refuse a deed whose reason is left empty."""
    if not words.strip():
        raise NoReason(f"{what} needs its reason.", cure="Say in a sentence why.")


def as_approved(document: Document, approval: Approval) -> Document:
    """Return the document as its edition prints it: approved, with its number, its day and, if it corrects, why."""
    status = f"Approved, edition {approval.number}"
    told = [("Status", f"{status}, on {approval.on.day} {approval.on:%B %Y}")]
    if approval.note:
        told.append(("Correction", approval.note))
    kept = [(label, words) for label, words in document.cover if label not in ("Status", "Correction", "Ledger")]
    if approval.ledger:
        kept.append(("Ledger", approval.ledger))
    return replace(document, approved=True, status=status, cover=(*kept[:1], *told, *kept[1:]))
