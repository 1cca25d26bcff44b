"""A delivery plan in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.delivery.models import Change
from frankpledge.domain.delivery.queries import StepNow, contradicting
from frankpledge.domain.delivery.queries.telling import aims, by_priority
from frankpledge.domain.delivery.rules import Deed
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.queries.wording import day_words
from frankpledge.domain.plans.rules import Outcome, Status, by_words
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Fact, Happened, Row, Table, Task

# What can be exported can be sent back: these are the heads that an import reads.
HEAD = (
    "number", "priority", "aim", "action", "by", "status", "words", "organisation", "lead", "first_date", "slips",
    "standing",
)  # fmt: skip
FORM_WORDS = {"pdf": "PDF", "docx": "Word", "odt": "OpenDocument", "html": "Web page"}
SHOWN_AT_HOME = 5
_KINDS = {"late": "late", "contradicts": "late", "done": "done"}


def number_of(one: StepNow) -> str:
    """Return the number of a step within its plan: that of its priority, and its own."""
    return f"{one.step.priority.number}.{one.step.number}" if one.step.priority else ""


def facts(rows: Iterable[StepNow]) -> tuple[Fact, ...]:
    """Return how many steps are done, late, moved, and contradict themselves."""
    every = list(rows)
    done = sum(one.stands.kind == "done" for one in every)
    late, moved = sum(one.stands.late for one in every), sum(one.slips > 0 for one in every)
    odd = len(contradicting(every))
    return (
        Fact("Done", f"{done} of {len(every)}", "completed, or completed and going on"),
        Fact("Late", f"{late}", "open, and their date has gone by"),
        Fact("Date changed", f"{moved}", "each change with its reason"),
        Fact("At odds with its date", f"{odd}", "what is said cannot be true of that date"),
    )


def standing_words(rows: Iterable[StepNow]) -> str:
    """Return in a sentence how the steps of a plan stand."""
    told = {fact.label: fact.value for fact in facts(rows)}
    return f"{told['Done']} steps done, {told['Late']} late, {told['At odds with its date']} at odds with its date."


def tables(rows: Iterable[StepNow], slug: str) -> tuple[tuple[str, str, Table], ...]:
    """Return the table of each priority, as partnerships lay it out: name, page, table."""
    return tuple(
        (priority.name, reverse("plans:priority", args=(slug, priority.pk)), _table(priority.name, steps, slug))
        for priority, steps in by_priority(rows).items()
    )


def _table(name: str, steps: list[StepNow], slug: str) -> Table:
    rows = tuple(
        Row(
            (one.step.words, aim, one.by, status_cell(one), one.lead),
            href=reverse("delivery:step", args=(slug, one.step.pk)),
        )
        for one, aim in zip(steps, aims(steps), strict=True)
    )
    heads = ("How", "Where we want to be", "By", "Status", "Lead")
    return Table(f"Delivery of {name}", tuple(Column(head) for head in heads), rows, caption_hidden=True)


def status_cell(one: StepNow) -> str:
    """Return how a step stands as it was said, marked where it is done, late, or belied by its date."""
    kind = _KINDS.get(one.stands.kind)
    words = one.status_words
    if one.stands.late:
        said = one.stands.kind == "contradicts" and words == one.status.label  # it says the status itself
        words = one.stands.words[:1].upper() + one.stands.words[1:] if said else f"{words}; {one.stands.words}"
    return component("tag", words=words, kind=kind) if kind else words


def contradictions(rows: Iterable[StepNow], slug: str) -> tuple[Task, ...]:
    """Return what is said of steps and belied by their dates."""
    return tuple(
        Task(
            one.step.words, reverse("delivery:step", args=(slug, one.step.pk)),
            f"It is {one.stands.words}. One of the two is wrong: say how it stands, or change the date.",
            tag="At odds with its date", late=True,
        )
        for one in contradicting(rows)
    )  # fmt: skip


def documents(plan: Plan, slug: str) -> tuple[Choice, ...]:
    """Return the ways to take a delivery plan along."""
    return tuple(
        Choice(words, reverse("delivery:document", args=(slug, plan.pk, form))) for form, words in FORM_WORDS.items()
    )


def listing(plan: Plan, rows: Iterable[StepNow], *, today: date) -> Listing:
    """Return the steps of a plan as a list that leaves, and that can be sent back."""
    return Listing(
        "delivery-plan", f"Delivery plan, {plan.title}, on {day_words(today)}", HEAD,
        tuple(_cells(one) for one in rows), today,
    )  # fmt: skip


def _cells(one: StepNow) -> tuple[Cell, ...]:
    step = one.step
    words = next((each.words for each in reversed(one.changes) if each.deed == Deed.SAID), "")
    return (
        number_of(one), step.priority.name if step.priority else None, str(step.objective or ""), step.words, step.due,
        step.status, words, step.organisation.name if step.organisation else None, step.lead,
        one.dates[0] if one.dates else None, one.slips, one.stands.words,
    )  # fmt: skip


# ---- one step --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepPage:
    """One step: how it stands, what it serves, who carries it out, and all that happened to it."""

    now: StepNow
    caption: str
    details: tuple[tuple[str, str], ...]
    happened: tuple[Happened, ...]


def step_page(one: StepNow) -> StepPage:
    """Return the page of a step."""
    step = one.step
    priority = step.priority
    details = (
        ("Priority", priority.name if priority else "none"),
        ("Objective", str(step.objective or "none named")),
        ("Lead", one.lead or "nobody"),
        ("Due by", by_words(step.due)),
        ("First due by", by_words(one.dates[0] if one.dates else None)),
        ("Status, as it was said", one.status_words),
        ("Said on", day_words(step.said_on) if step.said_on else "nothing was said"),
        ("Carried out", Outcome(step.outcome).label if step.outcome else "not said yet"),
    )
    caption = f"Step {number_of(one)} · {priority.plan.title}" if priority else ""
    return StepPage(one, caption, details, happened_to(one))


def happened_to(one: StepNow) -> tuple[Happened, ...]:
    """Return all that happened to a step, the latest first."""
    return tuple(Happened(each.at, each.by.name, _deed(each)) for each in reversed(one.changes))


def _deed(one: Change) -> str:
    label = {
        Deed.SAID: f"said “{Status(one.said).label.lower()}” as at {day_words(one.on)}" if one.said else "",
        Deed.MOVED: f"moved it from {by_words(one.was)} to {by_words(one.now)}",
        Deed.DROPPED: "dropped it",
        Deed.REOPENED: "opened it again",
    }[Deed(one.deed)]
    return f"{label}: {one.words}" if one.words else label


# ---- home ------------------------------------------------------------------------------------------------------------


def home_needs(rows: Iterable[StepNow], slug: str) -> HomeContribution:
    """Return the steps that are late or belie their date, the most pressing first."""
    late = list(rows)
    needs = tuple(
        Need(
            one.step.words, reverse("delivery:step", args=(slug, one.step.pk)), f"{one.lead}, due {one.by}.",
            due=one.step.due, tag=one.stands.words[:1].upper() + one.stands.words[1:], late=True,
        )
        for one in late[:SHOWN_AT_HOME]
    )  # fmt: skip
    if more := len(late) - len(needs):
        plan = late[0].step.priority
        href = reverse("delivery:plan", args=(slug, plan.plan_id)) if plan else reverse("plans:list", args=(slug,))
        words = "1 more step of the plan is late" if more == 1 else f"{more} more steps of the plan are late"
        needs = (*needs, Need(words, href, "See the delivery plan."))
    return HomeContribution(needs=needs)
