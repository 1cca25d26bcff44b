"""A plan and its priorities in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html

from frankpledge.domain.indicators.queries.overview import Line as Judged
from frankpledge.domain.plans.models import Plan, Sent
from frankpledge.domain.plans.queries import Whole, WholePriority
from frankpledge.domain.plans.queries.changes import ADDED, CARRIED, CHANGED, DONE, DROPPED, Changed
from frankpledge.domain.plans.queries.gates import Gate, Lack, first_day
from frankpledge.domain.plans.queries.telling import FATES
from frankpledge.domain.plans.queries.wording import day_words, led_by, opening, years_words
from frankpledge.domain.plans.rules import FourP, LeftOutKind, Origin, Outcome, PlanState, Standing, by_words
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.domain.risks.queries import Line as Faced
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Button, Choice, Column, Covered, Fact, Row, Table, Task
from frankpledge.statute.plan import plan_texts, strategies

PLAN_FORM_WORDS = {"pdf": "PDF", "docx": "Word", "odt": "OpenDocument", "html": "Web page"}
PAGE_FORM_WORDS = {"pdf": "PDF, one landscape side", "html": "Web page", "docx": "Word"}
_LONG = 140


def state_words(plan: Plan) -> str:
    """Return how a plan stands, with the decision that approved it."""
    if plan.origin == Origin.PRINTED:
        return f"History: printed in {plan.source}"
    told = PlanState(plan.state).label
    return f"{told} on {day_words(plan.decided_on)}: {plan.decision}" if plan.decided_on else told


def known_words(plan: Plan) -> str:
    """Return how a plan stands in few words, for the head of its page."""
    if plan.origin == Origin.PRINTED:
        return "History, as printed"
    told = PlanState(plan.state).label
    return f"{told} on {day_words(plan.decided_on)}" if plan.decided_on else told


def plans_table(plans: Iterable[Plan], slug: str) -> Table:
    """Return plans as a table, the latest first."""
    rows = tuple(
        Row((one.title, years_words(one), state_words(one)), href=reverse("plans:one", args=(slug, one.pk)))
        for one in plans
    )
    return Table("Plans", (Column("Plan"), Column("Years"), Column("State")), rows, caption_hidden=True)


def facts(found: Whole) -> tuple[Fact, ...]:
    """Return how much a plan holds, and how far its steps are."""
    steps = [step for one in found.every for step in one.steps]
    done = sum(step.outcome == Outcome.IMPLEMENTED or step.status in {"completed", "continuing"} for step in steps)
    measures = [row for one in found.every for row in one.measures]
    tied = sum(row.indicator_id is not None for row in measures)
    themes, briefs = (len(found.standing(one)) for one in (Standing.THEME, Standing.BRIEF))
    return (
        Fact("Priorities", f"{len(found.priorities)}", f"{_of(themes, 'theme')}, {_of(briefs, 'watching brief')}"),
        Fact("Steps", f"{len(steps)}", f"{done} of them done"),
        Fact("Measures", f"{len(measures)}", f"{tied} tied to an indicator"),
        Fact("Authorities", f"{len(found.shares)}", "say what they put in"),
    )


def _of(many: int, words: str) -> str:
    return f"1 {words}" if many == 1 else f"{many} {words}s"


def priorities_table(found: Iterable[WholePriority], slug: str, caption: str) -> Table:
    """Return priorities, themes or watching briefs as a table."""
    rows = tuple(
        Row(
            (
                one.row.name, one.lead or "–", one.outcomes[0].words if one.outcomes else opening(one.row.why, _LONG),
                f"{len(one.steps)}" if one.steps else "–",
            ),
            href=reverse("plans:priority", args=(slug, one.row.pk)),
        )
        for one in found
    )  # fmt: skip
    columns = (
        Column("Priority"),
        Column("Lead"),
        Column("What will be different, or why"),
        Column("Steps", right=True),
    )
    return Table(caption, columns, rows, caption_hidden=True)


# ---- what is lacking -----------------------------------------------------------------------------------------------


def covered(found: Iterable[Gate]) -> tuple[Covered, ...]:
    """Return every content that is asked of a plan, and whether it is there."""
    return tuple(
        Covered(
            f"{one.label}{f', reg {one.code}' if one.code else ''}",
            "present" if one.passed else "incomplete",
            one.words if one.passed else f"{len(one.lacks)} missing",
        )
        for one in found
    )


def lacks(plan: Plan, found: Iterable[Gate]) -> tuple[Task, ...]:
    """Return what is missing, each with the page on which it is made good."""
    return tuple(Task(lack.words, _cure(plan, lack), gate.label) for gate in found for lack in gate.lacks)


def _cure(plan: Plan, lack: Lack) -> str:
    slug = plan.workspace.slug
    if lack.place == "texts":
        return reverse("plans:describe", args=(slug, plan.pk))
    if lack.about is not None:
        return reverse("plans:priority", args=(slug, lack.about))
    return reverse("plans:add", args=(slug, plan.pk, lack.place))


# ---- the parts of the whole ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A text of the whole plan under its label."""

    label: str
    paragraphs: tuple[str, ...]


