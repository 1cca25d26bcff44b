"""Work plans in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.action_log.rules import Progress, in_words
from frankpledge.domain.work_plans.models import Change, Line, Plan
from frankpledge.domain.work_plans.queries import LineNow
from frankpledge.domain.work_plans.rules import Deed, PlanState, Status, quarter_words
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Happened, Row, Table

# What can be exported can be sent back: the first of these are the heads that an import reads.
HEAD = (
    "number", "line", "priority", "objective", "organisation", "person", "deputy", "quarter", "measure", "status",
    "said", "words", "first_quarter", "moves", "closed_on", "came_from",
)  # fmt: skip
SHOWN_AT_HOME = 5


def state_words(plan: Plan) -> str:
    """Return how a plan stands, with the decision that approved it."""
    told = PlanState(plan.state).label
    if plan.decision and plan.approved_on:
        return f"{told}: decision {plan.decision} of {in_words(plan.approved_on)}"
    return told


def plans_table(plans: Iterable[tuple[Plan, list[LineNow]]], slug: str) -> Table:
    """Return work plans as a table, with what became of their lines."""
    rows = tuple(
        Row(
            (
                f"{plan.body}, {plan.year}",
                state_words(plan),
                f"{len(lines):,}",
                *(f"{count:,}" for count in _counts(lines)),
            ),
            href=reverse("work_plans:one", args=(slug, plan.pk)),
        )
        for plan, lines in plans
    )
    counted = ("Lines", "Done", "Late", "Dropped", "Carried over")
    columns = (Column("Work plan"), Column("State"), *(Column(head, right=True) for head in counted))
    return Table("Work plans", columns, rows, caption_hidden=True)


def _counts(lines: Iterable[LineNow]) -> tuple[int, int, int, int]:
    told = list(lines)
    return (
        sum(one.status is Status.DONE for one in told),
        sum(one.standing.late for one in told),
        sum(one.status is Status.DROPPED for one in told),
        sum(one.status is Status.CARRIED for one in told),
    )


def facts(lines: list[LineNow]) -> tuple[Fact, ...]:
    """Return what became of the lines of a plan."""
    done, late, dropped, carried = _counts(lines)
    after = sum(one.standing.kind == "done_late" for one in lines)
    moved = sum(one.moves > 0 for one in lines)
    return (
        Fact("Done", f"{done:,} of {len(lines):,}", f"{after:,} after their quarter" if after else "in their quarter"),
        Fact("Late", f"{late:,}", "open, and their quarter is over" if late else "none is late"),
        Fact("Moved", f"{moved:,}", "due in another quarter than first agreed"),
        Fact("Dropped, carried over", f"{dropped:,}, {carried:,}", "each with its reason"),
    )


def lines_table(lines: Iterable[LineNow], slug: str) -> Table:
    """Return the lines of a plan as a table."""
    rows = tuple(
        Row(
            (
                f"{one.line.number}. {one.line.wording}",
                one.line.priority or "–",
                f"{one.line.organisation}{f': {one.line.person}' if one.line.person else ''}",
                due_words(one),
                standing_cell(one),
            ),
            href=reverse("work_plans:line", args=(slug, one.line.pk)),
        )
        for one in lines
    )
    columns = (Column("Line"), Column("Priority"), Column("Lead"), Column("Due"), Column("Standing"))
    return Table("Lines", columns, rows, caption_hidden=True)


def due_words(one: LineNow) -> str:
    """Return in which quarter a line is due, and from which it was moved."""
    moved = f", moved from Q{one.first_quarter}" if one.moves else ""
    return f"Q{one.line.quarter}{moved}"


def standing_cell(one: LineNow) -> str:
    """Return how a line stands, marked where it is late, at risk or done."""
    words = one.standing.words[:1].upper() + one.standing.words[1:]
    kind = {"late": "late", "at_risk": "late", "done": "done", "done_late": "done"}.get(one.standing.kind)
    return component("tag", words=words, kind=kind) if kind else words


def listing(plan: Plan, lines: Iterable[LineNow], *, today: date) -> Listing:
    """Return the lines of a plan as a list that leaves, and that can be sent back."""
    rows = tuple(_cells(one) for one in lines)
    return Listing("work-plan", f"{plan}, on {in_words(today)}", HEAD, rows, today)


def _cells(one: LineNow) -> tuple[Cell, ...]:
    line = one.line
    return (
        line.number, line.wording, line.priority, line.objective, line.organisation.name,
        line.person.name if line.person else None, line.deputy.name if line.deputy else None, f"Q{line.quarter}",
        line.measure, line.status, one.said.value if one.said else None, one.words, f"Q{one.first_quarter}", one.moves,
        line.closed_on, f"{line.came_from.plan.year}, line {line.came_from.number}" if line.came_from else None,
    )  # fmt: skip


# ---- one line --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LinePage:
    """One line: how it stands, who does it, where it came from and went to, and all that happened to it."""

    now: LineNow
    caption: str
    details: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    happened: tuple[Happened, ...]


def line_page(one: LineNow, slug: str) -> LinePage:
    """Return the page of a line."""
    line = one.line
    details = [
        ("Lead organisation", line.organisation.name),
        ("Person", line.person.name if line.person else "nobody named"),
        ("Deputy", line.deputy.name if line.deputy else "nobody named"),
        ("Due in", quarter_words(line.plan.year, line.quarter)),
        ("First due in", f"Q{one.first_quarter}"),
        ("Priority", line.priority or "not said"),
        ("Objective", line.objective or "not said"),
        ("To show that it is done", line.measure or "not said"),
    ]
    links = [(str(line.plan), reverse("work_plans:one", args=(slug, line.plan_id)))]
    after = getattr(line, "went_to", None)
    for other, words in ((line.came_from, "Carried over from"), (after, "Carried over to")):
        if other is not None:
            href = reverse("work_plans:line", args=(slug, other.pk))
            links.append((f"{words} {other.plan.year}, line {other.number}", href))
    return LinePage(
        one, f"Line {line.number} · {line.plan}", tuple(details), tuple(links), happened_to(line, one.changes)
    )


def happened_to(line: Line, changes: Iterable[Change]) -> tuple[Happened, ...]:
    """Return all that happened to a line, the latest first."""
    began = "carried it over from the year before" if line.came_from_id else "wrote it"
    told = [Happened(line.recorded_at, line.recorded_by.name, began)]
    told += [Happened(one.at, one.by.name, _deed(one)) for one in changes]
    return tuple(reversed(told))


def _deed(one: Change) -> str:
    label = {
        Deed.REPORTED: f"said “{Progress(one.said).label.lower()}”" if one.said else "",
        Deed.MOVED: f"moved it from Q{one.was} to Q{one.now}",
        Deed.AMENDED: "put it right",
        Deed.DROPPED: "dropped it",
        Deed.REOPENED: "opened it again",
        Deed.CARRIED: f"carried it over, due in Q{one.now} of the next year",
    }[Deed(one.deed)]
    return f"{label}: {one.words}" if one.words else label


def plan_happened(plan: Plan, lines: Iterable[LineNow], *, most: int) -> tuple[Happened, ...]:
    """Return what happened to a plan and its lines, the latest first, as many as are shown."""
    told = [Happened(plan.recorded_at, plan.recorded_by.name, "started the plan")]
    for one in lines:
        told += [Happened(each.at, each.by.name, f"line {one.line.number}: {_deed(each)}") for each in one.changes]
    return tuple(sorted(told, key=lambda each: each.at, reverse=True)[:most])


# ---- home ------------------------------------------------------------------------------------------------------------


def home_needs(lines: Iterable[LineNow], slug: str) -> HomeContribution:
    """Return the lines that wait for the reader, the most pressing first."""
    needs = [
        Need(
            title=f"Work plan of {one.line.plan.body}: {one.line.wording}",
            href=reverse("work_plans:line", args=(slug, one.line.pk)),
            words=f"{one.line.organisation}, {due_words(one)}.",
            due=one.due,
            tag=one.standing.words[:1].upper() + one.standing.words[1:],
            late=one.standing.late,
        )
        for one in lines
    ]
    shown = tuple(needs[:SHOWN_AT_HOME])
    if more := len(needs) - len(shown):
        words = "1 more line of a work plan waits" if more == 1 else f"{more:,} more lines of work plans wait"
        shown = (*shown, Need(words, reverse("work_plans:list", args=(slug,)), "See the work plans."))
    return HomeContribution(needs=shown)
