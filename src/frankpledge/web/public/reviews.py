"""Reviews that are published, those that were withdrawn with why, and the counts of ASB case reviews by period.

A review is an edition whose kind ends with the word, whichever app wrote it. The counts are the four that the law wants
published: as they are, with zeroes, and with what nobody knows told as that.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.asb_reviews.public_counts import PeriodCounts, counts_of, procedure_of
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import ever_published
from frankpledge.ground import clock
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.web.public import documents as shown_documents
from frankpledge.web.public.own import crumbs, own

WORD = "review"
COLUMNS = (
    Column("Period"), Column("People who asked", right=True), Column("Conditions not met", right=True),
    Column("Reviews held", right=True), Column("Of these, with recommendations", right=True),
)  # fmt: skip


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Show the reviews that are published and the counts of case reviews."""
    workspace = own(request)
    found = ever_published(workspace=workspace, kind_ends_with=WORD)
    counts = counts_of(workspace=workspace)
    shown = {
        "choices": choices(found),
        "counts": counts_table(counts) if counts else None,
        "procedure": procedure_of(workspace=workspace, on=clock.today()),
        "crumbs": crumbs("Reviews"),
    }
    return render(request, "public/reviews.html", shown)


def choices(publications: Iterable[Publication]) -> tuple[Choice, ...]:
    """Return reviews as links. One that was withdrawn leads to its page, which says why and shows nothing of it."""
    return tuple(_choice(one) for one in publications)


def _choice(one: Publication) -> Choice:
    if one.withdrawn_at is None:
        return shown_documents.choices([one])[0]
    gone = f"withdrawn on {in_words(one.withdrawn_at.date())}: {one.withdrawn_because}"
    return Choice(one.edition.title, reverse("public:document", args=(one.pk,)), gone)


def counts_table(counts: Iterable[PeriodCounts]) -> Table:
    """Return the four counts, a period each, the latest first.

    Where some were printed is in a colleague's own words, which nobody approved for the public, and is not told.
    """
    ordered = sorted(counts, key=lambda one: (one.starts, one.ends), reverse=True)
    rows = tuple(
        Row(
            (
                f"{in_words(one.starts)} to {in_words(one.ends)}{', as printed' if one.printed else ''}",
                *map(number, (one.applications, one.not_met, one.reviews, one.with_recommendations)),
            )
        )
        for one in ordered
    )
    return Table("ASB case reviews by reporting period", COLUMNS, rows, caption_hidden=True)


def number(count: int | None) -> str:
    """Return a count: none is 0, and what nobody knows is not."""
    return "not known" if count is None else f"{count:,}"
