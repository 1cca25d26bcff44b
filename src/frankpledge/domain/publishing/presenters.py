"""Publications in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.publishing.models import Publication
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.ui.parts import Choice


@dataclass(frozen=True)
class EditionLine:
    """An edition, and whether the public may read it."""

    title: str
    words: str
    edition: Edition
    publication: Publication | None


def edition_lines(editions: Iterable[Edition]) -> tuple[EditionLine, ...]:
    """Return each edition with its publication, newest first."""
    lines = []
    for edition in editions:
        publication: Publication | None = getattr(edition, "publication", None)
        words = "Not public."
        if publication and publication.withdrawn_at:
            words = f"Withdrawn on {publication.withdrawn_at:%d %B %Y}: {publication.withdrawn_because}"
        elif publication:
            words = f"Public since {publication.published_at.day} {publication.published_at:%B %Y}."
        lines.append(EditionLine(f"{edition.title}, edition {edition.number}", words, edition, publication))
    return tuple(lines)


def public_choices(publications: Iterable[Publication]) -> tuple[Choice, ...]:
    """Return what is public now, as links."""
    return tuple(
        Choice(
            f"{one.workspace.name}: {one.edition.title}",
            reverse("publishing:public_one", args=(one.pk,)),
            f"edition {one.edition.number}, {one.published_at.day} {one.published_at:%B %Y}"
            + (", a demonstration with invented figures" if one.workspace.generated else ""),
        )
        for one in publications
    )


def file_choices(publication: Publication) -> tuple[Choice, ...]:
    """Return the files of a publication, the web page first."""
    order = tuple(FORMATS)
    return tuple(
        Choice(
            FORMATS[file.format].label,
            reverse("publishing:public_file", args=(publication.pk, file.format)),
            f"{max(1, file.size // 1024):,} kB",
        )
        for file in sorted(publication.edition.files.defer("content"), key=lambda file: order.index(file.format))
    )
