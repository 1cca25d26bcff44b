"""The plan on a page: of each priority why, what will be different, what we shall do, and how we shall know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from frankpledge.domain.indicators.queries.overview import Line as Judged
from frankpledge.domain.plans.models import Measure
from frankpledge.domain.plans.queries import Whole, WholePriority, authorities
from frankpledge.domain.plans.queries.gates import first_day
from frankpledge.domain.plans.queries.measured import judged, measures_of
from frankpledge.domain.plans.queries.wording import lead_and_day, opening, years_words
from frankpledge.domain.plans.rules import Origin, Standing
from frankpledge.ground.documents.blocks import (
    Absent,
    Document,
    Line,
    Plain,
    Position,
    Section,
    Sheet,
    SheetItem,
    SheetRow,
    Signal,
    Strong,
    Text,
)

MOST_STEPS = 3
MOST = 3  # measures
LONGEST = {"why": 150, "vision": 240, "horizon": 170, "theme": 110, "text": 150}
_NUMBERS = ("none", "one", "both", "all three", "all four", "all five", "all six", "all seven", "all eight")

Cell = tuple[SheetItem, ...]


def page_document(found: Whole, *, on: date) -> Document:
    """Return the plan on a page as a tree of one sheet; where there is no priority yet, a sentence says so."""
    plan = found.plan
    draft = "Draft, not approved"
    printed = plan.origin == Origin.PRINTED
    return Document(
        title=f"{plan.title}: plan on a page",
        subtitle=years_words(plan),
        partnership=plan.workspace.name,
        status=f"As printed: {plan.source}" if printed else draft,
        foot=f"Partnership plan {years_words(plan)}",
        cut_off=on,
        sections=(Section("page", "The plan on a page", (_body(found, on=on),), numbered=False),),
        cover=(("Status", f"As printed: {plan.source}" if printed else draft), ("Years", years_words(plan))),
        demonstration="All that this plan tells is invented" if plan.workspace.generated else "",
    )


def _body(found: Whole, *, on: date) -> Sheet | Plain:
    return sheet(found, on=on) if found.priorities else Plain((Text("The plan has no priority yet."),))


def sheet(found: Whole, *, on: date) -> Sheet:
    """Return the sheet of a plan: a column a priority, and only rows in which something is said."""
    columns = tuple((one.row.name, f"Lead: {one.lead}" if one.lead else "") for one in found.priorities)
    told = judged(measures_of(found), on=on)
    asked: tuple[tuple[str, str, Callable[[WholePriority], Cell]], ...] = (
        ("Why", "from the assessment", _why),
        ("What we aim at", "objectives", _objectives),
        ("What will be different", _by(found), _outcomes),
        ("What we shall do", "steps, lead and date", _steps),
        ("How we shall know", "now → target; has it changed, is the target met", partial(_measures, told=told)),
    )
    down = [SheetRow(label, under, tuple(cell(one) for one in found.priorities)) for label, under, cell in asked]
    rows = (*_start(found), *(row for row in down if any(row.cells)), *_across(found))
    lede = opening(found.text("vision"), LONGEST["vision"]) or f"What we shall do together, {years_words(found.plan)}."
    return Sheet(lede, _partners(found), columns, rows or _start(found))


def _by(found: Whole) -> str:
    said = {outcome.by for one in found.priorities for outcome in one.outcomes}
    return f"by {said.pop()}" if len(said) == 1 and "" not in said else ""


def _item(words: str, under: str = "", *, dash: bool = False) -> SheetItem:
    return SheetItem((Text(words),), under, dash=dash)


def _why(one: WholePriority) -> Cell:
    return (_item(opening(one.row.why, LONGEST["why"])),) if one.row.why else ()


def _objectives(one: WholePriority) -> Cell:
    return tuple(_item(row.words) for row in one.objectives)


def _outcomes(one: WholePriority) -> Cell:
    return tuple(SheetItem((Strong(row.words),)) for row in one.outcomes)


def _steps(one: WholePriority) -> Cell:
    """Return the steps that come first, and how many more there are."""
    dated = sorted(one.steps, key=lambda step: (step.due is None, step.due, step.number or 0))
    shown = tuple(_item(step.words.rstrip("."), lead_and_day(step), dash=True) for step in dated[:MOST_STEPS])
    more = len(dated) - len(shown)
    return (*shown, SheetItem((Absent("withheld", f"and {more} more in the plan"),))) if more else shown


def _measures(one: WholePriority, *, told: Mapping[UUID, Judged]) -> Cell:
    return tuple(_measure(row, told.get(row.indicator_id) if row.indicator_id else None) for row in one.measures[:MOST])


def _measure(row: Measure, judged: Judged | None) -> SheetItem:
    now, target = row.now or "no data", row.target or "no target yet"
    aside = judgements(judged) or ((Absent("missing", "no target yet"),) if not row.target else ())
    return SheetItem((Text(row.words),), f"{now} → {target}" if row.target else now, aside)


def judgements(judged: Judged | None) -> Line:
    """Return whether a measure changed and how it stands against its target, each by words and shape.

    Nothing where it is tied to no indicator, or the board has no value of it.
    """
    if judged is None or not judged.series:
        return ()
    if judged.shown.figure is None:
        return (Absent("missing", f"no data, {judged.shown.label}"),)
    signal, position = judged.judged.signal, judged.judged.position
    stands = Position(position.verdict, "no target yet" if position.verdict == "no_target" else "")
    return (Signal(signal.verdict, signal.side), Text(" "), stands)


def _start(found: Whole) -> tuple[SheetRow, ...]:
    """Return the figures that the plan sets out from."""
    items = tuple(SheetItem((Strong(one.figure), Text(f" {one.words}")), one.source) for one in found.context)
    return (SheetRow("Where we start", "", (items,), across=True),) if items else ()


def _across(found: Whole) -> list[SheetRow]:
    """Return what runs across the priorities: themes, what is watched, money, what is coming, other plans."""
    said = [
        SheetRow(f"Across {_many(found)}", "", (_named(found, Standing.THEME),), across=True),
        SheetRow("How we work", "", (_text(found, "approach", ""),), across=True),
        SheetRow("Also watched", "", (_named(found, Standing.BRIEF),), across=True),
        SheetRow(
            "Around it", "",
            (
                (
                    *_text(found, "money", "Money"), *_text(found, "horizon", "Coming"),
                    *_text(found, "police_plan", "Police and crime plan"),
                ),
            ),
            across=True,
        ),
    ]  # fmt: skip
    return [row for row in said if row.cells[0]]


def _many(found: Whole) -> str:
    many = len(found.priorities)
    return _NUMBERS[many] if many < len(_NUMBERS) else f"all {many}"


def _named(found: Whole, kind: Standing) -> Cell:
    told = []
    for one in found.standing(kind):
        words = opening(one.row.why, LONGEST["theme"])
        told.append(SheetItem((Strong(f"{one.row.name}{':' if words else ''}"), Text(f" {words}" if words else ""))))
    return tuple(told)


def _text(found: Whole, name: str, label: str) -> Cell:
    words = opening(found.text(name), LONGEST["text"])
    if not words:
        return ()
    return (SheetItem((*((Strong(f"{label}: "),) if label else ()), Text(words))),)


def _partners(found: Whole) -> str:
    """Return the responsible authorities on the first day of the plan, by their short names."""
    named = authorities(workspace=found.plan.workspace, on=first_day(found.plan.year))
    return f"Partners: {' · '.join(one.called for one in named)}" if named else found.plan.workspace.name
