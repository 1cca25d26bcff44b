"""What a line of a member list says, under heads that may be called by several names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, OrganisationKind, Part
from frankpledge.refusal import Refusal

E = TypeVar("E", bound=StrEnum)
MOST_LINES = 2_000
# Our own heads first: what can be exported can be sent back.
HEADS: dict[str, tuple[str, ...]] = {
    "body": ("body", "board", "group", "meeting"),
    "body_kind": ("body kind",),
    "seat": ("seat", "stands for"),
    "organisation": ("organisation", "organization", "agency", "authority", "partner"),
    "organisation_kind": ("organisation kind", "kind of organisation"),
    "capacity": ("capacity", "takes part as"),
    "person": ("person", "name", "member", "representative"),
    "title": ("title", "post", "post title", "job title", "role"),
    "email": ("e-mail", "email", "e-mail address", "email address"),
    "part": ("part", "as"),
    "since": ("since", "from"),
    "until": ("until", "to"),
}
NEEDED = ("organisation",)
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


class NotAMemberList(Refusal):
    """A file that is no member list."""


class NotALine(Refusal):
    """A line that does not say what it has to."""


class ListState(StrEnum):
    """How far a member list has come."""

    TRIED = "tried"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True)
class MemberLine:
    """One line: who sits for whom, where. What is not said is empty; kinds are the register's own."""

    number: int
    organisation: str
    body: str = ""
    body_kind: BodyKind | None = None
    seat: str = ""
    organisation_kind: OrganisationKind | None = None
    capacity: CapacityKind | None = None
    person: str = ""
    title: str = ""
    email: str = ""
    part: Part = Part.REPRESENTATIVE
    since: date | None = None
    until: date | None = None

    @property
    def seat_name(self) -> str:
        """Return the seat's name: the organisation's where none is given."""
        return self.seat or self.organisation


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return which column says what. Refuses a header without those that are needed."""
    plain = [" ".join(head.casefold().split()) for head in header]
    found = {name: plain.index(each) for name, called in HEADS.items() for each in reversed(called) if each in plain}
    lacking = [name for name in NEEDED if name not in found]
    if lacking:
        raise NotAMemberList(
            "no column is headed Organisation.",
            cure="Take the list of members as a file from the page, and fill that in: its heads are understood.",
        )
    return found


def has_heads(header: Sequence[str]) -> bool:
    """Return whether a row is the header of a member list."""
    plain = {" ".join(head.casefold().split()) for head in header}
    known = sum(any(each in plain for each in called) for called in HEADS.values())
    return known >= 2 and any(each in plain for name in NEEDED for each in HEADS[name])


def line_of(number: int, cells: Mapping[str, str]) -> MemberLine:
    """Return what a line says. Refuses one without an organisation, and kinds and days that are none."""
    given = {name: " ".join(cells.get(name, "").lstrip("'").split()) for name in HEADS}
    if not given["organisation"]:
        raise NotALine("it names no organisation.", cure="Write the organisation that the seat or person is of.")
    enums: dict[str, Any] = {
        "body_kind": kind_of(BodyKind, given["body_kind"]),
        "organisation_kind": kind_of(OrganisationKind, given["organisation_kind"]),
        "capacity": kind_of(CapacityKind, given["capacity"]),
        "part": kind_of(Part, given["part"]) or Part.REPRESENTATIVE,
    }
    days: dict[str, Any] = {name: day_of(given[name]) for name in ("since", "until")}
    words: dict[str, Any] = {name: given[name] for name in ("organisation", "body", "seat", "person", "title", "email")}
    return MemberLine(number=number, **words, **enums, **days)


def kind_of(kinds: type[E], text: str) -> E | None:
    """Return the kind that is meant: by its label or its short name. Nothing where nothing is said."""
    if not text:
        return None
    found = next((kind for kind in kinds if text.casefold() in (kind.value, kind.label.casefold())), None)  # type: ignore[attr-defined]
    if found is None:
        known = ", ".join(kind.label for kind in kinds)  # type: ignore[attr-defined]
        raise NotALine(f"“{text}” is not a kind that is known.", cure=f"Write one of: {known}.")
    return found


def day_of(text: str) -> date | None:
    """Return a day, however it is usually written. Nothing where nothing is said."""
    if not text:
        return None
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise NotALine(f"“{text}” is not a day.", cure="Write it as 2026-04-01 or 01/04/2026.")


def check_length(lines: Iterable[object]) -> None:
    """Refuse a list without lines, and one that is longer than any membership."""
    count = sum(1 for _ in lines)
    if not count:
        raise NotAMemberList("it has no line below its header.", cure="Send it when it is filled in.")
    if count > MOST_LINES:
        raise NotAMemberList(f"it has {count:,} lines, and {MOST_LINES:,} are taken.", cure="Send it in parts.")


def check_state(state: str, *, wanted: ListState) -> None:
    """Refuse to apply or undo what is not in the state for it."""
    if state != wanted:
        raise NotAMemberList(
            f"this list is {state} already." if state != ListState.TRIED else "this list was never applied.",
            cure="Look at the list of lists for how each stands.",
        )


def check_whole(wrong: Sequence[object]) -> None:
    """Refuse a list of which lines are wrong: all of it is taken, or nothing."""
    if wrong:
        raise NotAMemberList(
            f"{len(wrong)} of its lines cannot be taken.", cure="Put these right in the copy with remarks, and send it."
        )
