"""Who answers for duties, as a table and as a list that leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.domain.owners.queries import Answered
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = ("duty", "title", "who_is_bound", "owner", "post", "deputy")


def owners_table(found: Iterable[Answered], slug: str, *, choose: bool) -> Table:
    """Return each duty with who answers for it, and a box before it where the reader may change that."""
    rows = tuple(
        Row(
            (
                f"{one.duty.id}: {one.duty.title}",
                one.duty.who,
                " · ".join(filter(None, (one.owner.name if one.owner else "", one.post)))
                or component("tag", words="Nobody yet"),
                one.deputy.name if one.deputy else "–",
            ),
            href=reverse("duties:one", args=(slug, one.duty.id)),
            choose=one.duty.id if choose else "",
        )
        for one in found
    )
    columns = (Column("Duty"), Column("Who is bound"), Column("Who answers"), Column("Deputy"))
    return Table("Who answers for duties", columns, rows, caption_hidden=True)


def listing(found: Iterable[Answered], *, today: date) -> Listing:
    """Return who answers for duties as a list that leaves, and that can be sent back."""
    rows = tuple(
        (
            one.duty.id, one.duty.title, one.duty.who, one.owner.name if one.owner else None, one.post or None,
            one.deputy.name if one.deputy else None,
        )
        for one in found
    )  # fmt: skip
    return Listing("owners", f"Who answers for duties on {in_words(today)}", HEAD, rows, today)
