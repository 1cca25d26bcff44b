"""No program does what the table does not grant, reaches another partnership, or changes what is not asked for."""

from __future__ import annotations

import pytest
from django.db import transaction

from frankpledge.api.filling import LONGEST_CHOICE
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.guards.programs import BY_TOKEN, CALLERS, Operation, Program, filled, operations, parts_of
from tests.guards.routes import disagreements
from tests.guards.rows import identifiers, rows, strangers
from tests.guards.test_fields import differing, planted_fields
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
ALL = list(operations())
FEWEST_THAT_SHOW_THEIR_OWN = 15
DONE = {200, 201, 409, 422}


def test_every_route_is_listed_and_every_listed_route_is_there() -> None:
    assert disagreements({one.name for one in ALL}, set(BY_TOKEN)) == []
    assert len({one.name for one in ALL}) == len(ALL)


def status(program: Program, operation: Operation, where: Town, asked: Town) -> int:
    """Return what a program is answered that asks of a town as it asks at home, and take it back."""
    query, body = filled(operation, asked)
    parts = parts_of(operation, where) | {"slug": str(asked.parts["slug"])}
    with transaction.atomic():
        answer = program.call(operation, parts, query, body)
        transaction.set_rollback(True)
    # What is refused for another reason than a role (one's own words alone may be edited) says nothing of roles.
    of_role = answer.status_code != 403 or answer.json()["refused"] == "NotPermitted"
    return answer.status_code if of_role else 422


@pytest.mark.parametrize("role", sorted(CALLERS))
def test_each_role_reaches_by_a_program_what_the_table_says_and_nothing_else(role: Role, town: Town) -> None:
    program = Program(town.workspace, town.people[role])
    wrong = {}
    for operation in ALL:
        found, granted = status(program, operation, town, town), role in BY_TOKEN[operation.name]
        if not (found in DONE if granted else found == 403):
            wrong[operation.name] = found
    assert wrong == {}


def test_a_data_contact_has_no_program(town: Town) -> None:
    with pytest.raises(NotPermitted):
        Program(town.workspace, town.people[Role.DATA_CONTACT])


def test_another_partnership_and_its_things_are_not_there(town: Town, foreign: Town) -> None:
    program, wrong = Program(town.workspace, town.everyone()), {}
    for operation in ALL:
        at_theirs = status(program, operation, foreign, foreign)
        named = {one["name"] for one in operation.parameters("path")} - {
            "slug",
            "kind",
            "duty",
            "version",
            "form",
            "dataset",
        }
        under_ours = status(program, operation, foreign, town) if named else 404
        if {at_theirs, under_ours} != {404}:
            wrong[operation.name] = (at_theirs, under_ours)
    assert wrong == {}


def test_nothing_of_another_partnership_is_told(town: Town, foreign: Town) -> None:
    program, met, own = Program(town.workspace, town.everyone()), [], 0
    for operation in ALL:
        if operation.writes:
            continue
        query, body = filled(operation, town)
        content = program.call(operation, parts_of(operation, town), query, body).content
        own += town.canary.encode() in content
        met += [operation.name] * (foreign.canary.encode() in content)
    assert met == []
    assert own >= FEWEST_THAT_SHOW_THEIR_OWN


def test_a_program_that_only_reads_changes_nothing(town: Town) -> None:
    program, known = Program(town.workspace, town.everyone(), writes=False), identifiers()
    before, wrong = rows(known), {}
    for operation in ALL:
        if operation.writes:
            query, body = filled(operation, town)
            answer = program.call(operation, parts_of(operation, town), query, body)
            wrong |= {} if answer.status_code == 403 else {operation.name: answer.status_code}
    assert wrong == {}
    assert differing(before, rows(known)) in ([], ["tokens.Token"])


def test_no_field_is_taken_that_is_not_asked_for(town: Town, foreign: Town) -> None:
    program, extra, known = Program(town.workspace, town.everyone()), planted_fields(foreign), identifiers()
    before, wrong = rows(known), {}
    for operation in ALL:
        if operation.schema():
            query, body = filled(operation, town)
            planted = {name: told for name, told in extra.items() if name not in operation.schema()["properties"]}
            answer = program.call(operation, parts_of(operation, town), query, {**(body or {}), **planted})
            named = {one["where"] for one in answer.json().get("errors", [])}
            wrong |= {} if answer.status_code == 422 and set(planted) <= named else {operation.name: answer.status_code}
    assert wrong == {}
    assert differing(before, rows(known)) in ([], ["tokens.Token"])


def test_no_program_takes_hold_of_another_partnerships_things(town: Town, foreign: Town) -> None:
    program, tried, wrong = Program(town.workspace, town.everyone()), 0, []
    theirs = [str(foreign.parts[name]) for name in ("organisation", "body", "person")]
    theirs.append(str(foreign.people[Role.OFFICER].pk))
    for operation in ALL:
        query, body = filled(operation, town)
        for name in choices(operation):
            for one in theirs:
                tried += 1
                with transaction.atomic():
                    answer = program.call(operation, parts_of(operation, town), query, {**(body or {}), name: one})
                    if answer.status_code < 400:
                        wrong += [f"{operation.name}.{name}: {what}" for what in strangers(town.workspace)]
                    transaction.set_rollback(True)
    assert sorted(set(wrong)) == []
    assert tried > 100


def choices(operation: Operation) -> list[str]:
    """Return the fields of a body that take an identifier: texts that are as long as a choice may be."""
    fields = operation.schema().get("properties", {})
    return [name for name, schema in fields.items() if f"'maxLength': {LONGEST_CHOICE}" in str(schema)]
