"""Assessments in a list, and one edition with its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.models import Assessment
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.ui.parts import Choice, Column, Row, Table


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
