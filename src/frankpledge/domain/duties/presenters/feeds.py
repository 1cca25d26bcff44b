"""Dates of duties as a calendar that others can subscribe to, and what its secret address is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn

from frankpledge.domain.duties.presenters.words import state_words, title_of
from frankpledge.domain.duties.queries.register import Owed
from frankpledge.ground.documents.calendar import Day
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Purpose
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.statute.obligations import OPEN


def nothing_to_fill_in(*_: object) -> NoReturn:
    """Refuse: a calendar's address asks for nothing, and so has no page."""
    raise LinkClosed


PURPOSE = Purpose(label="a calendar of duties", asked=nothing_to_fill_in, take=nothing_to_fill_in)


def days_of(owed: Iterable[Owed], *, link: Link) -> Iterator[Day]:
    """Yield the dated obligations that are open: a title, a state and the provision, and nothing of any event."""
    for one in owed:
        obligation, duty = one.obligation, one.duty
        if obligation.due is not None and obligation.state in OPEN:
            title = title_of(one) if one.event is None else duty.title
            words = f"{state_words(obligation)}. {duty.provision}. Who is bound: {duty.who}."
            yield Day(f"{duty.id}.{obligation.key}.{link.workspace_id}", obligation.due, title, words)
