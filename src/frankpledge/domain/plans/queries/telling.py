"""The plan as a document: what the regulation asks, in its order, priority by priority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frankpledge.domain.plans.queries import Whole, WholePriority, whole
from frankpledge.domain.plans.queries.changes import ADDED, CARRIED, CHANGED, DONE, DROPPED, Changed, change_log
from frankpledge.domain.plans.queries.gates import Gate, first_day, gates
from frankpledge.domain.plans.queries.wording import led_by, years_words
from frankpledge.domain.plans.rules import FourP, LeftOutKind, Origin, Outcome, Standing, by_words
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Column,
    Document,
    Line,
    Paragraph,
    Plain,
    Row,
    Section,
    State,
    Strong,
    Subheading,
    Table,
    Text,
)
from frankpledge.statute.plan import plan_texts, strategies

FATES = {
    CARRIED: "Carried", CHANGED: "Changed", ADDED: "Added", DROPPED: "Dropped", DONE: "Done, and left behind",
}  # fmt: skip
_NONE: Line = (Absent("missing", "not said"),)


def plan_document(found: Whole, *, on: date) -> Document:
    """Return a plan as a tree, as it stands: a draft until its edition says otherwise."""
    plan = found.plan
    status = f"As printed: {plan.source}" if plan.origin == Origin.PRINTED else "Draft, not approved"
    sections = (
        _in_short(found),
        _strategies(found),
        _priorities(found),
        *(_priority(one, f"priority-{place}") for place, one in enumerate(found.priorities, 1)),
        *_others(found),
        *_authorities(found),
        *_texts("engagement", "How people are heard, can help, and are told", found),
        *_texts("considered", "What was considered", found),
        *_texts("resources", "Money", found),
        *_changes(found),
        *_coverage(found),
    )
    return Document(
        title=plan.title,
        subtitle=f"Partnership plan {years_words(plan)}",
        partnership=plan.workspace.name,
        status=status,
        foot=f"Partnership plan {plan.year}",
        cut_off=on,
        sections=sections,
        cover=(
            ("Status", status),
            ("Years", years_words(plan)),
            ("Assessment considered", str(plan.assessment) if plan.assessment else "none named"),
        ),
        demonstration="All that this plan tells is invented" if plan.workspace.generated else "",
    )


def _said(words: str) -> Line:
    return (Text(words),) if words else _NONE


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph((Text(part),)) for part in text.split("\n\n") if part.strip()]


def _table(title: str, heads: Iterable[tuple[str, float]], rows: Iterable[Iterable[Line]], *, about: str = "") -> Table:
    columns = tuple(Column(head, share=share) for head, share in heads)
    return Table(title, about, columns, tuple(Row(tuple(cells)) for cells in rows))


# ---- sections ------------------------------------------------------------------------------------------------------


def _in_short(found: Whole) -> Section:
    blocks: list[Block] = _paragraphs(found.text("vision")) or [Plain((Text("No vision is written yet."),))]
    blocks += _paragraphs(found.text("approach"))
    if found.context:
        heads = (("Figure", 0.2), ("What it tells", 0.4), ("Source, period and base", 0.4))
        rows = (((Strong(one.figure),), _said(one.words), _said(one.source)) for one in found.context)
        blocks.append(_table("Where the plan sets out from", heads, rows))
    return Section("in-short", "The plan in short", tuple(blocks))


def _strategies(found: Whole) -> Section:
    rows = []
    for one in strategies(on=first_day(found.plan.year)):
        by = [each.row.name for each in found.every if one.id in each.row.strategies]
        rows.append((_said(one.words), _said(", ".join(by)), _said(one.source)))
    heads = (("Strategy", 0.4), ("Carried by", 0.36), ("Law", 0.24))
    table = _table("The strategies of the responsible authorities, and what carries each", heads, rows)
    return Section("strategies", "Strategies", (table,))


def _priorities(found: Whole) -> Section:
    plan = found.plan
    blocks: list[Block] = []
    if plan.assessment:
        blocks.append(Paragraph((Text(f"The board considered {plan.assessment}."),), note="SI 2007/1830 reg 10"))
    rows = [(_said(one.row.name), _said(one.lead), _from(one)) for one in found.priorities]
    heads = (("Priority", 0.26), ("Lead", 0.28), ("From the assessment, or why not", 0.46))
    blocks.append(
        _table("The priorities, and whence each came", heads, rows)
        if rows
        else Plain((Text("The plan has no priority yet."),))
    )
    left = [one for one in found.left_out if one.kind == LeftOutKind.RECOMMENDATION]
    if left:
        pairs = ((_said(one.words), _said(one.reason)) for one in left)
        title = "What the assessment puts forward and the board does not take up"
        blocks.append(_table(title, (("Matter", 0.4), ("Why", 0.6)), pairs))
    return Section("priorities", "Priorities", tuple(blocks))


def _from(one: WholePriority) -> Line:
    if one.row.recommended:
        return (Text(f"Recommended as “{one.row.recommended}”."),)
    return (Text(f"Not recommended: {one.row.departs}"),) if one.row.departs else _NONE


def _priority(one: WholePriority, ref: str) -> Section:
    row = one.row
    blocks: list[Block] = [Plain((Strong("Lead: "), Text(one.lead or "not said"), *_tags(one)))]
    blocks += _paragraphs(row.why)
    for title, rows in (("Objectives", one.objectives), ("Outcomes", one.outcomes)):
        if rows:
            blocks.append(Subheading(title))
            blocks += [Plain((Text(f"{each}{_by(each)}"),)) for each in rows]
    if one.steps:
        heads = (("Step", 0.5), ("Lead", 0.28), ("By", 0.22))
        steps = ((_said(each.words), _said(led_by(each)), _said(by_words(each.due))) for each in one.steps)
        blocks.append(_table(f"Steps: {row.name}", heads, steps))
    if one.measures:
        heads_ = (("Measure", 0.34), ("Now", 0.16), ("Target", 0.18), ("Source, period and base", 0.32))
        told = ((_said(m.words), _said(m.now), _said(m.target), _said(m.source)) for m in one.measures)
        blocks.append(_table(f"How it will be known: {row.name}", heads_, told))
    for label, words in (("Equality", row.equality), ("What could go wrong", row.risks)):
        if words:
            blocks.append(Paragraph((Strong(f"{label}. "), Text(words))))
    faced = "; ".join(f"risk {each.number}, {each.title}" for each in row.register_risks.order_by("number"))
    if faced:
        blocks.append(Paragraph((Strong("In the risk register. "), Text(f"{faced}."))))
    return Section(ref, row.name, tuple(blocks))


def _by(row: object) -> str:
    by = getattr(row, "by", "")
    return f", by {by}" if by else ""


def _tags(one: WholePriority) -> Line:
    tags = [FourP(each).label for each in one.row.four_ps]
    if one.row.commissioner:
        tags.append(f"police and crime plan: {one.row.commissioner}")
    return (Text(f". Tags: {', '.join(tags)}"),) if tags else ()


def _others(found: Whole) -> tuple[Section, ...]:
    every = (*found.standing(Standing.THEME), *found.standing(Standing.BRIEF))
    if not every:
        return ()
    heads = (("What", 0.26), ("As what", 0.2), ("Why, and how", 0.54))
    rows = ((_said(one.row.name), _said(Standing(one.row.standing).label), _said(one.row.why)) for one in every)
    table = _table("What runs across the priorities, and what is watched", heads, rows)
    return (Section("themes", "Themes and watching briefs", (table,)),)


def _authorities(found: Whole) -> tuple[Section, ...]:
    if not found.shares:
        return ()
    heads = (("Authority", 0.22), ("How it should use its resources", 0.39), ("How it will measure success", 0.39))
    rows = ((_said(one.organisation.name), _said(one.resources), _said(one.success)) for one in found.shares)
    table = _table("What each authority puts in, and how it will measure success", heads, rows)
    return (Section("authorities", "Resources and success", (table,)),)


def _texts(part: str, title: str, found: Whole) -> tuple[Section, ...]:
    blocks: list[Block] = []
    for one in plan_texts():
        if one.part == part and found.text(one.id):
            blocks += [Subheading(one.label), *_paragraphs(found.text(one.id))]
    return (Section(part, title, tuple(blocks)),) if blocks else ()


def _changes(found: Whole) -> tuple[Section, ...]:
    log = change_log(found)
    before = found.plan.came_from
    if not log or before is None:
        return ()
    heads = (("Part", 0.14), ("What became of it", 0.18), ("Words", 0.38), ("Before, or why", 0.3))
    table = _table(f"What changed since the plan of {before.year}", heads, (_change(one) for one in log))
    steps = [one for each in _before(found) for one in each.steps if one.outcome]
    blocks: list[Block] = [table]
    if steps:
        told = ((_said(s.words), _said(Outcome(s.outcome).label), _said(s.why or "–")) for s in steps)
        heads_ = (("Step", 0.46), ("Carried out", 0.18), ("Why no further", 0.36))
        blocks.append(_table(f"How far the steps of {before.year} were carried out", heads_, told))
    return (Section("changes", "What changed", tuple(blocks)),)


def _before(found: Whole) -> tuple[WholePriority, ...]:
    return whole(found.plan.came_from).every if found.plan.came_from else ()


def _change(one: Changed) -> tuple[Line, ...]:
    more = f"Was: {one.was}" if one.was else one.why or "–"
    return _said(one.kind.label), _said(FATES[one.fate]), _said(one.words), _said(more)


def _coverage(found: Whole) -> tuple[Section, ...]:
    if found.plan.origin == Origin.PRINTED:
        return ()
    heads = (("Asked", 0.12), ("What", 0.4), ("State", 0.16), ("What is missing", 0.32))
    rows = (_gate(one) for one in gates(found) if one.code)
    table = _table("What the law asks of a plan, and where it stands", heads, rows)
    return (Section("coverage", "What the law asks", (table,)),)


def _gate(one: Gate) -> tuple[Line, ...]:
    state = State("present") if one.passed else State("incomplete")
    missing = " ".join(lack.words for lack in one.lacks)
    return _said(one.code), _said(one.words), (state,), _said(missing or "–")
