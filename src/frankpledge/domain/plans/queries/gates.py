"""What a plan lacks before it may go before its board: each lack says what it is and where it is made good.

The contents are those that the regulations ask for on the first day of the plan's year (`statute.contents`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.plans.queries import Whole, WholePriority, authorities
from frankpledge.domain.plans.queries.recommended import recommendations
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.statute.contents import plan_contents
from frankpledge.statute.plan import plan_texts, strategies, term_of

HOUSE = "house"


@dataclass(frozen=True)
class Lack:
    """One thing that is missing. `place`: what is opened to make it good: texts, a kind of part, or a priority."""

    words: str
    place: str
    about: UUID | None = None


@dataclass(frozen=True)
class Gate:
    """One content of a plan: what the law, or good practice, asks, and what is missing of it."""

    id: str
    code: str
    label: str
    words: str
    source: str
    lacks: tuple[Lack, ...]

    @property
    def passed(self) -> bool:
        """Return whether nothing is missing."""
        return not self.lacks


def first_day(year: str) -> date:
    """Return the first day of a year from April to March."""
    return FinancialYear.parse(year).window.first.first_day


def nation_of(found: Whole) -> str:
    """Return in which nation the plan is made: england where the workspace serves no area yet."""
    serves = getattr(found.plan.workspace, "partnership", None)
    return str(serves.nation) if serves is not None else "england"


def gates(found: Whole) -> tuple[Gate, ...]:
    """Return every content of a plan in the order of the regulation, with what it lacks of it."""
    asked = plan_contents(on=first_day(found.plan.year), nation=nation_of(found))
    told = [
        Gate(one.id, one.code, one.label, one.words, one.source, tuple(_ASKED.get(one.id, _nothing)(found)))
        for one in asked
    ]
    told.append(
        Gate(
            HOUSE, "", "Fit to be carried out", "Each priority has its lead, objective, outcome and equality note",
            "Equality Act 2010 s149 for the note; else the practice of partnerships", tuple(_house(found)),
        )
    )  # fmt: skip
    return tuple(told)


def lacking(found: Whole) -> tuple[Lack, ...]:
    """Return everything that a plan lacks."""
    return tuple(lack for gate in gates(found) for lack in gate.lacks)


def _nothing(_: Whole) -> Iterator[Lack]:
    yield from ()


def _term(found: Whole) -> Iterator[Lack]:
    term = term_of(nation_of(found))
    first, last = (FinancialYear.parse(one).start for one in (found.plan.first_year, found.plan.last_year))
    if term.fixed and last - first + 1 != term.years:
        yield Lack(f"The plan does not run for {term.years} years.", "texts")


def _strategy(found: Whole) -> Iterator[Lack]:
    carried = {name for one in found.every for name in one.row.strategies}
    for one in strategies(on=first_day(found.plan.year)):
        if one.id not in carried:
            yield Lack(
                f"Nothing in the plan carries the strategy on {one.label.lower()} ({one.source}).", Kind.PRIORITY
            )


def _priorities(found: Whole) -> Iterator[Lack]:
    plan = found.plan
    if plan.assessment is None:
        yield Lack("No edition of an assessment is named that the plan considered.", "texts")
    if not found.text("agreement"):
        yield Lack("It is not said which community safety agreement was considered, or why none.", "texts")
    if not found.priorities:
        yield Lack("The plan has no priority.", Kind.PRIORITY)
    for one in found.priorities:
        if not (one.row.recommended or one.row.departs):
            yield _of(one, "is not tied to what the assessment recommends, and it is not said why the board departs")
    answered = {one.row.recommended for one in found.every} | {one.words for one in found.left_out}
    for words in recommendations(plan.assessment):
        if words not in answered:
            yield Lack(
                f"The assessment puts “{words}” forward: nothing takes it up, and no reason is given.", Kind.LEFT_OUT
            )


def _steps(found: Whole) -> Iterator[Lack]:
    for one in found.priorities:
        if not one.steps:
            yield _of(one, "has no step")
        for step in one.steps:
            if step.due is None:
                yield _of(one, f"has a step without a date: “{step.words}”")
            if not step.lead:
                yield _of(one, f"has a step without a lead: “{step.words}”")


def _resources(found: Whole) -> Iterator[Lack]:
    told = {one.organisation_id for one in found.shares if one.resources}
    for one in authorities(workspace=found.plan.workspace, on=first_day(found.plan.year)):
        if one.pk not in told:
            yield Lack(f"It is not said how {one.name} should allocate and deploy its resources.", Kind.SHARE)


def _measures(found: Whole) -> Iterator[Lack]:
    told = {one.organisation_id for one in found.shares if one.success}
    for one in authorities(workspace=found.plan.workspace, on=first_day(found.plan.year)):
        if one.pk not in told:
            yield Lack(f"It is not said how {one.name} will measure its success.", Kind.SHARE)
    for each in found.priorities:
        if not each.measures:
            yield _of(each, "has no measure")
        for measure in each.measures:
            if not (measure.now and measure.target):
                yield _of(each, f"has a measure without where it stands, or without a target: “{measure.words}”")


def _engagement(found: Whole) -> Iterator[Lack]:
    for one in plan_texts():
        if one.needed and one.part == "engagement" and not found.text(one.id):
            yield Lack(f"Nothing is said of: {one.label.lower()} ({one.source}).", "texts")


def _house(found: Whole) -> Iterator[Lack]:
    if not found.text("vision"):
        yield Lack("The plan has no vision.", "texts")
    for one in found.priorities:
        for there, words in (
            (one.lead, "has no lead"), (one.objectives, "has no objective"), (one.outcomes, "has no outcome"),
            (one.row.equality, "has no equality note"), (one.row.why, "does not say what the assessment found"),
        ):  # fmt: skip
            if not there:
                yield _of(one, words)


def _of(one: WholePriority, words: str) -> Lack:
    return Lack(f"“{one.row.name}” {words}.", Kind.PRIORITY, one.row.pk)


_ASKED: Mapping[str, Callable[[Whole], Iterator[Lack]]] = {
    "term": _term, "strategy": _strategy, "priorities": _priorities, "steps": _steps, "resources": _resources,
    "measures": _measures, "engagement": _engagement,
}  # fmt: skip
