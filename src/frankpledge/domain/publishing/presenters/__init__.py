"""Publications in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.publishing.models import Essential, Publication, Scheduled
from frankpledge.domain.publishing.rules import Waiting
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.registry import Need
from frankpledge.ground.ui.parts import Choice
from frankpledge.statute.deadlines import in_words


@dataclass(frozen=True)
class EditionLine:
    """An edition, whether the public may read it, what day it waits for, and who said that it is essential."""

    title: str
    words: str
    edition: Edition
    publication: Publication | None
    waits: Scheduled | None
    essential: Essential | None


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
        waits = next(iter(getattr(edition, "waiting", ())), None) if publication is None else None
        essential: Essential | None = getattr(edition, "essential", None)
        title = f"{edition.title}, edition {edition.number}"
        lines.append(EditionLine(title, _waiting(waits) or words, edition, publication, waits, essential))
    return tuple(lines)


def _waiting(waits: Scheduled | None) -> str:
    if waits is None:
        return ""
    if waits.state == Waiting.REFUSED:
        return f"Not published on {in_words(waits.on)}: {waits.words}"
    return f"Waits for {in_words(waits.on)}. {waits.words}".strip()


def essential_needs(found: Iterable[Scheduled], slug: str, viewer: User) -> tuple[Need, ...]:
    """Return what is held before an election, for somebody other than whoever publishes it to say it is essential."""
    return tuple(
        Need(
            title=f"Is “{one.edition.title}” essential before the election?",
            href=reverse("publishing:essential", args=(slug, one.edition_id)),
            words="If it is, say why: it is then published. If not, it waits until the poll is over.",
            due=one.on,
            tag="Held before an election",
        )
        for one in found
        if one.words and one.state == Waiting.WAITS and one.asked_by_id != viewer.pk
    )


def waiting_needs(found: Iterable[Scheduled], slug: str) -> tuple[Need, ...]:
    """Return what is held before an election, or did not go out on its day."""
    return tuple(
        Need(
            title=f"Publish “{one.edition.title}”",
            href=reverse("publishing:list", args=(slug,)),
            words=one.words,
            due=one.on,
            tag="Not published" if one.state == Waiting.REFUSED else "Held before an election",
            late=one.state == Waiting.REFUSED,
        )
        for one in found
        if one.words
    )


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
