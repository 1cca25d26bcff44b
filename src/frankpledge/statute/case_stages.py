"""The stages of a case review, and which may follow which. One of them waits for a law to come into force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from frankpledge.refusal import Refusal
from frankpledge.statute.case_procedures import FILE, Procedure, policing_body_may_review, policing_body_words
from frankpledge.statute.load import records

POLICING_BODY = "policing_body"
FIRST = "received"


class CannotFollow(Refusal, ValueError):
    """A stage that a case cannot come to from where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: what it is called, what it means, and the stages that it may follow."""

    id: str
    label: str
    words: str
    after: tuple[str, ...]


@cache
def stages() -> tuple[Stage, ...]:
    """Return the stages in the order of a case."""
    return records(Stage, FILE, "stage")


def stage(name: str) -> Stage:
    """Return the stage of a name. Refused where there is none."""
    found = next((one for one in stages() if one.id == name), None)
    if found is None:
        raise CannotFollow(f"there is no stage “{name}”.", cure=f"Choose from: {_listed(one.id for one in stages())}.")
    return found


def next_stages(name: str, *, procedure: Procedure, on: date) -> tuple[Stage, ...]:
    """Return the stages that may follow one on a day; the local policing body only while its review is in force."""
    stage(name)
    may = policing_body_may_review(procedure, on)
    return tuple(one for one in stages() if name in one.after and (one.id != POLICING_BODY or may))


def check_next(name: str, to: str, *, procedure: Procedure, on: date) -> Stage:
    """Return the stage that a case comes to, refused where it cannot come there from where it is on that day."""
    wanted, offered = stage(to), next_stages(name, procedure=procedure, on=on)
    if wanted in offered:
        return wanted
    if to == POLICING_BODY and name in wanted.after:
        raise CannotFollow(
            "the local policing body cannot be asked yet.",
            where=wanted.label,
            cure=policing_body_words(procedure, on),
        )
    raise CannotFollow(
        f"“{wanted.label}” does not follow “{stage(name).label}”.",
        where=wanted.label,
        cure=f"It may be followed by: {_listed(one.label for one in offered)}.",
    )


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)
