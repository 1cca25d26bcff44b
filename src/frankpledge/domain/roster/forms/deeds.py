"""Each thing that may be done to a row of the register: what it is done to, what is asked, and which action does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from frankpledge.domain.bodies.actions import corrections, organisations, people, seats
from frankpledge.domain.bodies.models import (
    Body,
    Capacity,
    Kept,
    Office,
    Organisation,
    Person,
    Post,
    Representation,
    Seat,
    SeatHolding,
    Terms,
)
from frankpledge.domain.bodies.rules import SuccessionKind
from frankpledge.domain.roster.forms import changing
from frankpledge.domain.roster.forms.fields import RegisterForm
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.queries import members, user_of
from frankpledge.refusal import Refusal

Act = Callable[[Any, RegisterForm, Mapping[str, Any], User], object]


class NotAMember(Refusal):
    """The account does not belong to this workspace."""


@dataclass(frozen=True)
class Deed:
    """One thing to do: to which kind of row, under which title (with the row's name), with which form and action."""

    kind: type[Kept]
    title: str
    form: type[RegisterForm]
    act: Act
    button: str = "Record"
    done: str = "Recorded."


def _succeed(row: Organisation, form: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    into = [form.chosen_organisation(one) for one in given["into"]]
    if given["new_name"] and given["kind"] == SuccessionKind.RENAMED:
        return organisations.rename_organisation(organisation=row, name=given["new_name"], on=given["on"], by=by)
    return organisations.pass_to(
        organisations=[row, *(form.chosen_organisation(one) for one in given["along"])],
        into=into,
        new=(given["new_name"], given["new_kind"] or row.kind) if given["new_name"] else None,
        on=given["on"],
        kind=given["kind"],
        by=by,
    )


def _give(row: Seat, form: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    chosen = [form.chosen_organisation(one) for one in given["organisations"]]
    return seats.give_seat(seat=row, organisations=chosen, since=given["since"], by=by)


def _appoint(row: Seat, form: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    person = form.register.persons[UUID(given["person"])]
    return people.appoint(seat=row, person=person, part=given["part"], since=given["since"], by=by)


def _seat(row: Body, form: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    facts = {name: value for name, value in given.items() if name != "holder"}
    holder = form.chosen_organisation(given["holder"]) if given["holder"] else None
    return seats.create_held_seat(body=row, holder=holder, by=by, **facts)


def _terms(row: Body, _: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    facts = {name: value for name, value in given.items() if name != "since"}
    return seats.adopt_terms(body=row, facts=seats.TermsFacts(**facts), since=given["since"], by=by)


def _post(row: Person, form: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    facts = {**given, "organisation": form.chosen_organisation(given["organisation"])}
    return people.give_post(person=row, by=by, **facts)


def _account(row: Person, _: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    account = user_of(given["email"]) if given["email"] else None
    if given["email"] and given["email"].lower() not in {one.email for one in members(row.workspace)}:
        raise NotAMember("nobody of this workspace has that address.", cure="Invite them first.")
    return people.tie_account(person=row, account=account, by=by)


def _correct(row: Kept, form: RegisterForm, given: Mapping[str, Any], by: User) -> object:
    changes = {name: value for name, value in given.items() if name != "reason"}
    if "parent" in changes:
        changes["parent"] = form.register.bodies[UUID(changes["parent"])] if changes["parent"] else None
    return corrections.correct(row=row, changes=changes, reason=given["reason"], by=by)


def _ending(action: Callable[..., object], name: str) -> Act:
    return lambda row, form, given, by: action(**{name: row, "last": given["last"], "by": by})


DEEDS: dict[str, Deed] = {
    "capacity": Deed(
        Organisation, "Capacity of {}", changing.CapacityForm,
        lambda row, form, given, by: organisations.set_capacity(organisation=row, by=by, **given),
    ),
    "succeed": Deed(Organisation, "What became of {}", changing.SucceedForm, _succeed),
    "end-organisation": Deed(
        Organisation, "End {}", changing.LastForm, _ending(organisations.end_organisation, "organisation")
    ),
    "add-seat": Deed(Body, "Add a seat to {}", changing.SeatForm, _seat),
    "terms": Deed(Body, "Terms of reference of {}", changing.TermsForm, _terms, "Adopt"),
    "end-body": Deed(Body, "End {}", changing.LastForm, _ending(seats.end_body, "body")),
    "give-seat": Deed(Seat, "Who holds {}", changing.GiveForm, _give),
    "appoint": Deed(Seat, "Who sits in {}", changing.AppointForm, _appoint, "Appoint"),
    "office": Deed(
        Seat, "Office of {}", changing.OfficeForm,
        lambda row, form, given, by: seats.give_office(seat=row, by=by, **given),
    ),
    "vacate-seat": Deed(Seat, "Leave {} without a holder", changing.LastForm, _ending(seats.vacate_seat, "seat")),
    "end-seat": Deed(Seat, "End the seat {}", changing.LastForm, _ending(seats.end_seat, "seat")),
    "post": Deed(Person, "A post of {}", changing.PostForm, _post),
    "left": Deed(Person, "{} left", changing.LastForm, _ending(people.person_left, "person")),
    "account": Deed(Person, "The account of {}", changing.AccountForm, _account),
    "end-capacity": Deed(
        Capacity, "End a capacity: {}", changing.LastForm, _ending(organisations.end_capacity, "capacity")
    ),
    "end-post": Deed(Post, "End a post: {}", changing.LastForm, _ending(people.end_post, "post")),
    "end-representation": Deed(
        Representation, "End: {}", changing.LastForm, _ending(people.end_appointment, "representation")
    ),
    "end-office": Deed(Office, "End an office: {}", changing.LastForm, _ending(seats.end_office, "office")),
}  # fmt: skip
ROWS: tuple[type[Kept], ...] = (
    Organisation, Capacity, Body, Terms, Seat, SeatHolding, Office, Person, Post, Representation,
)  # fmt: skip
DEEDS |= {
    f"correct-{kind._meta.model_name}": Deed(
        kind, "Put right: {}", changing.CorrectForm, _correct, "Put right", "Put right. What stood here is kept."
    )
    for kind in ROWS
}
DEEDS |= {
    f"withdraw-{kind._meta.model_name}": Deed(
        kind, "Withdraw: {}", changing.ReasonForm,
        lambda row, form, given, by: corrections.withdraw(row=row, reason=given["reason"], by=by),
        "Withdraw", "Withdrawn. It is kept with the reason.",
    )
    for kind in ROWS
}  # fmt: skip
# What else may be done to a row, offered below the form that puts it right.
ALSO: dict[type[Kept], tuple[tuple[str, str], ...]] = {
    Capacity: (("end-capacity", "It ended"),),
    Post: (("end-post", "It ended"),),
    Representation: (("end-representation", "It ended"),),
    Office: (("end-office", "It ended"),),
}
