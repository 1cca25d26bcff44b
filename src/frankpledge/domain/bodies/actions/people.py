"""Recording people and their posts, and appointing them to seats."""

from __future__ import annotations

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
    standing,
    works_for,
)
from frankpledge.domain.bodies.models import Organisation, Person, Post, Representation, Seat
from frankpledge.domain.bodies.rules import Part, Span
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import tidy_email
from frankpledge.ground.audit.actions import record


@transaction.atomic
def record_person(
    *,
    workspace: Workspace,
    name: str,
    by_role: bool = False,
    email: str = "",
    account: User | None = None,
    by: User,
) -> Person:
    """Record a person by their name, or by a role. Refused where one with that e-mail address is there."""
    check_may_keep(workspace, by)
    tidy = rules.check_name(name, what="a person")
    address = tidy_email(email) if email.strip() else ""
    if address and standing(Person.objects.filter(workspace=workspace, email__iexact=address)).exists():
        raise rules.Taken("there is a person with this address.", where=address, cure="Use that person.")
    person = made(Person, workspace=workspace, name=tidy, by_role=by_role, email=address, user=account, writer=by)
    record("bodies.person_recorded", person, by=by)
    return person


@transaction.atomic
def record_post_holder(
    *,
    organisation: Organisation,
    name: str,
    by_role: bool = False,
    email: str = "",
    title: str = "",
    senior: bool = False,
    since: date | None = None,
    by: User,
) -> Person:
    """Record a person and the post that they have in an organisation."""
    person = record_person(workspace=organisation.workspace, name=name, by_role=by_role, email=email, by=by)
    give_post(person=person, organisation=organisation, title=title, senior=senior, since=since, by=by)
    return person


@transaction.atomic
def tie_account(*, person: Person, account: User | None, by: User) -> Person:
    """Say which account is a person's own, or that none is. Refused where it is another person's."""
    check_may_keep(person.workspace, by)
    others = standing(Person.objects.filter(workspace=person.workspace, user=account)) if account else None
    if others is not None and others.exclude(pk=person.pk).exists():
        raise rules.Taken("another person here has this account.", cure="Take it from them first.")
    person.user = account
    person.save(update_fields=["user"])
    record("bodies.account_tied", person, by=by, facts={"how": "tied" if account else "untied"})
    return person


@transaction.atomic
def give_post(
    *,
    person: Person,
    organisation: Organisation,
    title: str = "",
    senior: bool = False,
    since: date | None = None,
    until: date | None = None,
    by: User,
) -> Post:
    """Say that a person works for an organisation, and under which title. An earlier post there ends the day before."""
    check_may_keep(person.workspace, by)
    rules.check_together(person.workspace_id, organisation.workspace_id, what="a person and the organisation")
    rules.check_standing(withdrawn=person.withdrawn_at is not None)
    if since is not None:
        make_way(Post.objects.filter(person=person, organisation=organisation), since=since)
    post = made(
        Post,
        workspace=person.workspace,
        person=person,
        organisation=organisation,
        title=" ".join(title.split()),
        senior=senior,
        since=since if since is not None else organisation.since,
        until=until if until is not None else organisation.until,
        writer=by,
    )
    record("bodies.post_given", post, by=by, facts={"organisation": organisation.name})
    return post


@transaction.atomic
def end_post(*, post: Post, last: date, by: User) -> Post:
    """End a post, and with it every part that the person had in that organisation's seats."""
    check_may_keep(post.workspace, by)
    end(post, last=last)
    for part in standing(post.person.representations.select_related("seat")):
        if part.span.overlaps(Span(last + rules.DAY, None)) and _sits_for(part, post.organisation, on=last):
            cut([part], last=last)
    record("bodies.post_ended", post, by=by, facts={"organisation": post.organisation.name})
    return post


def _sits_for(part: Representation, organisation: Organisation, *, on: date) -> bool:
    held = standing(part.seat.holdings.filter(organisation=organisation))
    return any(one.span.holds(on) for one in held)


@transaction.atomic
def person_left(*, person: Person, last: date, by: User) -> Person:
    """End every post and every part of a person who left on a day."""
    check_may_keep(person.workspace, by)
    ended = cut(standing(person.representations.all()), last=last)
    ended += cut(standing(person.posts.all()), last=last)
    record("bodies.person_left", person, by=by, facts={"ended": len(ended)})
    return person


@transaction.atomic
def appoint(
    *, seat: Seat, person: Person, part: str, since: date | None, until: date | None = None, by: User
) -> Representation:
    """Appoint a person of the seat's holder to it. An earlier representative, or another part of theirs, ends then.

    Refused where the person works for nobody who holds the seat on the first day.
    """
    check_may_keep(seat.workspace, by)
    held, as_what = locked_seat(seat), Part(part)
    rules.check_standing(withdrawn=person.withdrawn_at is not None)
    _check_works_there(held, person, since)
    if since is not None:
        here = held.representations.all()
        make_way(here.filter(person=person), since=since)
        if as_what is Part.REPRESENTATIVE:
            make_way(here.filter(part=Part.REPRESENTATIVE), since=since)
    made_ = made(
        Representation,
        workspace=held.workspace,
        seat=held,
        person=person,
        part=as_what,
        since=since,
        until=until,
        writer=by,
    )
    record("bodies.appointed", made_, by=by, facts={"seat": held.name, "part": as_what.label.lower()})
    return made_


def _check_works_there(seat: Seat, person: Person, since: date | None) -> None:
    """Refuse whoever has no post in a holder of the seat, on the first day where it is known."""
    rules.check_together(seat.workspace_id, person.workspace_id, what="the seat and the person")
    when = Span(since, since)
    held = [one for one in standing(seat.holdings).select_related("organisation") if one.span.overlaps(when)]
    posts = [one for one in standing(person.posts) if one.span.overlaps(when)]
    if not {one.organisation_id for one in held} & {one.organisation_id for one in posts}:
        holders = " and ".join(str(one.organisation) for one in held) or "nobody"
        raise rules.NotTheSame(
            f"{holders} held the seat{f' on {rules.day(since)}' if since else ''}, "
            "and this person had no post there then.",
            cure="Give the seat to their organisation, or record their post, first.",
        )


@transaction.atomic
def hand_over_part(*, representation: Representation, to: User, by: User) -> None:
    """End the part of somebody who leaves, and let their next owner sit there from today if they work for its holder.

    Otherwise the seat is vacant. Whoever lets people go may do it.
    """
    today, seat = clock.today(), representation.seat
    representation.until = max(today - rules.DAY, representation.since or date.min)
    representation.save(update_fields=["until"])
    follows = standing(Person.objects.filter(workspace=seat.workspace, user=to)).first()
    organisations = [one.organisation for one in standing(seat.holdings) if one.span.holds(today)]
    fits = follows is not None and works_for(follows.pk, organisations, on=today) and representation.until < today
    if follows is not None and fits and not standing(seat.representations).filter(person=follows, until=None).exists():
        part, names = representation.part, {"workspace": seat.workspace, "seat": seat, "person": follows}
        made(Representation, **names, part=part, since=today, until=None, writer=by)
    facts = {"seat": seat.name, "how": "filled it again" if fits else "left it vacant"}
    record("bodies.part_handed_over", representation, by=by, facts=facts)


@transaction.atomic
def end_appointment(*, representation: Representation, last: date, by: User) -> Representation:
    """End a person's part in a seat."""
    check_may_keep(representation.workspace, by)
    end(representation, last=last)
    facts = {"seat": representation.seat.name, "part": Part(representation.part).label.lower()}
    record("bodies.appointment_ended", representation, by=by, facts=facts)
    return representation
