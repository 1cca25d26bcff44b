"""Who sits where in the demonstration: by titles of posts alone, each row through the action that a page calls."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from frankpledge.domain.bodies.actions.organisations import found_organisation, set_capacity, succeed
from frankpledge.domain.bodies.actions.people import appoint, person_left, record_post_holder
from frankpledge.domain.bodies.actions.seats import (
    TermsFacts,
    adopt_terms,
    create_body,
    create_seat,
    give_office,
    give_seat,
)
from frankpledge.domain.bodies.models import Body, Organisation, Person, Seat
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.ground.accounts.models import User, Workspace


@dataclass
class _Table:
    """What was made so far, by name."""

    workspace: Workspace
    by: User
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def seat_everybody(workspace: Workspace, told: str, *, by: User) -> None:
    """Record who sits where in a workspace, as one part of the data beside this module tells it, unless it is there."""
    if rows_of(Body, workspace=workspace, viewer=by).exists():
        return
    data = tomllib.loads(files("frankpledge.demo").joinpath("table.toml").read_text(encoding="utf-8"))[told]
    table = _Table(workspace, by)
    _organisations(table, data)
    _bodies(table, data)
    _people(table, data)
    for one in data["later"]:
        _later(table, one)


def _day(told: Any) -> date | None:
    return told if isinstance(told, date) else None


def _organisations(table: _Table, data: Mapping[str, Any]) -> None:
    for name, kind, capacity, since, basis in data["organisations"]:
        made = found_organisation(workspace=table.workspace, name=name, kind=kind, by=table.by)
        table.organisations[name] = made
        if capacity:
            set_capacity(organisation=made, kind=capacity, since=_day(since), basis=basis, by=table.by)


def _bodies(table: _Table, data: Mapping[str, Any]) -> None:
    for name, kind, parent, since, purpose in data["bodies"]:
        table.bodies[name] = create_body(
            workspace=table.workspace,
            name=name,
            kind=kind,
            parent=table.bodies.get(parent),
            since=_day(since),
            purpose=purpose,
            by=table.by,
        )
    for name, since, frequency, quorum, quorum_of, chair in data["terms"]:
        facts = TermsFacts(frequency=frequency, quorum=quorum, quorum_of=quorum_of, chair_rule=chair)
        adopt_terms(body=table.bodies[name], facts=facts, since=since, by=table.by)
    for body, name, authority, holders, standing in data["seats"]:
        home = table.bodies[body]
        seat = create_seat(body=home, name=name, authority=authority, standing_as=standing, by=table.by)
        held = [table.organisations[holder] for holder in holders]
        give_seat(seat=seat, organisations=held, since=home.since, by=table.by)
        table.seats[f"{body}/{name}"] = seat


def _people(table: _Table, data: Mapping[str, Any]) -> None:
    for organisation, title, seats, part, since in data["people"]:
        person = record_post_holder(
            organisation=table.organisations[organisation],
            name=title,
            by_role=True,
            title=title,
            senior=title in data["senior"],
            since=_day(since),
            by=table.by,
        )
        table.people[title] = person
        for seat in seats:
            appoint(seat=table.seats[seat], person=person, part=part, since=_day(since), by=table.by)
    for seat, kind, since in data["offices"]:
        give_office(seat=table.seats[seat], kind=kind, since=_day(since), by=table.by)


def _later(table: _Table, one: Mapping[str, Any]) -> None:
    if one["what"] == "left":
        person_left(person=table.people[one["title"]], last=one["on"], by=table.by)
        return
    name, kind = one["after"]
    if name not in table.organisations:
        table.organisations[name] = found_organisation(
            workspace=table.workspace, name=name, kind=kind, since=one["on"], by=table.by
        )
    succeed(
        predecessors=[table.organisations[before] for before in one["before"]],
        successors=[table.organisations[name]],
        on=one["on"],
        kind=one["what"],
        by=table.by,
    )
