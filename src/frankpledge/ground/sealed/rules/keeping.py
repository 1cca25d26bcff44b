"""How long cases are kept: what apps tell of theirs, which are due to go, and what holds one back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.retention import retention_class

# Why a case may not go though its time is over. Short names: what somebody would write might tell of the case.
HOLDS = {
    "hold_proceedings": "it is needed for proceedings in a court",
    "hold_inquiry": "it is needed for an inquiry, an inquest or a review of a death",
    "hold_complaint": "a complaint about it is open",
    "hold_access": "somebody asked for what is held about them",
    "hold_safety": "somebody may still be in danger",
}


ASKED_FOR = "hold_access"


class NotDue(Refusal):
    """A case that may not be removed: its time is not over, it is held back, or the list has changed."""


class NotHeld(Refusal):
    """A hold that may not be placed or lifted so."""


class TracesLeft(Refusal):
    """Something of a case was found where it should have gone: nothing was removed."""


@dataclass(frozen=True)
class Ended:
    """A case that is over: its identifier, how it is called without saying what it is about, its class and last day."""

    about: str
    name: str
    retention: str
    on: date


@dataclass(frozen=True)
class CaseKind:
    """A kind of case, told by an app in its registry as `CASEWORK = (CaseKind(…),)`.

    `kind` is the model's label in small letters. `rows(workspace, about)` returns every row of a case that has sealed
    fields, the case itself among them. `ended(workspace)` returns the cases that are over. `remove(workspace, about)`
    deletes every row of a case, in the app's actions: it runs in the transaction that proves that nothing is left.
    `route` is the page of one case, by the workspace's name and the case's identifier.
    """

    kind: str
    label: str
    rows: Callable[[Any, str], Iterable[Any]]
    ended: Callable[[Any], Iterable[Ended]]
    remove: Callable[[Any, str], None]
    route: str = ""


@dataclass(frozen=True)
class Due:
    """A case whose time is over, or will be: until when it is kept, and what holds it back, if anything."""

    kind: str
    label: str
    about: str
    name: str
    retention: str
    ended_on: date
    kept_until: date
    held: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Return what it is called, which says nothing of what it is about."""
        return f"{self.label} {self.name}"

    @property
    def words(self) -> str:
        """Return why it may go, or why not, in a sentence."""
        kept = retention_class(self.retention)
        said = f"{self.called}: over since {in_words(self.ended_on)}, kept until {in_words(self.kept_until)}"
        why = f" ({kept.label.lower()}, {kept.months} months)."
        held = f" It stays: {'; '.join(HOLDS[one] for one in self.held)}." if self.held else ""
        return f"{said}{why}{held}"


def due_of(kind: CaseKind, ended: Ended, *, held: Iterable[str] = ()) -> Due:
    """Return until when a case is kept that is over."""
    return Due(
        kind=kind.kind,
        label=kind.label,
        about=ended.about,
        name=ended.name,
        retention=ended.retention,
        ended_on=ended.on,
        kept_until=retention_class(ended.retention).kept_until(ended.on),
        held=tuple(held),
    )


def check_hold(because: str) -> str:
    """Return why a case is held back, refused where it is none of the reasons."""
    if because not in HOLDS:
        raise NotHeld("say why this case may not go.", where="because", cure=f"Choose from: {', '.join(HOLDS)}.")
    return because


def needles_of(texts: Iterable[str]) -> frozenset[str]:
    """Return what to look for of texts that must be gone: each whole, and each of its longer lines and sentences.

    What is shorter would be found by chance anywhere.
    """
    parts = {part for text in texts for line in text.splitlines() for part in (line, *line.split(". "))}
    return frozenset(tidy for part in parts if len(tidy := part.strip(" .")) >= _SHORTEST)


_SHORTEST = 20
