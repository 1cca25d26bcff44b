"""What changed from the plan of the year before: carried, changed, added, dropped, each by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frankpledge.domain.plans.models import LeftOut, Step
from frankpledge.domain.plans.queries import Whole, whole
from frankpledge.domain.plans.rules import LeftOutKind, Outcome, Status, next_due
from frankpledge.domain.plans.rules.parts import Kind

CARRIED, CHANGED, ADDED, DROPPED, DONE = "carried", "changed", "added", "dropped", "done"


@dataclass(frozen=True)
class Changed:
    """One part in two plans. fate: carried | changed | added | dropped | done. `was`: its words of the year before."""

    kind: Kind
    fate: str
    words: str
    was: str = ""
    why: str = ""


def change_log(found: Whole) -> tuple[Changed, ...]:
    """Return what became of every part of the plan before, and what is new; nothing where there is none before."""
    before = found.plan.came_from
    if before is None:
        return ()
    return tuple(_changes(found, whole(before)))


def _changes(now: Whole, was: Whole) -> Iterator[Changed]:
    reasons = {one.about: one for one in now.left_out if one.kind == LeftOutKind.DROPPED}
    for kind, after, earlier in _pairs(now, was):
        by_source = {one.came_from_id: one for one in after if one.came_from_id}
        for one in earlier:
            yield _fate(kind, one, by_source.get(one.pk), reasons.get(str(one.pk)))
        for one in after:
            if not one.came_from_id:
                yield Changed(kind, ADDED, str(one))


def _fate(kind: Kind, one: object, after: object | None, reason: LeftOut | None) -> Changed:
    if after is not None:
        same = _told(one) == _told(after) or _moved_on(one, after)
        return Changed(kind, CARRIED if same else CHANGED, str(after), "" if same else str(one))
    if kind is Kind.STEP and is_done(one):
        return Changed(kind, DONE, str(one))
    return Changed(kind, DROPPED, str(one), why=reason.reason if reason else "")


def _moved_on(one: object, after: object) -> bool:
    """Return whether a step differs in its date alone, by as many years as the new plan proposes."""
    if not isinstance(one, Step) or not isinstance(after, Step):
        return False
    rest = [name for name in _COMPARED if name != "due"]
    return _told(one, rest) == _told(after, rest) and after.due == next_due(one.due, after.year)


def is_done(step: object) -> bool:
    """Return whether a step was carried out, so that nothing of it is owed next year."""
    done = getattr(step, "outcome", "") == Outcome.IMPLEMENTED
    return done or getattr(step, "status", "") in {Status.COMPLETED, Status.CONTINUING}


_COMPARED = ("name", "words", "standing", "lead_id", "lead_words", "by", "now", "target", "due", "organisation_id")


def _told(row: object, names: Iterable[str] = _COMPARED) -> tuple[object, ...]:
    return tuple(getattr(row, name, None) for name in names)


def _pairs(now: Whole, was: Whole) -> Iterator[tuple[Kind, list, list]]:  # type: ignore[type-arg]
    yield Kind.PRIORITY, [one.row for one in now.every], [one.row for one in was.every]
    for kind, name in (
        (Kind.OBJECTIVE, "objectives"), (Kind.OUTCOME, "outcomes"), (Kind.STEP, "steps"), (Kind.MEASURE, "measures"),
    ):  # fmt: skip
        yield (
            kind,
            *(  # type: ignore[misc]
                [part for one in side.every for part in getattr(one, name)] for side in (now, was)
            ),
        )
