"""The register: obligations in a table, how many stand how, and the same lines as they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from frankpledge.domain.duties.presenters.words import (
    STATE_WORDS,
    code_of,
    due_words,
    for_words,
    state_part,
    title_of,
)
from frankpledge.domain.duties.queries.register import Owed, Position
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.duties import PARTS
from frankpledge.statute.obligations import OPEN, State

COLUMNS = (
    "duty", "part", "title", "for", "who", "owner", "deputy", "due", "state", "days", "late_by", "evidence", "why",
    "provision", "confidence", "doubt",
)  # fmt: skip
_WORDS = {
    State.LATE: "over a day of law or guidance",
    State.DUE: "their day is still to come",
    State.NOT_EVIDENCED: "nothing proves them yet",
    State.MET: "with evidence",
}


def tallies(position: Position, slug: str) -> tuple[Fact, ...]:
    """Return how many obligations of the year stand how, each leading to them."""
    at = reverse("duties:list", args=(slug,))
    return tuple(
        Fact(
            label=STATE_WORDS[state],
            value=f"{position.count(state):,}",
            words=words,
            href=f"{at}?{urlencode({'year': str(position.year), 'state': state.value})}",
        )
        for state, words in _WORDS.items()
    )


def register_table(owed: Iterable[Owed], slug: str, *, year: str) -> Table:
    """Return obligations as a table, a row each."""
    rows = tuple(
        Row(
            (
                title_of(one),
                code_of(one.duty),
                one.duty.who,
                one.owner or component("tag", words="Nobody yet"),
                due_words(one.obligation),
                standing(one),
            ),
            href=f"{reverse('duties:one', args=(slug, one.duty.id))}?{urlencode({'year': year})}",
            quiet=one.obligation.state not in OPEN,
        )
        for one in owed
    )
    columns = (
        Column("Duty"), Column("Code"), Column("Who is bound"), Column("Who answers"), Column("Due"), Column("State"),
    )  # fmt: skip
    return Table("Duties", columns, rows, caption_hidden=True)


def standing(one: Owed) -> str:
    """Return the state, and beneath it that the law is unconfirmed where it is."""
    state = state_part(one.obligation)
    if not one.duty.unconfirmed:
        return state
    return component("judgements", items=(state, component("tag", words="Law unconfirmed")))


def register_listing(owed: Iterable[Owed], position: Position) -> Listing:
    """Return obligations as they leave."""
    return Listing(
        name=f"duties-{str(position.year).replace('/', '-')}",
        title=f"Duties in {position.year} as they stood on {in_words(position.today)}",
        head=COLUMNS,
        rows=tuple(_row(one) for one in owed),
        day=position.today,
    )


def _row(one: Owed) -> tuple[Cell, ...]:
    obligation, duty, row = one.obligation, one.duty, one.responsibility
    return (
        duty.id, PARTS[duty.part], duty.title, for_words(one), duty.who, one.owner,
        row.deputy.name if row and row.deputy else "", obligation.due, STATE_WORDS[obligation.state], obligation.days,
        obligation.late_by, "; ".join(f"{shown.on} {shown.words}" for shown in one.evidence), obligation.why_not,
        duty.provision, duty.confidence, duty.doubt or "",
    )  # fmt: skip


def query_of(asked: Mapping[str, str], **other: str) -> str:
    """Return what an address keeps of a choice, with something else in it."""
    return urlencode({**asked, **other})
