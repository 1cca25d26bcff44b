"""Writing a row so that it fits what stands around it: inside what it belongs to, and beside no other in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.models import (
    STANDS,
    Body,
    Capacity,
    Dated,
    Kept,
    Office,
    Organisation,
    Post,
    Representation,
    Seat,
    SeatHolding,
)
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.rules import DAY, Part, Span
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted

K = TypeVar("K", bound=Kept)
OUTER: dict[type[Dated], tuple[str, ...]] = {
    Body: (),
    Organisation: (),
    Capacity: ("organisation",),
    Post: ("organisation",),
    Seat: ("body",),
    SeatHolding: ("seat", "organisation"),
    Office: ("seat",),
    Representation: ("seat",),
}
INNER: dict[type[Dated], tuple[str, ...]] = {
    Body: ("seats", "offices"),
    Organisation: ("capacities", "holdings", "posts"),
    Seat: ("holdings", "offices", "representations"),
}


def check_may_keep(workspace: Workspace, person: User) -> None:
    """Refuse whoever does not keep people and bodies here."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=person)


def made(model: type[K], /, *, workspace: Workspace, writer: User, **fields: Any) -> K:
    """Return a new row that fits, written by a person at this moment."""
    row = model(workspace=workspace, recorded_by=writer, recorded_at=clock.now(), **fields)
    if isinstance(row, Dated):
        check_fits(row)
    row.save(force_insert=True)
    return row


def check_fits(row: Dated) -> None:
    """Refuse a row that reaches outside what it belongs to, leaves outside what belongs to it, or takes a place."""
    rules.check_span(row.span)
    for name in OUTER[type(row)]:
        outer = getattr(row, name)
        rules.check_together(outer.workspace_id, row.workspace_id, what=f"{outer} and this")
        rules.check_standing(withdrawn=outer.withdrawn_at is not None)
        rules.check_inside(row.span, outer.span, what=_called(row), of=str(outer))
    for name in INNER.get(type(row), ()):
        for inner in getattr(row, name).filter(STANDS) if not row._state.adding else ():
            rules.check_inside(inner.span, row.span, what=str(inner), of=_called(row))
    for others, what in _places(row):
        rules.check_free(row.span, [(one.span, _holder(one)) for one in others.exclude(pk=row.pk)], what=what)


def _places(row: Dated) -> Iterator[tuple[models.QuerySet[Any], str]]:
    """Yield the rows that may not stand there on the same days, and what the place is called."""
    if isinstance(row, SeatHolding):
        others = SeatHolding.objects.filter(STANDS, seat_id=row.seat_id).select_related("organisation")
        if row.jointly:
            others = others.filter(models.Q(jointly=False) | models.Q(organisation_id=row.organisation_id))
        yield others, "this seat"
    elif isinstance(row, Capacity):
        yield Capacity.objects.filter(STANDS, organisation_id=row.organisation_id), "the capacity of this organisation"
    elif isinstance(row, Office):
        yield Office.objects.filter(STANDS, body_id=row.body_id, kind=row.kind), "this office"
    elif isinstance(row, Post):
        yield Post.objects.filter(STANDS, person_id=row.person_id, organisation_id=row.organisation_id), "this post"
    elif isinstance(row, Representation):
        here = Representation.objects.filter(STANDS, seat_id=row.seat_id).select_related("person")
        yield here.filter(person_id=row.person_id), "a part in this seat"
        if row.part == Part.REPRESENTATIVE:
            yield here.filter(part=Part.REPRESENTATIVE), "this seat"


def _holder(row: Any) -> str:
    """Return who has a place, in words."""
    if isinstance(row, SeatHolding):
        return str(row.organisation)
    if isinstance(row, Capacity):
        return rules.CapacityKind(row.kind).label
    return str(row.seat.name if isinstance(row, Office) else row.person)


def _called(row: Dated) -> str:
    """Return what a row is called in a refusal."""
    named = {SeatHolding: "holding this seat", Capacity: "this capacity", Office: "this office", Post: "this post"}
    return named.get(type(row), "this appointment" if isinstance(row, Representation) else str(row))


# ---- ending ---------------------------------------------------------------------------------------------------------


def end(row: Dated, *, last: date) -> None:
    """End a row on a last day. Refused where it ended by then, or begins later."""
    rules.check_standing(withdrawn=row.withdrawn_at is not None)
    rules.check_ends(row.span, last=last)
    row.until = last
    row.save(update_fields=["until"])


def cut(rows: Iterable[Dated], *, last: date) -> list[Dated]:
    """End what goes on beyond a last day, and return it. Refused where any of it begins later: put that right first."""
    beyond = [row for row in rows if row.until is None or row.until > last]
    for row in beyond:
        end(row, last=last)
    return beyond


def make_way(rows: models.QuerySet[Any], *, since: date) -> list[Any]:
    """End what is open and began before a day, on the day before, and return it: what comes next takes its place."""
    before = [row for row in rows.filter(STANDS, until__isnull=True) if row.since is None or row.since < since]
    for row in before:
        end(row, last=since - DAY)
    return before


def standing(rows: Any) -> models.QuerySet[Any]:
    """Return the rows that were not withdrawn, of a query or of what a row has."""
    found: models.QuerySet[Any] = rows.filter(STANDS)
    return found


def works_for(person_id: UUID, organisations: Iterable[Organisation], *, on: date) -> bool:
    """Return whether a person has a post in one of the organisations on a day."""
    posts = Post.objects.filter(STANDS, person_id=person_id, organisation__in=list(organisations))
    return any(post.span.holds(on) for post in posts)


def part_with_strangers(seat: Seat, organisations: Iterable[Organisation], *, since: date) -> None:
    """End the parts in a seat of those who do not work for whoever holds it from a day."""
    holders = list(organisations)
    parts = Representation.objects.filter(STANDS, seat=seat)
    reaching = [part for part in parts if part.span.overlaps(Span(since, None))]
    strangers = [part for part in reaching if not works_for(part.person_id, holders, on=since)]
    cut(strangers, last=since - DAY)


def locked_seat(seat: Seat) -> Seat:
    """Return a seat, held until the transaction ends, so that two cannot give it at once."""
    found: Seat = Seat.objects.select_for_update(of=("self",)).select_related("body").get(pk=seat.pk)
    rules.check_standing(withdrawn=found.withdrawn_at is not None)
    return found


def locked_organisation(organisation: Organisation) -> Organisation:
    """Return an organisation, held until the transaction ends."""
    found = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_standing(withdrawn=found.withdrawn_at is not None)
    return found
