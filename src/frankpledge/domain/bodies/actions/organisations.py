"""Founding organisations, their capacity in law, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.actions.fit import (
    check_may_keep,
    cut,
    end,
    locked_organisation,
    made,
    make_way,
    part_with_strangers,
    standing,
)
from frankpledge.domain.bodies.models import Capacity, Organisation, Post, Seat, SeatHolding, Succession
from frankpledge.domain.bodies.rules import DAY, CapacityKind, OrganisationKind, SuccessionKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record


@transaction.atomic
def found_organisation(
    *,
    workspace: Workspace,
    name: str,
    kind: str,
    short_name: str = "",
    since: date | None = None,
    until: date | None = None,
    by: User,
) -> Organisation:
    """Record an organisation. Refused where one of that name is there."""
    check_may_keep(workspace, by)
    return _found(workspace, name, short_name, kind, since, until, by)


def _found(
    workspace: Workspace, name: str, short_name: str, kind: str, since: date | None, until: date | None, by: User
) -> Organisation:
    tidy = rules.check_name(name, what="an organisation")
    there = standing(Organisation.objects.filter(workspace=workspace, name__iexact=tidy, until__isnull=True))
    if until is None and there.exists():
        raise rules.NotNamed(
            "there is an organisation of this name.", where=tidy, cure="Use it, or end it before another begins."
        )
    organisation = made(
        Organisation,
        workspace=workspace,
        name=tidy,
        short_name=" ".join(short_name.split()),
        kind=OrganisationKind(kind),
        since=since,
        until=until,
        writer=by,
    )
    record("bodies.organisation_founded", organisation, by=by, facts={"organisation": tidy})
    return organisation


@transaction.atomic
def found_with_capacity(
    *,
    workspace: Workspace,
    name: str,
    kind: str,
    short_name: str = "",
    since: date | None = None,
    capacity: str = "",
    capacity_since: date | None = None,
    basis: str = "",
    by: User,
) -> Organisation:
    """Record an organisation and, where it is named, in which capacity it takes part, by default throughout."""
    founded = found_organisation(workspace=workspace, name=name, kind=kind, short_name=short_name, since=since, by=by)
    if capacity:
        begins = capacity_since if capacity_since is not None else since
        set_capacity(organisation=founded, kind=capacity, since=begins, basis=basis, by=by)
    return founded


@transaction.atomic
def set_capacity(
    *,
    organisation: Organisation,
    kind: str,
    since: date | None,
    until: date | None = None,
    basis: str = "",
    by: User,
) -> Capacity:
    """Say in which capacity an organisation takes part from a day. The one that it had ends the day before."""
    check_may_keep(organisation.workspace, by)
    held = locked_organisation(organisation)
    capacity = CapacityKind(kind)
    if since is not None:
        make_way(held.capacities.all(), since=since)
    kept = made(
        Capacity,
        workspace=held.workspace,
        organisation=held,
        kind=capacity,
        since=since,
        until=until,
        basis=basis.strip(),
        writer=by,
    )
    record("bodies.capacity_set", kept, by=by, facts={"organisation": held.name, "capacity": capacity.label})
    return kept


@transaction.atomic
def end_capacity(*, capacity: Capacity, last: date, by: User) -> Capacity:
    """End a capacity that no other follows at once."""
    check_may_keep(capacity.workspace, by)
    end(capacity, last=last)
    facts = {"organisation": capacity.organisation.name, "capacity": CapacityKind(capacity.kind).label}
    record("bodies.capacity_ended", capacity, by=by, facts=facts)
    return capacity


@transaction.atomic
def end_organisation(*, organisation: Organisation, last: date, by: User) -> Organisation:
    """End an organisation that nobody comes after: its seats are vacant from the next day."""
    check_may_keep(organisation.workspace, by)
    held = locked_organisation(organisation)
    _wind_up(held, last=last)
    record("bodies.organisation_ended", held, by=by, facts={"organisation": held.name})
    return held


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, name: str, on: date, short_name: str = "", by: User
) -> Organisation:
    """Return the organisation under its new name, to which seats, capacity and people pass on a day."""
    check_may_keep(organisation.workspace, by)
    renamed = _found(organisation.workspace, name, short_name, organisation.kind, on, None, by)
    succeed(predecessors=[organisation], successors=[renamed], on=on, kind=SuccessionKind.RENAMED, by=by)
    return renamed


@transaction.atomic
def merge_organisations(
    *, organisations: Sequence[Organisation], into: Organisation, on: date, by: User
) -> Organisation:
    """Merge organisations into another, to which seats, capacities and people pass on a day."""
    succeed(predecessors=organisations, successors=[into], on=on, kind=SuccessionKind.MERGED, by=by)
    return into


@transaction.atomic
def split_organisation(
    *, organisation: Organisation, into: Sequence[Organisation], on: date, people_to: Organisation, by: User
) -> None:
    """Split an organisation: its successors hold its seats jointly from a day, and its people go to one of them."""
    succeed(predecessors=[organisation], successors=into, on=on, kind=SuccessionKind.SPLIT, people_to=people_to, by=by)


@transaction.atomic
def pass_to(
    *,
    organisations: Sequence[Organisation],
    into: Sequence[Organisation],
    new: tuple[str, str] | None,
    on: date,
    kind: str,
    by: User,
) -> None:
    """Let organisations be followed by others: those that are recorded, and a new one of a (name, kind)."""
    check_may_keep(organisations[0].workspace, by)
    founded = [_found(organisations[0].workspace, new[0], "", new[1], on, None, by)] if new else []
    succeed(predecessors=organisations, successors=[*founded, *into], on=on, kind=kind, by=by)


@transaction.atomic
def succeed(
    *,
    predecessors: Sequence[Organisation],
    successors: Sequence[Organisation],
    on: date,
    kind: str,
    people_to: Organisation | None = None,
    by: User,
) -> tuple[Succession, ...]:
    """End organisations the day before others take over their seats, capacity and people. The past stays as it was.

    Several successors hold each seat jointly. People go to the first successor unless another is named.
    """
    rules.check_successors(len(predecessors), len(successors), SuccessionKind(kind))
    check_may_keep(predecessors[0].workspace, by)
    before, after = [locked_organisation(one) for one in predecessors], [locked_organisation(one) for one in successors]
    for one in (*before, *after):
        rules.check_together(one.workspace_id, before[0].workspace_id, what="these organisations")
    seats = _seats_held(before, on)
    for one in before:
        _pass_capacity(one, after, on=on, by=by)
        _pass_people(one, people_to or after[0], on=on, by=by)
    for seat in seats:
        _pass_seat(seat, before, after, on=on, by=by)
    for one in before:
        _wind_up(one, last=on - DAY)
    return tuple(_succession(one, other, on, SuccessionKind(kind), by) for one in before for other in after)


def _succession(before: Organisation, after: Organisation, on: date, kind: SuccessionKind, by: User) -> Succession:
    kept = made(
        Succession, workspace=before.workspace, predecessor=before, successor=after, on=on, kind=kind, writer=by
    )
    facts = {"before": before.name, "after": after.name, "how": kind.label}
    record("bodies.organisation_succeeded", kept, by=by, facts=facts)
    return kept


def _seats_held(organisations: Sequence[Organisation], on: date) -> list[Seat]:
    """Return the seats that organisations hold on the eve of a day and beyond."""
    held = standing(SeatHolding.objects.filter(organisation__in=organisations)).select_related("seat", "seat__body")
    reaching = [one.seat for one in held if one.span.holds(on - DAY) and (one.until is None or one.until >= on)]
    return list({seat.pk: seat for seat in reaching}.values())


def _pass_seat(
    seat: Seat, before: Sequence[Organisation], after: Sequence[Organisation], *, on: date, by: User
) -> None:
    """Pass a seat on: what others hold in it jointly stays, and the successors stand where the predecessors stood."""
    gone = {one.pk for one in before}
    open_now = [one for one in standing(seat.holdings).select_related("organisation") if one.span.holds(on - DAY)]
    stay = [one.organisation for one in open_now if one.organisation_id not in gone]
    ends = [one.until for one in open_now]
    last = None if None in ends else max(filter(None, ends))
    cut(open_now, last=on - DAY)
    holders = list({one.pk: one for one in (*stay, *after)}.values())
    for holder in holders:
        made(
            SeatHolding,
            workspace=seat.workspace,
            seat=seat,
            organisation=holder,
            jointly=len(holders) > 1,
            since=on,
            until=last,
            writer=by,
        )
    part_with_strangers(seat, holders, since=on)


def _pass_capacity(before: Organisation, after: Sequence[Organisation], *, on: date, by: User) -> None:
    """Give the successors the capacity of the predecessor, unless they have one."""
    held = next((one for one in standing(before.capacities) if one.span.holds(on - DAY)), None)
    if held is None:
        return
    for one in after:
        if not any(other.until is None or other.until >= on for other in standing(one.capacities)):
            made(
                Capacity,
                workspace=before.workspace,
                organisation=one,
                kind=held.kind,
                basis=held.basis,
                since=on,
                writer=by,
            )


def _pass_people(before: Organisation, after: Organisation, *, on: date, by: User) -> None:
    """Give the people of the predecessor the same posts in the successor."""
    held = [one for one in standing(before.posts) if one.span.holds(on - DAY) and (not one.until or one.until >= on)]
    there = {one.person_id for one in standing(after.posts) if one.span.holds(on)}
    for post in held:
        if post.person_id not in there:
            made(
                Post,
                workspace=before.workspace,
                person=post.person,
                organisation=after,
                title=post.title,
                senior=post.senior,
                since=on,
                until=post.until,
                writer=by,
            )


def _wind_up(organisation: Organisation, *, last: date) -> None:
    """End an organisation and whatever of it goes on."""
    holdings = standing(organisation.holdings).select_related("seat", "seat__body")
    for holding in cut(holdings, last=last):
        others = standing(holding.seat.holdings).select_related("organisation")  # type: ignore[attr-defined]
        part_with_strangers(
            holding.seat,  # type: ignore[attr-defined]
            [one.organisation for one in others if one.span.holds(last + DAY)],
            since=last + DAY,
        )
    cut(standing(organisation.capacities), last=last)
    cut(standing(organisation.posts), last=last)
    end(organisation, last=last)
