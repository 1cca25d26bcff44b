"""Requests under agreements for programs: the list, one, recorded and answered. Never about whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import REGISTERS
from frankpledge.api.resources.agreements import ONE as AGREEMENT
from frankpledge.api.resources.agreements import found as found_agreement
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.forms import AnswerForm, AskForm, RequestsForm
from frankpledge.domain.agreements.models import Request
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.queries import chosen_requests, request_of, requests_of
from frankpledge.domain.agreements.rules import Outcome

ONE = "/requests/{uuid:asking}"


class RequestOut(Schema):
    """What one organisation asked of another under an agreement, and what became of it."""

    id: UUID
    number: int
    agreement: UUID
    agreement_name: str
    asked_by: UUID
    asked_by_name: str
    asked_of: UUID
    asked_of_name: str
    asked_on: date
    what: str
    basis: str
    due: date | None
    answered_on: date | None
    outcome: Annotated[str, listed(Outcome)] | None = Field(description="Null until it is answered.")
    answer: str
    late: bool = Field(description="Whether it is open past its day.")


def request_out(one: Request, on: date) -> RequestOut:
    """Return a request as it is told."""
    return RequestOut(
        id=one.pk, number=one.number, agreement=one.agreement_id, agreement_name=one.agreement.name,
        asked_by=one.asked_by_id, asked_by_name=one.asked_by.name, asked_of=one.asked_of_id,
        asked_of_name=one.asked_of.name, asked_on=one.asked_on, what=one.what, basis=one.basis, due=one.due,
        answered_on=one.answered_on, outcome=one.outcome or None, answer=one.answer,
        late=one.answered_on is None and one.due is not None and one.due < on,
    )  # fmt: skip


def found(call: Call, asking: UUID, capability: Capability = Capability.SEE_REQUESTS) -> Request:
    """Return a request that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(request_of(asking, **call.here), "request")


@lists("/requests", part=REGISTERS, of=RequestOut, asks=RequestsForm)
def list_requests(call: Call, given: dict[str, Any]) -> Rows:
    """List requests under agreements, under the filters of the page, the latest first."""
    call.check(GRANTS, Capability.SEE_REQUESTS)
    told = filled(RequestsForm(given, **call.here)).told()
    return Rows(
        chosen_requests(requests_of(**call.here), told, on=call.today), lambda one: request_out(one, call.today)
    )


@reads(ONE, part=REGISTERS, returns=RequestOut)
def read_request(call: Call, asking: UUID) -> RequestOut:
    """Read of a request what was asked, and what became of it."""
    return request_out(found(call, asking), call.today)


@acts(f"{AGREEMENT}/requests", part=REGISTERS, asks=AskForm, returns=RequestOut, status=201)
def record_request(call: Call, agreement: UUID, given: dict[str, Any]) -> RequestOut:
    """Record what one organisation asked of another under an agreement: what, never about whom."""
    one = found_agreement(call, agreement, Capability.KEEP_REQUESTS)
    form = filled(AskForm(given, **call.here))
    return request_out(actions.record_request(agreement=one, given=form.given(), by=call.by), call.today)


@acts(f"{ONE}/answer", part=REGISTERS, asks=AnswerForm, returns=RequestOut)
def answer_request(call: Call, asking: UUID, given: dict[str, Any]) -> RequestOut:
    """Record what became of a request; why, where it was refused or given only in part."""
    one = found(call, asking, Capability.KEEP_REQUESTS)
    said = filled(AnswerForm(given)).cleaned_data
    outcome = Outcome(said["outcome"])
    made = actions.answer_request(request=one, outcome=outcome, on=said["on"], words=said["words"], by=call.by)
    return request_out(made, call.today)
