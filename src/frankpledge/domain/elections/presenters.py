"""Elections in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from frankpledge.domain.elections.models import Election
from frankpledge.domain.elections.rules import kind_label
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import Proposed

HEAD = ("kind", "election", "care_begins", "poll", "state", "withdrawn_because")


def state_of(one: Election, *, today: date) -> str:
    """Return how an election stands on a day, in a word."""
    if one.withdrawn_at is not None:
        return "withdrawn"
    if one.period.holds(today):
        return "publication waits now"
    return "held" if one.poll < today else "to come"


def elections_table(found: Iterable[Election], slug: str, *, today: date, may_keep: bool) -> Table:
    """Return elections as a table; who may withdraw one is led there by its name."""
    rows = tuple(
        Row(
            (one.called, in_words(one.starts), in_words(one.poll), _state_cell(one, today)),
            href=reverse("elections:withdraw", args=(slug, one.pk)) if may_keep and one.withdrawn_at is None else "",
        )
        for one in found
    )
    columns = (Column("Election"), Column("Care begins"), Column("Poll"), Column("State"))
    return Table("Elections", columns, rows, caption_hidden=True)


def _state_cell(one: Election, today: date) -> str:
    said = state_of(one, today=today).capitalize()
    if one.withdrawn_at is not None:
        return f"{said}: {one.withdrawn_because}"
    return component("tag", words=said, kind="now") if one.period.holds(today) else said


def proposals(found: Iterable[Proposed], slug: str) -> tuple[Choice, ...]:
    """Return what the law lets one expect, each leading to the form that is filled with it."""
    return tuple(
        Choice(
            f"{one.kind.label}, {in_words(one.poll)}",
            f"{reverse('elections:add', args=(slug,))}?{_asked(one)}",
            f"Notice by {in_words(one.starts)}. {one.kind.doubt or ''}".strip(),
        )
        for one in found
    )


def _asked(one: Proposed) -> str:
    return urlencode({"kind": one.kind.id, "starts": one.starts.isoformat(), "poll": one.poll.isoformat()})


def elections_listing(found: Iterable[Election], *, today: date) -> Listing:
    """Return elections as a list that leaves."""
    rows = tuple(
        (kind_label(one.kind), one.called, one.starts, one.poll, state_of(one, today=today), one.withdrawn_because)
        for one in found
    )
    return Listing("elections", f"Elections to {in_words(today)}", HEAD, rows, today)
