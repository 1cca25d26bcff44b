"""The working page of one assessment: its chapters, its coverage, what stands in the way, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.presenters.covering import coverage_of
from frankpledge.domain.assessments.queries import may_approve, may_read_drafts
from frankpledge.domain.assessments.rules import Overtaken
from frankpledge.domain.chapters.models import Remark
from frankpledge.domain.chapters.queries.written import Written, number_of
from frankpledge.domain.chapters.rules import ChapterState
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import Capability, may
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.ui.parts import Choice, Column, Covered, Row, Table, Task


@dataclass(frozen=True)
class Deeds:
    """What this reader may do with the paper now, and why not."""

    send: bool
    send_back: bool
    approve: bool
    correct: bool
    why_not_approve: str
    reason: str

    @property
    def waits(self) -> bool:
        """Return whether the paper waits for this reader, who then meets what to do before anything else."""
        return self.send or self.send_back or self.approve


@dataclass(frozen=True)
class DetailPage:
    """One assessment: where it stands, what it covers, what may be done with it by this reader."""

    title: str
    caption: str
    lede: str
    state: str
    contents: tuple[Covered, ...]
    inputs: tuple[Covered, ...]
    contents_note: str
    inputs_note: str
    covered: str
    uncovered: str
    chapters: tuple[Task, ...]
    remarks: tuple[Choice, ...]
    overtaken: tuple[Choice, ...]
    newer: str
    drafts: tuple[Choice, ...]
    editions: Table | None
    deeds: Deeds
    returned_because: str
    note: str


def detail_page(
    assessment: Assessment,
    document: Document,
    chapters: Iterable[Written],
    *,
    editions: Iterable[Edition],
    remarks: Iterable[Remark],
    overtaken: Iterable[Overtaken],
    newer: Known | None,
    changes: int,
    labels: Mapping[str, str],
    viewer: User,
) -> DetailPage:
    """Return the page of an assessment for one reader. `changes` counts the sentences that `newer` overtakes."""
    paper, workspace = assessment.paper, assessment.workspace
    contents, inputs = coverage_of(document, labels)
    drafts = may_read_drafts(workspace=workspace, viewer=viewer)
    applying = [part for part in (*contents, *inputs) if part.kind != "not_applicable"]
    there = sum(part.kind in ("present", "nil") for part in applying)
    return DetailPage(
        title=paper.title,
        caption=f"{workspace.name} · {year_ending(Month.parse(assessment.last_month)).label}",
        lede=document.subtitle,
        state=PaperState(paper.state).label if drafts else PaperState.APPROVED.label,
        contents=contents,
        inputs=inputs,
        contents_note=_complete(contents),
        inputs_note=_complete(inputs),
        covered=f"{there} of {len(applying)}",
        uncovered=_uncovered(len(applying) - there),
        chapters=_chapters(tuple(chapters)) if drafts else (),
        remarks=tuple(_remark(each) for each in remarks) if drafts else (),
        overtaken=tuple(_overtaken(each) for each in overtaken) if drafts else (),
        newer=_newer(newer, changes) if newer else "",
        drafts=_drafts(assessment) if drafts and paper.state != PaperState.APPROVED else (),
        editions=_editions(assessment, tuple(editions)),
        deeds=_deeds(assessment, viewer),
        returned_because=paper.returned_because if drafts else "",
        note=paper.note if drafts else "",
    )


def _newer(known: Known, changes: int) -> str:
    sentences = {0: "no sentence", 1: "one sentence"}.get(changes, f"{changes} sentences")
    return f"Newer evidence is known, of {known.on.day} {known.on:%B %Y}: it changes {sentences}."


def _deeds(assessment: Assessment, viewer: User) -> Deeds:
    paper, workspace = assessment.paper, assessment.workspace
    in_review = paper.state == PaperState.IN_REVIEW
    approver = may(Capability.APPROVE_PAPER, workspace=workspace, user=viewer)
    writer = may(Capability.WRITE_PAPER, workspace=workspace, user=viewer)
    approves = in_review and may_approve(assessment, viewer)
    return Deeds(
        send=writer and paper.state == PaperState.DRAFT,
        send_back=in_review and may(Capability.RETURN_PAPER, workspace=workspace, user=viewer),
        approve=approves,
        correct=writer and paper.state == PaperState.APPROVED,
        why_not_approve="You wrote in it, so somebody else must approve it."
        if in_review and approver and not approves
        else "",
        reason="What the correction puts right" if paper.state == PaperState.APPROVED else "Why it goes back",
    )


def _chapters(chapters: tuple[Written, ...]) -> tuple[Task, ...]:
    return tuple(_chapter(one, number_of(one.chapter, chapters)) for one in chapters)


def _chapter(one: Written, number: str) -> Task:
    chapter, to_write = one.chapter, len(one.to_write)
    said = []
    if to_write:
        said.append("1 part to write" if to_write == 1 else f"{to_write} parts to write")
    if chapter.writer:
        said.append(f"written by {chapter.writer.name}")
    if chapter.dated:
        said.append(f"dated {chapter.dated.day} {chapter.dated:%B %Y}")
    return Task(
        title=f"{number}. {chapter.title}" if number else chapter.title,
        href=reverse("chapters:chapter", args=(chapter.workspace.slug, chapter.pk)),
        words=f"{said[0][:1].upper()}{said[0][1:]}{''.join(f'; {more}' for more in said[1:])}." if said else "",
        tag=ChapterState(chapter.state).label,
    )


def _remark(remark: Remark) -> Choice:
    chapter = remark.chapter
    href = reverse("chapters:chapter", args=(remark.workspace.slug, chapter.pk))
    return Choice(f"{chapter.title}: {remark.words[:80]}", f"{href}#remark-{remark.pk}", remark.by.name)


def _overtaken(one: Overtaken) -> Choice:
    place = (one.chapter.workspace.slug, one.chapter.pk, one.part.pk)
    pair = f"{one.stale.old} → {one.stale.new or 'nothing'}"
    return Choice(f"{one.chapter.title}: {pair}", reverse("chapters:write", args=place), one.stale.words)


def _uncovered(missing: int) -> str:
    if not missing:
        return "parts that apply are covered."
    many = "One is" if missing == 1 else f"{missing} are"
    return f"parts that apply are covered. {many} missing or incomplete."


def _complete(parts: tuple[Covered, ...]) -> str:
    applying = [part for part in parts if part.kind != "not_applicable"]
    return f"{sum(part.kind in ('present', 'nil') for part in applying)} of {len(applying)} that apply are complete"


def _drafts(assessment: Assessment) -> tuple[Choice, ...]:
    place = (assessment.workspace.slug, assessment.last_month)
    read = Choice("Read it here", reverse("assessments:read", args=place), "the draft as a web page")
    files = (
        Choice(form.label, reverse("assessments:draft_file", args=(*place, form.name)), "draft, not approved")
        for form in FORMATS.values()
    )
    return (read, *files)


def _editions(assessment: Assessment, editions: tuple[Edition, ...]) -> Table | None:
    if not editions:
        return None
    place = (assessment.workspace.slug, assessment.last_month)
    rows = tuple(
        Row(
            (
                f"Edition {one.number}",
                f"{one.approved_at.day} {one.approved_at:%B %Y}",
                one.approved_by.name,
                one.note or "–",
                one.digest[:12],
            ),
            href=reverse("assessments:edition", args=(*place, one.number)),
        )
        for one in editions
    )
    columns = (Column("Edition"), Column("Approved"), Column("By"), Column("What it corrects"), Column("Digest"))
    return Table("Editions, newest first", columns, rows, caption_hidden=True)
