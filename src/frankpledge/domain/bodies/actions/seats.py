"""Creating bodies and seats, adopting terms of reference, and giving seats and offices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.actions.fit import (
    check_may_keep,
    cut,
    end,
    locked_seat,
    made,
    make_way,
    part_with_strangers,
    standing,
)
from frankpledge.domain.bodies.models import Body, Office, Organisation, Seat, SeatHolding, Terms
from frankpledge.domain.bodies.rules import BodyKind, Frequency, OfficeKind, QuorumOf, Standing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record


@dataclass(frozen=True)
class TermsFacts:
    """What terms of reference say: the numbers that the product works with, and the words that people read."""

    frequency: str
    quorum: int | None = None
    quorum_of: str = QuorumOf.MEMBERS
    chair_rule: str = ""
    words: str = ""
    document: str = ""


@transaction.atomic
def create_body(
    *,
    workspace: Workspace,
    name: str,
    kind: str,
    short_name: str = "",
    parent: Body | None = None,
    purpose: str = "",
    since: date | None = None,
    by: User,
) -> Body:
    """Create a board, group or committee. Refused where one of that name is there."""
    check_may_keep(workspace, by)
    tidy = rules.check_name(name, what="a body")
    if standing(Body.objects.filter(workspace=workspace, name__iexact=tidy, until__isnull=True)).exists():
        raise rules.NotNamed("there is a body of this name.", where=tidy, cure="Use it, or end it first.")
    if parent:
        rules.check_together(parent.workspace_id, workspace.pk, what="a body and its parent")
    body = made(
        Body,
        workspace=workspace,
        name=tidy,
        short_name=" ".join(short_name.split()),
        kind=BodyKind(kind),
        parent=parent,
        purpose=purpose.strip(),
        since=since,
        writer=by,
    )
    record("bodies.body_created", body, by=by, facts={"body": body.name})
    return body


def ancestors(body: Body | None) -> Iterator[Body]:
    """Yield a body, the body that it reports to, and so on up."""
    while body is not None:
        yield body
        body = body.parent


@transaction.atomic
def end_body(*, body: Body, last: date, by: User) -> Body:
    """End a body and its seats. Refused while others report to it."""
    check_may_keep(body.workspace, by)
    beneath = [one.name for one in standing(body.beneath) if one.until is None or one.until > last]
    if beneath:
        raise rules.Taken(
            f"{', '.join(sorted(beneath))} still report to it.", cure="End them, or give them another parent, first."
        )
    for seat in standing(body.seats):
        _close(seat, last=last)
    end(body, last=last)
    record("bodies.body_ended", body, by=by, facts={"body": body.name})
    return body


@transaction.atomic
def adopt_terms(*, body: Body, facts: TermsFacts, since: date, by: User) -> Terms:
    """Adopt terms of reference, in force from a day until the next version."""
    check_may_keep(body.workspace, by)
    held = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    rules.check_standing(withdrawn=held.withdrawn_at is not None)
    rules.check_inside(rules.Span(since, since), held.span, what="the terms", of=held.name)
    rules.check_quorum(facts.quorum)
    if standing(held.terms.filter(since=since)).exists():
        raise rules.Taken(
            f"a version is in force from {rules.day(since)} already.", cure="Correct that, or wait a day."
        )
    kept = made(
        Terms,
        workspace=held.workspace,
        body=held,
        version=max((one.version for one in held.terms.all()), default=0) + 1,
        since=since,
        quorum=facts.quorum,
        quorum_of=QuorumOf(facts.quorum_of),
        frequency=Frequency(facts.frequency),
        chair_rule=facts.chair_rule.strip(),
        words=facts.words.strip(),
        document=facts.document.strip(),
        writer=by,
    )
    record("bodies.terms_adopted", kept, by=by, facts={"body": held.name, "version": kept.version})
    return kept


@transaction.atomic
def create_seat(
    *,
    body: Body,
    name: str,
    since: date | None = None,
    standing_as: str = Standing.MEMBER,
    authority: str = "",
    basis: str = "",
    by: User,
) -> Seat:
    """Create a seat in a body, with nobody in it. `authority`: the description in the law that it is meant for."""
    check_may_keep(body.workspace, by)
    tidy = rules.check_name(name, what="a seat")
    if standing(body.seats.filter(name__iexact=tidy, until__isnull=True)).exists():
        raise rules.NotNamed("there is a seat of this name.", where=tidy, cure="Give it, or name this one otherwise.")
    seat = made(
        Seat,
        workspace=body.workspace,
        body=body,
        name=tidy,
        order=body.seats.count(),
        standing=Standing(standing_as),
        authority=authority,
        basis=basis.strip(),
        since=since if since is not None else body.since,
        writer=by,
    )
    record("bodies.seat_created", seat, by=by, facts={"seat": seat.name, "body": body.name})
    return seat


@transaction.atomic
def create_held_seat(
    *,
    body: Body,
    name: str,
    holder: Organisation | None,
    since: date | None = None,
    standing_as: str = Standing.MEMBER,
    authority: str = "",
    basis: str = "",
    by: User,
) -> Seat:
    """Create a seat and give it to an organisation at once, where one is named."""
    seat = create_seat(
        body=body, name=name, since=since, standing_as=standing_as, authority=authority, basis=basis, by=by
    )
    if holder:
        begins = max(filter(None, (seat.since, holder.since)), default=None)
        give_seat(seat=seat, organisations=[holder], since=begins, by=by)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, last: date, by: User) -> Seat:
    """End a seat, and whatever is held in it."""
    check_may_keep(seat.workspace, by)
    held = locked_seat(seat)
    _close(held, last=last)
    record("bodies.seat_ended", held, by=by, facts={"seat": held.name, "body": held.body.name})
    return held


def _close(seat: Seat, *, last: date) -> None:
    for rows in (seat.representations, seat.offices, seat.holdings):
        cut(standing(rows.all()), last=last)
    cut([seat], last=last)


@transaction.atomic
def give_seat(
    *, seat: Seat, organisations: Sequence[Organisation], since: date | None, until: date | None = None, by: User
) -> tuple[SeatHolding, ...]:
    """Give a seat to one organisation, or to several jointly, from a day. Whoever holds it ends the day before.

    Whoever sat there for the earlier holder and does not work for a new one ends then too.
    """
    check_may_keep(seat.workspace, by)
    held = locked_seat(seat)
    if not organisations:
        raise rules.NotNamed("nobody was named to hold the seat.", cure="Choose an organisation.")
    if since is not None:
        make_way(held.holdings.all(), since=since)
    given = tuple(
        made(
            SeatHolding,
            workspace=held.workspace,
            seat=held,
            organisation=organisation,
            jointly=len(organisations) > 1,
            since=since,
            until=until,
            writer=by,
        )
        for organisation in organisations
    )
    if since is not None:
        part_with_strangers(held, organisations, since=since)
    names = " and ".join(one.name for one in organisations)
    record("bodies.seat_given", held, by=by, facts={"seat": held.name, "organisation": names})
    return given


@transaction.atomic
def vacate_seat(*, seat: Seat, last: date, by: User) -> Seat:
    """Leave a seat without a holder after a last day, and so without anybody in it."""
    check_may_keep(seat.workspace, by)
    held = locked_seat(seat)
    if not cut(standing(held.holdings.all()), last=last):
        raise rules.NotInOrder("nobody holds this seat beyond that day.", cure="Check the day.")
    cut(standing(held.representations.all()), last=last)
    record("bodies.seat_vacated", held, by=by, facts={"seat": held.name})
    return held


@transaction.atomic
def give_office(*, seat: Seat, kind: str, since: date | None, until: date | None = None, by: User) -> Office:
    """Let a seat chair its body, or be its vice-chair, from a day. Whichever had the office ends the day before."""
    check_may_keep(seat.workspace, by)
    held = locked_seat(seat)
    office = OfficeKind(kind)
    if since is not None:
        make_way(Office.objects.filter(body=held.body, kind=office), since=since)
    given = made(
        Office, workspace=held.workspace, seat=held, body=held.body, kind=office, since=since, until=until, writer=by
    )
    record("bodies.office_given", given, by=by, facts={"seat": held.name, "office": office.label})
    return given


@transaction.atomic
def end_office(*, office: Office, last: date, by: User) -> Office:
    """End an office that nobody takes at once."""
    check_may_keep(office.workspace, by)
    end(office, last=last)
    facts = {"seat": office.seat.name, "office": OfficeKind(office.kind).label}
    record("bodies.office_ended", office, by=by, facts=facts)
    return office
