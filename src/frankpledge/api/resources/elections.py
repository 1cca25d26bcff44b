"""Elections for programs: those here with the days of care before them, recorded and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled
from frankpledge.api.parts import DECISIONS
from frankpledge.api.routing import Rows, acts, lists
from frankpledge.domain.elections.actions import record_election, withdraw_election
from frankpledge.domain.elections.forms import ElectionForm, WithdrawForm
from frankpledge.domain.elections.models import Election
from frankpledge.domain.elections.permissions import GRANTS, Capability
from frankpledge.domain.elections.queries import election_of, elections_of


class ElectionOut(Schema):
    """An election, and the first day of care before it. One that was withdrawn holds nothing."""

    id: UUID
    kind: str
    called: str
    starts: date = Field(description="The first day of care: publication waits from then until the poll.")
    poll: date
    withdrawn_because: str


@lists("/elections", part=DECISIONS, of=ElectionOut)
def list_elections(call: Call) -> Rows:
    """List the elections here, the latest first, withdrawn ones too."""
    call.check(GRANTS, Capability.SEE)
    return Rows(elections_of(**call.here), ElectionOut.from_orm)


@acts("/elections", part=DECISIONS, asks=ElectionForm, returns=ElectionOut, status=201)
def add_election(call: Call, given: dict[str, Any]) -> ElectionOut:
    """Record an election with the first day of care before it."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(ElectionForm(given))
    return ElectionOut.from_orm(record_election(workspace=call.workspace, given=form.given(), by=call.by))


@acts("/elections/{uuid:election}/withdraw", part=DECISIONS, asks=WithdrawForm, returns=ElectionOut)
def take_out_election(call: Call, election: UUID, given: dict[str, Any]) -> ElectionOut:
    """Withdraw an election that was wrong, or is not held."""
    call.check(GRANTS, Capability.KEEP)
    one: Election = there(election_of(election, **call.here), "election")
    withdraw_election(election=one, because=filled(WithdrawForm(given)).cleaned_data["because"], by=call.by)
    one.refresh_from_db()
    return ElectionOut.from_orm(one)