def texts(found: Whole) -> tuple[Told, ...]:
    """Return what is said once for the whole plan, but its vision, which stands at the head."""
    said = ((one, found.text(one.id)) for one in plan_texts() if one.id != "vision")
    return tuple(Told(one.label, _paragraphs(words)) for one, words in said if words)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(part for part in words.split("\n\n") if part.strip())


def tables(found: Whole, *, writes: bool) -> tuple[tuple[str, str, Table], ...]:
    """Return (title, kind, table) of what stands under the whole plan: context, authorities, what is left out."""
    said = (
        ("Where it sets out from", Kind.CONTEXT, ("Figure", "What it tells", "Source, period and base"),
         [(one, (one.figure, one.words, one.source)) for one in found.context]),
        ("What each authority puts in", Kind.SHARE, ("Authority", "Resources", "How it will measure success"),
         [(one, (one.organisation.name, one.resources or "not said", one.success or "not said"))
          for one in found.shares]),
        ("Not taken up", Kind.LEFT_OUT, ("What the assessment puts forward", "Why not"),
         [(one, (one.words, one.reason)) for one in found.left_out if one.kind == LeftOutKind.RECOMMENDATION]),
    )  # fmt: skip
    return tuple(
        (title, kind.value, _table(title, heads, rows, found.plan, kind, writes=writes))
        for title, kind, heads, rows in said
        if rows
    )


def _table(
    title: str, heads: Iterable[str], rows: Iterable[tuple[Any, tuple[str, ...]]], plan: Plan, kind: Kind,
    *, writes: bool,
) -> Table:  # fmt: skip
    shown = tuple(
        Row(cells, href=reverse("plans:edit", args=(plan.workspace.slug, plan.pk, kind, row.pk)) if writes else "")
        for row, cells in rows
    )
    return Table(title, tuple(Column(head) for head in heads), shown, caption_hidden=True)


def changes_table(log: Sequence[Changed]) -> Table:
    """Return what changed from the plan before, what is new and what is gone first; what was carried on by its kind."""
    order = (ADDED, DROPPED, CHANGED, DONE)
    rows = [
        Row((component("tag", words=FATES[one.fate]), one.kind.label, one.words, _before(one)))
        for one in sorted((one for one in log if one.fate != CARRIED), key=lambda one: order.index(one.fate))
    ]
    carried: dict[str, list[str]] = {}
    for one in log:
        if one.fate == CARRIED:
            carried.setdefault(one.kind.label, []).append(one.words)
    for kind, words in carried.items():
        rows.append(Row((component("tag", words=FATES[CARRIED]), kind, "; ".join(words), "–")))
    columns = (Column("What became of it"), Column("Part"), Column("Words"), Column("Before, or why"))
    return Table("What changed", columns, tuple(rows), caption_hidden=True)


def _before(one: Changed) -> str:
    return f"Was: {one.was}" if one.was else one.why or "–"


def copies_table(copies: Iterable[Sent]) -> Table:
    """Return the copies that were sent."""
    rows = tuple(Row((one.recipient, day_words(one.on), str(one.edition.number), one.how or "–")) for one in copies)
    columns = (Column("To"), Column("On"), Column("Edition", right=True), Column("How"))
    return Table("Copies sent", columns, rows, caption_hidden=True)


def documents(plan: Plan, slug: str) -> tuple[Choice, ...]:
    """Return the ways to take a plan and its page along."""
    page = Choice("The plan on a page", reverse("plans:page", args=(slug, plan.pk)))
    whole = [
        Choice(f"The whole plan, {words}", _file(plan, slug, "plan", form)) for form, words in PLAN_FORM_WORDS.items()
    ]
    return (page, *whole)


def page_documents(plan: Plan, slug: str) -> tuple[Choice, ...]:
    """Return the ways to take the plan on a page along."""
    return tuple(Choice(words, _file(plan, slug, "page", form)) for form, words in PAGE_FORM_WORDS.items())


def _file(plan: Plan, slug: str, what: str, form: str) -> str:
    return reverse("plans:file", args=(slug, plan.pk, what, form))


def editions_words(editions: Iterable[Edition]) -> tuple[str, ...]:
    """Return the editions of a plan in words."""
    return tuple(
        f"{one.kind.capitalize()}, edition {one.number}, approved by {one.approved_by.name} on "
        f"{day_words(one.approved_at.date())}"
        for one in editions
    )


# ---- one priority --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PriorityPage:
    """A priority with its parts, each with the page that changes it where the reader may."""

    why: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str, Table], ...]
    equality: tuple[str, ...]
    risks: tuple[str, ...]
    faced: Table | None
    adds: tuple[Button, ...]


