"""What may be done with a chapter, a part and a remark, and when."""

from __future__ import annotations

from enum import StrEnum

from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.documents.rules import WrongState
from frankpledge.ground.documents.words import printable
from frankpledge.refusal import Refusal

MOST_SAID = 4_000  # signs of a remark or an answer: what is longer belongs in the chapter


class ChapterState(StrEnum):
    """How far a chapter is."""

    TO_WRITE = "to_write"
    DRAFTED = "drafted"
    READY = "ready"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"to_write": "To write", "drafted": "Drafted", "ready": "Ready"}[self.value]


class PartKind(StrEnum):
    """What a part is."""

    EXHIBIT = "exhibit"
    NARRATIVE = "narrative"


class RemarkState(StrEnum):
    """What became of a remark. A carried one is left for the next edition, and told to whoever approves."""

    OPEN = "open"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CARRIED = "carried"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"open": "Open", "answered": "Answered", "resolved": "Resolved", "carried": "Carried"}[self.value]


STATES = [(state.value, state.label) for state in ChapterState]
PARTS = [(kind.value, kind.value.title()) for kind in PartKind]
REMARKS = [(state.value, state.label) for state in RemarkState]
WAITING = (RemarkState.OPEN, RemarkState.ANSWERED)


class NoSuchChapter(Refusal):
    """There is no such chapter, part or remark here, or the reader may not see it: the two look the same."""


class AlreadyThere(Refusal):
    """What should be added is there already."""


class NothingSaid(Refusal):
    """A remark, an answer or a nil return without a word, or with far too many."""


class RemarkClosed(Refusal):
    """The remark was closed; what is new about it is a new remark."""


class RemarksWaiting(Refusal):
    """Remarks wait to be resolved or carried."""


def check_open(paper_state: str | None, *, deed: str) -> None:
    """Refuse to change a chapter whose paper is not a draft. A chapter of the year (None) is always open."""
    if paper_state is not None and paper_state != PaperState.DRAFT:
        stands = PaperState(paper_state).label.lower()
        raise WrongState(f"the paper is {stands}, and only chapters of a draft can be {deed}.")


def check_said(words: str, *, what: str, most: int = MOST_SAID) -> str:
    """Return the words, stripped of what cannot be printed; refused where there are none, or more than `most` signs."""
    said = printable(words).strip()
    if not said:
        raise NothingSaid(f"{what} needs its words.", cure="Say in a sentence what you mean.")
    if len(said) > most:
        raise NothingSaid(f"{what} may have {most:,} letters, and this has {len(said):,}.", cure="Say it in fewer.")
    return said


def check_waiting(state: str) -> None:
    """Refuse to answer or close a remark that was closed."""
    if state not in WAITING:
        raise RemarkClosed(f"this remark is {RemarkState(state).label.lower()}.", cure="Make a new remark.")


def check_none_wait(waiting: int) -> None:
    """Refuse an approval over remarks that wait."""
    if waiting:
        many = "1 remark waits" if waiting == 1 else f"{waiting} remarks wait"
        raise RemarksWaiting(
            f"{many} to be resolved, or carried to the next edition.", cure="Close each of them first."
        )
