"""The interface does not fall over: asked by each role what nobody thought of, of things that are there or not."""

from __future__ import annotations

import random
from typing import Any

import pytest
import requests
import schemathesis
from django.db import transaction
from django.http import HttpResponse
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response

from frankpledge.api.openapi import description
from frankpledge.ground.accounts.rules import Role
from tests.guards.programs import CALLERS, Operation, Program, filled, operations, parts_of
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
SCHEMA = schemathesis.openapi.from_dict(description())
ALL = list(operations())
EXAMPLES, ROLES_OF_A_FEW = 3, 12
QUICK = settings(
    max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def strategy(operation: Operation) -> Any:
    """Return calls of an operation as its description allows them, made by schemathesis."""
    return SCHEMA[operation.path][operation.method.upper()].as_strategy()


def asked(operation: Operation, program: Program, town: Town, foreign: Town) -> list[str]:
    """Return what was answered wrongly of some calls: a failure, or a status that the description does not name."""
    wrong: list[str] = []

    @seed(1)
    @QUICK
    @given(case=strategy(operation), whose=st.sampled_from([town, foreign, None]))
    def ask(case: Any, whose: Town | None) -> None:
        made = parts_of(operation, whose) if whose else case.path_parameters
        parts = {name: str(told).replace("/", "") or "x" for name, told in made.items()} | {"slug": town.workspace.slug}
        query = {name: told for name, told in (case.query or {}).items() if told is not None}
        body = case.body if isinstance(case.body, dict | list) else None
        with transaction.atomic():
            answer = program.call(operation, parts, query, body)
            transaction.set_rollback(True)
        if answer.status_code >= 500 or str(answer.status_code) not in {*operation.told["responses"], "405"}:
            wrong.append(f"{operation.name} {answer.status_code}: {parts} {query} {body}")

    ask()
    return wrong


def of_role(role: Role) -> list[Operation]:
    """Return some operations for a role, drawn from a seed: others for each, all of them among the roles."""
    drawn = random.Random(sorted(CALLERS).index(role)).sample(ALL, ROLES_OF_A_FEW)
    return sorted(drawn, key=lambda one: one.name)


def test_nothing_fails_for_somebody_who_may_do_everything(town: Town, foreign: Town) -> None:
    program = Program(town.workspace, town.everyone())
    assert [line for operation in ALL for line in asked(operation, program, town, foreign)] == []


@pytest.mark.parametrize("role", sorted(CALLERS))
def test_nothing_fails_for_a_role(role: Role, town: Town, foreign: Town) -> None:
    program = Program(town.workspace, town.people[role])
    assert [line for operation in of_role(role) for line in asked(operation, program, town, foreign)] == []


def test_what_is_answered_is_what_is_described(lived_in: Town) -> None:
    program, seen = Program(lived_in.workspace, lived_in.everyone()), 0
    for operation in ALL:
        files = not operation.told["responses"].get("200", {}).get("content")
        if operation.writes or files:
            continue
        query, body = filled(operation, lived_in)
        answer = program.call(operation, parts_of(operation, lived_in), query, body)
        assert answer.status_code == 200, f"{operation.name}: {answer.content!r}"
        SCHEMA[operation.path]["GET"].validate_response(as_sent(answer))
        seen += 1
    assert seen > 15


def test_an_answer_that_is_not_as_described_is_found(lived_in: Town) -> None:
    program = Program(lived_in.workspace, lived_in.everyone())
    operation = next(one for one in ALL if one.name == "list_actions")
    answer = program.call(operation, parts_of(operation, lived_in), {}, None)
    answer.content = answer.content.replace(b'"number"', b'"nummer"')
    with pytest.raises(Failure):
        SCHEMA[operation.path]["GET"].validate_response(as_sent(answer))


def as_sent(answer: HttpResponse) -> Response:
    """Return an answer as schemathesis reads it."""
    asked = requests.Request("GET", "http://127.0.0.1/").prepare()
    headers = {name.lower(): [told] for name, told in answer.items()}
    return Response(answer.status_code, headers, answer.content, asked, elapsed=0.1, verify=False)
