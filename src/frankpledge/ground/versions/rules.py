"""What is kept of an app's rows, by which act it is put back, and what two versions differ in.

An app names in `VERSIONED` each kind of row that is changed in place, mostly in one line:
`VersionedKind(COURSE, Course, FIELDS, _course, by_act(amend_course, "course", CourseFacts), kept_by(GRANTS, KEEP))`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from frankpledge.ground.registry import Subject
from frankpledge.refusal import Refusal

FOUND = "versions.found"  # in the place of an event, where a thing was there before its kind was kept
PutBack = Callable[[Any, Mapping[str, Any], Any], object]
Check = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Beyond:
    """A field that a row holds elsewhere: in rows of its own, or as one text of several.

    `read(row)` returns it as it is kept (as JSON has it), `given(kept)` as the app's act takes it, and `words(kept)` as
    it is shown.
    """

    read: Callable[[Any], Any]
    given: Callable[[Any], Any] = lambda kept: kept
    words: Callable[[Any], str] = str


@dataclass(frozen=True)
class VersionedKind:
    """A kind of row of which it is kept how it stood after each change: `fields` are pairs of name and label.

    `one(workspace, viewer, about)` returns the thing as a person may see its versions, else None. `put_back(row,
    values, by)` is the app's own act; `check(row, user)` refuses whoever may not, and where it may not be now. Those
    `fixed` are compared alone; `words` says how short names of a field are shown; those `beyond` are no columns.
    """

    kind: str
    model: Any
    fields: tuple[tuple[str, str], ...]
    one: Callable[[Any, Any, str], Subject | None]
    put_back: PutBack
    check: Check
    fixed: tuple[str, ...] = ()
    words: Mapping[str, Callable[[str], str]] = field(default_factory=dict, hash=False)
    beyond: Mapping[str, Beyond] = field(default_factory=dict, hash=False)

    def may_put_back(self, row: Any, user: Any) -> bool:
        """Return whether a person may put a row back now."""
        try:
            self.check(row, user)
        except Refusal:
            return False
        return True


def by_act(
    act: Callable[..., Any],
    row: str,
    facts: Any = None,
    *,
    names: Sequence[str] = (),
    now: Mapping[str, Callable[[Any], Any]] | None = None,
    typed: Mapping[str, Callable[[Any], Any]] | None = None,
) -> PutBack:
    """Return how a row is put back by the act that amends it.

    The act takes the row under the name `row`, and either `given`, an instance of the dataclass `facts`, or arguments
    of the `names`. What a version does not say stands as it does now: in the row's own field, or as `now` reads it.
    `typed`: what makes a plain value one of the kind that the act wants.
    """
    asked = tuple(names) or tuple(one.name for one in fields(facts))
    read, made = now or {}, typed or {}

    def put_back(of: Any, values: Mapping[str, Any], by: Any) -> object:
        held = {name: read[name](of) if name in read else getattr(of, name) for name in asked if name not in values}
        told = held | {name: values[name] for name in asked if name in values}
        given = {name: made[name](value) if name in made else value for name, value in told.items()}
        return act(**{row: of}, by=by, **({"given": facts(**given)} if facts else given))

    return put_back


class NotPutBack(Refusal):
    """An earlier state that is not there, or that the thing does not go back to."""


def differing(first: Mapping[str, Any], second: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """Return which fields two states differ in, in their order. One that was not kept yet differs from nothing."""
    return tuple(name for name in names if name in first and name in second and first[name] != second[name])


def check_differs(names: Iterable[str]) -> None:
    """Refuse to put back what stands there already."""
    if not tuple(names):
        raise NotPutBack("it stands as it stood then.", cure="Choose an earlier state.")
