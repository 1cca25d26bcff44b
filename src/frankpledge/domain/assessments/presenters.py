"""Assessments in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.analysis.periods import Month, financial_year_of, year_ending
from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.permissions import GRANTS
from frankpledge.domain.assessments.permissions import Capability as Own
from frankpledge.domain.assessments.queries import assessments, may_read_drafts
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.blocks import Document, State
from frankpledge.ground.documents.blocks import Table as DocumentTable
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import Capability, may
from frankpledge.ground.documents.queries import authors_of, document_of, editions, next_number
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import HomeContribution, HomeRequest, HomeSection, Need
from frankpledge.ground.ui.parts import Choice, Column, Covered, Row, Table


def list_table(assessments: Iterable[Assessment], slug: str, *, drafts: bool) -> Table:
    """Return the assessments of a workspace, newest first. Without `drafts` all are shown as approved."""
    rows = tuple(
        Row(
            (
                one.paper.title,
                year_ending(Month.parse(one.last_month)).label,
                PaperState(one.paper.state).label if drafts else PaperState.APPROVED.label,
                str(one.paper.editions.count()),
            ),
            href=reverse("assessments:detail", args=(slug, one.last_month)),
        )
        for one in assessments
    )
    columns = (Column("Assessment"), Column("Looks at"), Column("State"), Column("Editions", right=True))
    return Table("Strategic assessments", columns, rows, caption_hidden=True)


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
    drafts: tuple[Choice, ...]
    editions: Table | None
    may_send: bool
    may_return: bool
    may_approve: bool
    may_correct: bool
    why_not_approve: str
    returned_because: str
    note: str
    reason: str

    @property
    def waits(self) -> bool:
        """Return whether the paper waits for this reader, who then meets what to do before anything else."""
        return self.may_send or self.may_return or self.may_approve


def detail_page(assessment: Assessment, document: Document, editions: Iterable[Edition], viewer: User) -> DetailPage:
    """Return the page of an assessment for one reader."""
    paper, workspace = assessment.paper, assessment.workspace
    contents, inputs = coverage_of(document)
    drafts = may_read_drafts(workspace=workspace, viewer=viewer)
    in_review = paper.state == PaperState.IN_REVIEW
    approver = may(Capability.APPROVE_PAPER, workspace=workspace, user=viewer)
    writer = may(Capability.WRITE_PAPER, workspace=workspace, user=viewer)
    return DetailPage(
        title=paper.title,
        caption=f"{workspace.name} · {year_ending(Month.parse(assessment.last_month)).label}",
        lede=document.subtitle,
        state=PaperState(paper.state).label if drafts else PaperState.APPROVED.label,
        contents=contents,
        inputs=inputs,
        contents_note=_complete(contents),
        inputs_note=_complete(inputs),
        drafts=_drafts(assessment) if drafts and paper.state != PaperState.APPROVED else (),
        editions=_editions(assessment, tuple(editions)),
        may_send=writer and paper.state == PaperState.DRAFT,
        may_return=in_review and may(Capability.RETURN_PAPER, workspace=workspace, user=viewer),
        may_approve=in_review and may_approve(assessment, viewer),
        may_correct=writer and paper.state == PaperState.APPROVED,
        why_not_approve="You wrote in it, so somebody else must approve it."
        if in_review and approver and not may_approve(assessment, viewer)
        else "",
        returned_because=paper.returned_because if drafts else "",
        note=paper.note if drafts else "",
        reason="What the correction puts right" if paper.state == PaperState.APPROVED else "Why it goes back",
    )


def _complete(parts: tuple[Covered, ...]) -> str:
    applying = [part for part in parts if part.kind != "not_applicable"]
    return f"{sum(part.kind in ('present', 'nil') for part in applying)} of {len(applying)} that apply are complete"


def coverage_of(document: Document) -> tuple[tuple[Covered, ...], tuple[Covered, ...]]:
    """Return the states of the coverage chapter's two tables, as the document itself prints them."""
    chapter = next(section for section in document.sections if section.ref == "coverage")
    contents, inputs = (block for block in chapter.blocks if isinstance(block, DocumentTable))
    return _parts(contents), _parts(inputs)


def _parts(table: DocumentTable) -> tuple[Covered, ...]:
    parts = []
    for row in table.rows:
        (code,), (words,), (where,), (state,) = row.cells
        if isinstance(state, State):
            place = "" if where.text == "none" else where.text  # type: ignore[union-attr]  # a cell of text
            parts.append(Covered(label=f"{code.text} {words.text}", kind=state.kind, words=place))  # type: ignore[union-attr]
    return tuple(parts)


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


