"""Open data for programs: proposals and what became of each, a table proposed, approved, turned down, withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import EVIDENCE
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.evidence.queries.store import known_or_nothing
from frankpledge.domain.open_data import actions
from frankpledge.domain.open_data.forms import ProposeForm, ReasonForm
from frankpledge.domain.open_data.models import DataTable, Proposal
from frankpledge.domain.open_data.permissions import GRANTS, Capability
from frankpledge.domain.open_data.queries import proposal_of, proposals_of
from frankpledge.domain.open_data.queries.cubes import sources_of
from frankpledge.domain.open_data.rules import State

ONE = "/open-data/{uuid:data_proposal}"


class DataTableOut(Schema):
    """A table that was proposed for the public, and how it stands. Nothing of it tells a count that is hidden."""

    id: UUID
    title: str
    words: str = Field(description="Which places, types and periods.")
    source: str
    supplier: str
    state: Annotated[str, listed(State)]
    numbers: int
    hidden: int = Field(description="How many of its numbers bear the mark [c].")
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_because: str
    table: UUID | None = Field(description="The table in the public catalogue, once it is released.")
    withdrawn_because: str


class WholeDataTable(Schema):
    """A table that was proposed, with its numbers as the public would see them."""

    proposal: DataTableOut
    numbers: list[dict[str, str | int | None]] = Field(description="place, type, period, count: null where hidden.")


def _out(one: Proposal) -> DataTableOut:
    table: DataTable | None = getattr(one, "table", None)
    told = {name: one.report[name] for name in ("words", "source", "supplier", "numbers", "hidden")}
    return DataTableOut(
        **told, id=one.pk, title=one.title, state=one.state, proposed_by=one.proposed_by.name,
        proposed_at=one.proposed_at, decided_by=one.decided_by.name if one.decided_by else "",
        decided_because=one.decided_because, table=table.pk if table else None,
        withdrawn_because=table.withdrawn_because if table else "",
    )  # fmt: skip


def _found(call: Call, data_proposal: UUID, capability: Capability = Capability.SEE) -> Proposal:
    call.check(GRANTS, capability)
    return there(proposal_of(data_proposal, **call.here), "proposal")


@lists("/open-data", part=EVIDENCE, of=DataTableOut)
def list_data_tables(call: Call) -> Rows:
    """List the tables that were proposed for the public, newest first, with what became of each."""
    call.check(GRANTS, Capability.SEE)
    return Rows(proposals_of(**call.here), _out)


@reads(ONE, part=EVIDENCE, returns=WholeDataTable)
def read_data_table(call: Call, data_proposal: UUID) -> WholeDataTable:
    """Read of a table how it stands, and its numbers as the public would see them."""
    one = _found(call, data_proposal)
    names = ("place", "type", "period", "count")
    return WholeDataTable(
        proposal=_out(one), numbers=[dict(zip(names, row, strict=True)) for row in one.report["shown"]]
    )


@acts("/open-data", part=EVIDENCE, asks=ProposeForm, returns=DataTableOut, status=201)
def propose_data_table(call: Call, given: dict[str, Any]) -> DataTableOut:
    """Propose a table of restricted counts: it is tried against everything released before.

    What may not leave is refused, with the cells that fail and the tables that were tried and may.
    """
    call.check(GRANTS, Capability.PROPOSE)
    form = filled(ProposeForm(given, sources=sources_of(known_or_nothing(call.workspace))))
    made = actions.propose(workspace=call.workspace, asked=form.asked(), title=form.cleaned_data["title"], by=call.by)
    return _out(there(proposal_of(made.pk, **call.here), "proposal"))


@acts(f"{ONE}/approve", part=EVIDENCE, returns=DataTableOut)
def approve_data_table(call: Call, data_proposal: UUID) -> DataTableOut:
    """Release a table that somebody else proposed."""
    actions.approve(proposal=_found(call, data_proposal, Capability.APPROVE), by=call.by)
    return _out(_found(call, data_proposal))


@acts(f"{ONE}/turn-down", part=EVIDENCE, asks=ReasonForm, returns=DataTableOut)
def turn_down_data_table(call: Call, given: dict[str, Any], data_proposal: UUID) -> DataTableOut:
    """Turn a proposal down, with the reason."""
    told = filled(ReasonForm(given)).cleaned_data
    actions.turn_down(proposal=_found(call, data_proposal, Capability.APPROVE), reason=told["reason"], by=call.by)
    return _out(_found(call, data_proposal))


@acts(f"{ONE}/withdraw", part=EVIDENCE, asks=ReasonForm, returns=DataTableOut)
def withdraw_data_table(call: Call, given: dict[str, Any], data_proposal: UUID) -> DataTableOut:
    """Withdraw a table that is public. Its page stays and gives the reason."""
    one = _found(call, data_proposal, Capability.APPROVE)
    actions.withdraw(proposal=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return _out(_found(call, data_proposal))
