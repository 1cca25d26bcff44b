"""The delivery plan as a document: the table that partnerships use, dates that changed, and what does not agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frankpledge.domain.delivery.models import Change
from frankpledge.domain.delivery.queries import StepNow, contradicting
from frankpledge.domain.delivery.rules import Deed
from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.plans.queries.wording import day_words, years_words
from frankpledge.domain.plans.rules import by_words
from frankpledge.ground.documents.blocks import (
    Block,
    Callout,
    Column,
    Document,
    Line,
    Plain,
    Row,
    Section,
    Strong,
    Table,
    Text,
)

COLUMNS = (
    Column("Where we want to be", share=0.22), Column("How", share=0.3), Column("By", share=0.14),
    Column("Status", share=0.18), Column("Lead", share=0.16),
)  # fmt: skip


def by_priority(rows: Iterable[StepNow]) -> dict[Priority, list[StepNow]]:
    """Return the steps of a plan under the priority that each serves, in their order."""
    found: dict[Priority, list[StepNow]] = {}
    for one in rows:
        if one.step.priority is not None:
            found.setdefault(one.step.priority, []).append(one)
    return found


def aims(rows: Iterable[StepNow]) -> list[str]:
    """Return beside each step the aim that it serves, said once for all that follow under it."""
    told, last = [], ""
    for one in rows:
        words = str(one.step.objective or "")
        told.append("–" if not words else words if words != last else "as above")
        last = words
    return told


def delivery_document(plan: Plan, rows: Iterable[StepNow], *, on: date) -> Document:
    """Return a delivery plan as a tree, as it stands on a day."""
    every = list(rows)
    sections = [
        Section(f"priority-{place}", priority.name, (_table(priority, steps),))
        for place, (priority, steps) in enumerate(by_priority(every).items(), 1)
    ]
    sections = sections or [Section("nothing", "Steps", (Plain((Text("The plan has no step."),)),))]
    return Document(
        title=f"Delivery plan, {plan.title}",
        subtitle=f"{years_words(plan)}, as it stands on {day_words(on)}",
        partnership=plan.workspace.name,
        status=f"As it stands on {day_words(on)}",
        foot=f"Delivery plan {plan.year}",
        cut_off=on,
        sections=(*sections, *_contradictions(every), *_slips(every)),
        cover=(("Plan", plan.title), ("As it stands on", day_words(on))),
        demonstration="All that this plan tells is invented" if plan.workspace.generated else "",
    )


def _table(priority: Priority, steps: list[StepNow]) -> Table:
    rows = tuple(
        Row(((Text(aim),), (Text(one.step.words),), (Text(one.by),), _status(one), (Text(one.lead),)))
        for one, aim in zip(steps, aims(steps), strict=True)
    )
    return Table(f"How we shall deliver: {priority.name}", "", COLUMNS, rows)


def _status(one: StepNow) -> Line:
    said: Line = (Text(one.status_words),)
    return (*said, Strong(f". {one.stands.words.capitalize()}")) if one.stands.late else said


def _contradictions(rows: list[StepNow]) -> tuple[Section, ...]:
    """Return what is said of steps and belied by their dates: it is told, never put right in silence."""
    blocks: tuple[Block, ...] = tuple(
        Callout("warning", one.step.words, (Text(f"It is {one.stands.words}."),)) for one in contradicting(rows)
    )
    return (Section("contradictions", "What does not agree with its date", blocks),) if blocks else ()


def _slips(rows: list[StepNow]) -> tuple[Section, ...]:
    moved = [(one, each) for one in rows for each in one.changes if each.deed == Deed.MOVED]
    if not moved:
        return ()
    heads = (Column("Step", share=0.4), Column("Was", share=0.14), Column("Now", share=0.14), Column("Why", share=0.32))
    table = Table("Every date that changed, with its reason", "", heads, tuple(_slip(*pair) for pair in moved))
    return (Section("slips", "Dates that changed", (table,)),)


def _slip(one: StepNow, change: Change) -> Row:
    said = (one.step.words, by_words(change.was), by_words(change.now), change.words)
    return Row(tuple((Text(words),) for words in said))