@dataclass(frozen=True)
class EditionPage:
    """An approved edition: what it is, and its files."""

    title: str
    caption: str
    details: tuple[tuple[str, str], ...]
    read: str
    files: tuple[Choice, ...]
    edition: Edition


def edition_page(assessment: Assessment, edition: Edition) -> EditionPage:
    """Return the page of an edition."""
    place = (assessment.workspace.slug, assessment.last_month, edition.number)
    files = tuple(
        Choice(
            FORMATS[file.format].label,
            reverse("assessments:edition_file", args=(*place, file.format)),
            f"{max(1, file.size // 1024):,} kB, SHA-256 {file.sha256[:12]}…",
        )
        for file in sorted(edition.files.defer("content"), key=lambda file: tuple(FORMATS).index(file.format))
    )
    details = (
        ("Approved", f"{edition.approved_at.day} {edition.approved_at:%B %Y}"),
        ("By", edition.approved_by.name),
        ("Data as known on", f"{edition.cut_off.day} {edition.cut_off:%B %Y}"),
        ("What it corrects", edition.note or "nothing: it is the first"),
        ("Digest", edition.digest),
    )
    return EditionPage(
        title=f"{edition.title}, edition {edition.number}",
        caption=f"{assessment.workspace.name} · approved, and never changed",
        details=details,
        read=reverse("assessments:edition_read", args=place),
        files=files,
        edition=edition,
    )


def home(asked: HomeRequest) -> HomeContribution:
    """Return what assessments bring to "This quarter": the duty of the year, and what waits for this reader."""
    workspace, viewer, slug = asked.workspace, asked.viewer, asked.workspace.slug
    if not is_granted(GRANTS, Own.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    found = tuple(assessments(workspace=workspace, viewer=viewer))
    year = financial_year_of(asked.today)
    due = year.window.last.last_day
    needs, waits = [], []
    if not any(one.year == str(year) for one in found):
        needs.append(_need_draft(slug, year=str(year), due=due))
    for one in found:
        here = reverse("assessments:detail", args=(slug, one.last_month))
        words = f"{one.paper.title}, {year_ending(Month.parse(one.last_month)).label}."
        if one.paper.state == PaperState.DRAFT and may(Capability.WRITE_PAPER, workspace=workspace, user=viewer):
            needs.append(Need(title="Send the draft assessment for review", href=here, words=words))
        if one.paper.state == PaperState.IN_REVIEW and may_approve(one, viewer):
            waits.append(Need(title="Approve the strategic assessment", href=here, words=words))
    return HomeContribution(needs=tuple(needs), waits=tuple(waits), sections=_latest(found, slug, viewer))


def _need_draft(slug: str, *, year: str, due: date) -> Need:
    return Need(
        title=f"Prepare the strategic assessment {year}",
        href=reverse("assessments:list", args=(slug,)),
        words="One is due in each year that begins on 1 April (SI 2007/1830 reg 5).",
        due=due,
        tag=f"Due {due.day} {due:%B}",
    )


def may_approve(assessment: Assessment, viewer: User) -> bool:
    """Return whether a person may approve the paper as it stands: by role, and having written nothing in it."""
    paper = assessment.paper
    wrote = viewer in authors_of(paper, edition_number=next_number(paper))
    return may(Capability.APPROVE_PAPER, workspace=assessment.workspace, user=viewer) and not wrote


def _latest(found: tuple[Assessment, ...], slug: str, viewer: User) -> tuple[HomeSection, ...]:
    """Return the newest edition and its coverage, nothing where there is none."""
    kept = editions(workspace=found[0].workspace, viewer=viewer, kind=KIND).defer(None).first() if found else None
    if kept is None:
        return ()
    one = next(one for one in found if one.paper_id == kept.paper_id)
    contents, inputs = coverage_of(document_of(kept))
    applying = [part for part in (*contents, *inputs) if part.kind != "not_applicable"]
    context = {
        "title": f"{kept.title}, edition {kept.number}",
        "href": reverse("assessments:edition", args=(slug, one.last_month, kept.number)),
        "present": sum(part.kind in ("present", "nil") for part in applying),
        "part": sum(part.kind == "incomplete" for part in applying),
        "all": len(applying),
        "approved": kept.approved_at,
    }
    return (HomeSection("The assessment in force", "assessments/latest.html", context, place="side"),)