def priority_page(
    one: WholePriority, slug: str, *, writes: bool, faced: tuple[Faced, ...] = (),
    judged: Mapping[UUID, Judged] | None = None,
) -> PriorityPage:  # fmt: skip
    """Return the page of a priority: `faced` are the risks that it names, `judged` how its indicators stand."""
    row, plan = one.row, one.row.plan
    sections = (
        ("Objectives", Kind.OBJECTIVE, ("Objective",), [(each, (each.words,)) for each in one.objectives]),
        ("What will be different", Kind.OUTCOME, ("Outcome", "By"),
         [(each, (each.words, each.by or "–")) for each in one.outcomes]),
        ("Steps", Kind.STEP, ("Step", "Objective", "Lead", "By"),
         [(each, (each.words, str(each.objective or "–"), led_by(each), by_words(each.due))) for each in one.steps]),
        ("How it will be known", Kind.MEASURE, ("Measure", "Now", "Target", "Signal, position", "Source and base"),
         [(each, (_measure(each), each.now or "no data", each.target or "no target yet",
                  _stands(each, judged or {}), each.source or "not said")) for each in one.measures]),
    )  # fmt: skip
    adds = tuple(
        Button(f"Add {one_of(kind)}", f"{reverse('plans:add', args=(slug, plan.pk, kind))}?priority={row.pk}")
        for _, kind, _, _ in sections
    )
    shown = ((title, kind, heads, rows) for title, kind, heads, rows in sections if rows)
    return PriorityPage(
        why=_paragraphs(row.why),
        details=_details(one),
        parts=tuple((t, k.value, _table(t, heads, rows, plan, k, writes=writes)) for t, k, heads, rows in shown),
        equality=_paragraphs(row.equality),
        risks=_paragraphs(row.risks),
        faced=_faced(faced, slug) if faced else None,
        adds=adds if writes else (),
    )


def _faced(faced: Iterable[Faced], slug: str) -> Table:
    """Return rows of the risk register, each leading to its page."""
    rows = tuple(
        Row(
            (
                f"Risk {one.number}: {one.title}", one.organisation,
                f"{one.current.words}; {one.judgement.words}" if one.current else "not scored",
            ),
            href=reverse("risks:one", args=(slug, one.id)),
        )
        for one in faced
    )  # fmt: skip
    heads = (Column("Risk"), Column("Owner"), Column("Score and appetite"))
    return Table("Rows of the risk register", heads, rows, caption_hidden=True)


def _stands(row: Any, judged: Mapping[UUID, Judged]) -> str:
    line = judged.get(row.indicator_id) if row.indicator_id else None
    if line is None or not line.series:
        return "no indicator" if not row.indicator_id else "not before the board yet"
    if line.shown.figure is None:
        return component("absent", kind="missing")
    signal, position = line.judged.signal, line.judged.position
    told = component("signal", verdict=signal.verdict, polarity=signal.side, words=signal.said)
    return format_html("{} {}", told, component("position", standing=position.standing, words=position.said))


def measures_table(rows: Iterable[Any], judged: Mapping[UUID, Judged], slug: str) -> Table | None:
    """Return the measures that are tied to an indicator as they stand now; None where none is."""
    tied = [row for row in rows if row.indicator_id in judged and judged[row.indicator_id].series]
    if not tied:
        return None
    shown = tuple(
        Row(
            (row.words, judged[row.indicator_id].printed, judged[row.indicator_id].shown.label, _stands(row, judged)),
            href=reverse("performance:one", args=(slug, row.indicator_id)),
        )
        for row in tied
    )
    heads = (Column("Measure"), Column("Figure", right=True), Column("Period"), Column("Signal, position"))
    return Table("How the measures stand before the board", heads, shown, caption_hidden=True)


def _measure(row: Any) -> str:
    return f"{row.words} ({row.indicator.reference})" if row.indicator_id else row.words


def one_of(kind: Kind) -> str:
    """Return one part of a kind, as a button names it."""
    told = {
        Kind.OBJECTIVE: "an objective", Kind.OUTCOME: "an outcome", Kind.SHARE: "an authority",
        Kind.CONTEXT: "a figure", Kind.LEFT_OUT: "what is not taken up",
    }  # fmt: skip
    return told.get(kind, f"a {kind.label.lower()}")


def _details(one: WholePriority) -> tuple[tuple[str, str], ...]:
    row = one.row
    law = {each.id: each.label for each in strategies(on=first_day(row.plan.year))}
    carried = ", ".join(law.get(name, name) for name in row.strategies)
    told = [
        ("Stands as", Standing(row.standing).label),
        ("Lead", one.lead or "nobody yet"),
        ("From the assessment", row.recommended or (f"not recommended: {row.departs}" if row.departs else "not said")),
        ("Strategies", carried or "none named"),
        ("Four Ps", ", ".join(FourP(each).label for each in row.four_ps) or "none named"),
        ("Police and crime plan", row.commissioner or "none named"),
    ]
    if row.came_from:
        told.append(("Goes on from", row.came_from.plan.title))
    return tuple(told)
