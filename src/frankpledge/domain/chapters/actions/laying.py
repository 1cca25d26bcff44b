"""Laying chapters out from a template, beginning one of the year, taking it into a paper, moving to newer evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from frankpledge.analysis.periods import Window
from frankpledge.domain.chapters.actions.keeping import keep
from frankpledge.domain.chapters.models import Chapter, Part
from frankpledge.domain.chapters.permissions import GRANTS, Capability, check_may_write
from frankpledge.domain.chapters.rules import AlreadyThere, PartKind, check_open, check_said
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Paper
from frankpledge.statute.template import Chapter as Plan


@dataclass(frozen=True)
class Evidence:
    """What a chapter is read from: the months, and the name of the state of the evidence."""

    window: Window
    manifest: str


@transaction.atomic
def lay_out(*, paper: Paper, plans: Iterable[Plan], evidence: Evidence, by: User) -> tuple[Chapter, ...]:
    """Lay out the chapters of a paper from its template, those that it has not yet, and return all of them in order.

    What people wrote stays; chapters move to the evidence given, but one that is dated keeps its own.
    """
    check_granted(GRANTS, Capability.WRITE, workspace=paper.workspace, user=by)
    check_open(paper.state, deed="laid out")
    had = {chapter.ref: chapter for chapter in Chapter.objects.filter(paper=paper)}
    for position, plan in enumerate(plans, start=1):
        if plan.ref not in had:
            chapter = _begin(paper.workspace, plan, evidence, position=10 * position, paper=paper)
            had[plan.ref] = chapter
        _lay_parts(had[plan.ref], plan)
    _to(Chapter.objects.filter(paper=paper, dated__isnull=True), evidence)
    record("chapters.laid_out", paper, by=by, facts={"chapters": len(had)})
    return tuple(Chapter.objects.filter(paper=paper).order_by("position", "ref"))


@transaction.atomic
def begin_dated(*, workspace: Workspace, plan: Plan, evidence: Evidence, dated: date, by: User) -> Chapter:
    """Begin a chapter of the year, which a later paper may take in, and return it."""
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    if Chapter.objects.filter(workspace=workspace, paper__isnull=True, ref=plan.ref, dated=dated).exists():
        raise AlreadyThere(f"a chapter “{plan.title}” of this day is begun already.", cure="Go on with that one.")
    chapter = _begin(workspace, plan, evidence, position=0, dated=dated)
    _lay_parts(chapter, plan)
    keep(chapter, deed="began it", by=by)
    return chapter


@transaction.atomic
def take_in(*, chapter: Chapter, paper: Paper, by: User) -> Chapter:
    """Take a chapter of the year into a paper, after the chapter that it deepens, and return it.

    It keeps its evidence and its day, which the document prints.
    """
    check_may_write(chapter, by, deed="taken in")
    check_open(paper.state, deed="added to")
    if chapter.workspace_id != paper.workspace_id or chapter.paper_id is not None:
        raise AlreadyThere("this chapter belongs to another paper.")
    there = {one.ref: one for one in Chapter.objects.filter(paper=paper)}
    beside = there.get(chapter.ref)
    chapter.position = beside.position + 1 if beside else max((c.position for c in there.values()), default=0) + 10
    chapter.ref = _free(slugify(f"{chapter.ref}-{chapter.dated:%Y-%m}"), set(there))
    chapter.paper = paper
    chapter.save(update_fields=("paper", "position", "ref"))
    keep(chapter, deed="took it into the assessment", by=by)
    return chapter


@transaction.atomic
def add_chapter(*, paper: Paper, title: str, evidence: Evidence, by: User) -> Chapter:
    """Add a chapter of one's own to a paper, last, and return it."""
    check_granted(GRANTS, Capability.WRITE, workspace=paper.workspace, user=by)
    check_open(paper.state, deed="added")
    said = check_said(title, what="a chapter")
    there = Chapter.objects.filter(paper=paper)
    last = max((chapter.position for chapter in there), default=0)
    ref = _free(slugify(said)[:50] or "chapter", {chapter.ref for chapter in there})
    plan = Plan(ref=ref, title=said[:200], about="", provides=())
    chapter = _begin(paper.workspace, plan, evidence, position=last + 10, paper=paper)
    keep(chapter, deed="added it", by=by)
    return chapter


@transaction.atomic
def move_evidence(*, paper: Paper, evidence: Evidence, by: User) -> None:
    """Move the chapters of a paper to a state of the evidence; those that are dated keep their own."""
    check_granted(GRANTS, Capability.WRITE, workspace=paper.workspace, user=by)
    check_open(paper.state, deed="moved")
    _to(Chapter.objects.filter(paper=paper, dated__isnull=True), evidence)
    record("chapters.evidence_moved", paper, by=by, facts={"manifest": evidence.manifest})


def parts_of(plan: Plan) -> list[Part]:
    """Return the parts that a chapter begins with: its exhibits, then its prompts. They are not saved."""
    exhibits = [Part(kind=PartKind.EXHIBIT, exhibit=name, provides=[]) for name in plan.exhibits]
    prompts = [
        Part(
            kind=PartKind.NARRATIVE,
            ref=prompt.ref,
            title=prompt.title,
            ask=prompt.ask,
            why=prompt.why,
            provides=list(prompt.provides),
        )
        for prompt in plan.prompts
    ]
    return [*exhibits, *prompts]


def _begin(
    workspace: Workspace,
    plan: Plan,
    evidence: Evidence,
    *,
    position: int,
    paper: Paper | None = None,
    dated: date | None = None,
) -> Chapter:
    return Chapter.objects.create(
        workspace=workspace,
        paper=paper,
        ref=plan.ref,
        title=plan.title,
        about=plan.about,
        position=position,
        dated=dated,
        first_month=str(evidence.window.first),
        last_month=str(evidence.window.last),
        manifest=evidence.manifest,
    )


def _lay_parts(chapter: Chapter, plan: Plan) -> None:
    """Add what the template has and the chapter has not: exhibits and prompts that came with a later release."""
    parts = list(chapter.parts.all())
    last = max((part.position for part in parts), default=0)
    exhibits, prompts = {part.exhibit for part in parts}, {part.ref for part in parts}
    new = [p for p in parts_of(plan) if (p.exhibit not in exhibits if p.exhibit else p.ref not in prompts)]
    for place, part in enumerate(new, start=1):
        part.workspace, part.chapter, part.position = chapter.workspace, chapter, last + 10 * place
    Part.objects.bulk_create(new)


def _to(chapters: Iterable[Chapter], evidence: Evidence) -> None:
    for chapter in chapters:
        chapter.first_month, chapter.last_month = str(evidence.window.first), str(evidence.window.last)
        chapter.manifest = evidence.manifest
        chapter.save(update_fields=("first_month", "last_month", "manifest"))


def _free(wanted: str, taken: set[str]) -> str:
    ref, number = wanted, 2
    while ref in taken:
        ref, number = f"{wanted}-{number}", number + 1
    return ref
