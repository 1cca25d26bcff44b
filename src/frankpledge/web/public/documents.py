"""What is public, as links to its pages and its files."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from frankpledge.domain.publishing.models import Publication
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.parts import Choice
from frankpledge.statute.deadlines import in_words

# Under which heading a kind of document stands; one that is not here stands under the last.
HEADINGS = (
    ("Plans", {"partnership plan", "plan on a page"}), ("Assessments", {"strategic_assessment"}),
    ("Progress", {"performance report"}), ("Decisions", {"decision_report"}), ("Minutes", {"minutes"}),
)  # fmt: skip
OTHERS = "Other documents"


def by_kind(publications: Iterable[Publication]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Return what is public now under its headings; a heading without a document is left out."""
    heading = {kind: title for title, kinds in HEADINGS for kind in kinds}
    under: dict[str, list[Publication]] = {title: [] for title in (*dict(HEADINGS), OTHERS)}
    for one in publications:
        under[heading.get(one.edition.kind, OTHERS)].append(one)
    return tuple((title, choices(found)) for title, found in under.items() if found)


def choices(publications: Iterable[Publication]) -> tuple[Choice, ...]:
    """Return what is public now, as links."""
    return tuple(
        Choice(
            one.edition.title,
            reverse("public:document", args=(one.pk,)),
            f"edition {one.edition.number}, published {in_words(one.published_at.date())}",
        )
        for one in publications
    )


def files(publication: Publication) -> tuple[Choice, ...]:
    """Return the files of a publication, the web page first."""
    order = tuple(FORMATS)
    return tuple(
        Choice(
            FORMATS[file.format].label,
            reverse("public:document_file", args=(publication.pk, file.format)),
            f"{max(1, file.size // 1024):,} kB",
        )
        for file in sorted(publication.edition.files.defer("content"), key=lambda file: order.index(file.format))
    )
