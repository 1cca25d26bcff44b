"""The priorities and the plan's summary, read from the plan on a page as it was approved and published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.plans.actions.life import PAGE_KIND
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import (
    Absent,
    Document,
    Position,
    Sheet,
    SheetItem,
    SheetRow,
    Signal,
    Strong,
    Text,
)
from frankpledge.ground.documents.queries import document_of

WHY = "Why"


@dataclass(frozen=True)
class Part:
    """One row of the plan for a priority: its label, and each thing that it says with what stands beneath."""

    label: str
    under: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Priority:
    """A priority as the plan has it."""

    name: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def why(self) -> str:
        """Return why it is one, in a sentence; nothing where the plan does not say."""
        found = [words for part in self.parts if part.label == WHY for words, _ in part.said]
        return found[0] if found else ""


@dataclass(frozen=True)
class PlanPage:
    """The plan on a page: its years, what it wants, its priorities, and what runs across them."""

    years: str
    lede: str
    priorities: tuple[Priority, ...]
    across: tuple[Part, ...]


def plans(workspace: Workspace) -> QuerySet[Publication]:
    """Return every public edition of a plan on a page, the newest first."""
    found = publications().filter(workspace=workspace, edition__kind=PAGE_KIND)
    return found.order_by("-edition__cut_off", "-published_at")


def plan_of(publication: Publication) -> PlanPage | None:
    """Return the plan that an edition holds; None where it has no priority yet."""
    return _read(publication.edition_id)


@lru_cache(maxsize=64)
def _read(edition: UUID) -> PlanPage | None:
    """Return what an edition holds. An edition never changes, so it is read once."""
    found = publications().get(edition=edition).edition
    document: Document = document_of(found)
    sheet = next((block for section in document.sections for block in section.blocks if isinstance(block, Sheet)), None)
    if sheet is None or not sheet.columns:
        return None
    down = [row for row in sheet.rows if not row.across]
    return PlanPage(
        years=document.subtitle,
        lede=sheet.lede,
        priorities=tuple(
            Priority(name, lead, tuple(part for row in down if (part := _part(row, row.cells[at])).said))
            for at, (name, lead) in enumerate(sheet.columns)
        ),
        across=tuple(_part(row, row.cells[0]) for row in sheet.rows if row.across and row.cells),
    )


def _part(row: SheetRow, items: Iterable[SheetItem]) -> Part:
    said = tuple((_words(item.line), " ".join(filter(None, (item.under, _words(item.aside))))) for item in items)
    return Part(row.label, row.under, tuple(one for one in said if one[0]))


def _words(line: Iterable[Any]) -> str:
    """Return a line as plain words; a judgement is said by its words, where it has any."""
    return "".join(
        piece.text if isinstance(piece, Text | Strong) else piece.words
        for piece in line
        if isinstance(piece, Text | Strong | Absent | Signal | Position)
    ).strip()
