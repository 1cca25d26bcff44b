"""Dates of duties as a calendar that others can subscribe to, and what its secret address is for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NoReturn

from icalendar import Calendar, Event

from frankpledge.domain.duties.presenters.words import state_words, title_of
from frankpledge.domain.duties.queries.register import Owed
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Purpose
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.statute.obligations import State

PRODUCT = "-//Frankpledge//Duties//EN"


def nothing_to_fill_in(*_: object) -> NoReturn:
    """Refuse: a calendar's address asks for nothing, and so has no page."""
    raise LinkClosed


PURPOSE = Purpose(label="a calendar of duties", asked=nothing_to_fill_in, take=nothing_to_fill_in)


def calendar_of(owed: Iterable[Owed], *, link: Link, name: str, at: datetime) -> bytes:
    """Return the dated obligations as a calendar: whole days, a title, a state and the provision, and nothing else."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for one in owed:
        if one.obligation.due is not None and one.obligation.state in (State.LATE, State.DUE, State.NOT_EVIDENCED):
            made.add_component(_entry(one, link, at))
    content: bytes = made.to_ical()
    return content


def _entry(one: Owed, link: Link, at: datetime) -> Event:
    obligation, duty = one.obligation, one.duty
    entry = Event()
    entry.add("uid", f"{duty.id}.{obligation.key}.{link.workspace_id}@frankpledge".replace(" ", "-").replace("/", "-"))
    entry.add("dtstamp", at)
    entry.add("dtstart", obligation.due)
    entry.add("summary", title_of(one) if one.event is None else duty.title)
    entry.add("description", f"{state_words(obligation)}. {duty.provision}. Who is bound: {duty.who}.")
    entry.add("transp", "TRANSPARENT")
    return entry
