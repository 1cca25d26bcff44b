"""Duties for programs: the register, one duty, the statement; who answers, what happened, and what proves it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from ninja.params.functions import Query
from pydantic import Field

from frankpledge.analysis.periods import FinancialYear
from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled
from frankpledge.api.parts import DUTIES
from frankpledge.api.routing import Rows, acts, lists, reads, sends
from frankpledge.domain.duties import actions, documents, rules
from frankpledge.domain.duties.forms import EventForm, EvidenceForm, ExcuseForm, OwnerForm, ReasonForm, RegisterForm
from frankpledge.domain.duties.models import DutyEvent, Evidence
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters.words import for_words
from frankpledge.domain.duties.presenters.year import doubt_words, opening
from frankpledge.domain.duties.queries import kept
from frankpledge.domain.duties.queries.register import Owed, Position, Shown, position, years_shown
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.ui.pages import as_it_came, attachment
from frankpledge.statute.duties import Duty
from frankpledge.statute.obligations import State

ONE = "/duties/{slug:duty}"
Year = Annotated[str, Query(max_length=7, description="A year such as 2025/26; the running one where it is left out.")]
Key = Annotated[str, Query(max_length=60, description="For which obligation: its `key`. Empty for a standing duty.")]


class ObligationOut(Schema):
    """One thing owed, as it stands on the day, with who answers for it and what proves it."""

    duty: str
    part: str
    title: str
    key: str
    is_for: str = Field(description="Its period, or the event that started it, in words.")
    who: str = Field(description="Who is bound by law.")
    owner: str = Field(description="Who answers for it here; empty where nobody was named.")
    deputy: str
    state: str = Field(description="late, due, not_evidenced, met, not_in_force or not_applicable.")
    due: date | None
    days: int | None = Field(description="How many are left; negative when they are over.")
    late_by: int
    why_not: str
    evidence: list[Shown]
    provision: str
    confidence: str = Field(description="How sure we are of the law: C confirmed, K known, S seen in guidance.")
    doubt: str


class EvidenceOut(Schema):
    """A piece of evidence that somebody recorded. One that was withdrawn proves nothing, and stays with the reason."""

    id: UUID
    key: str
    on: date
    words: str
    kind: str
    edition: UUID | None
    address: str
    recorded_by: str
    withdrawn_because: str


class WholeDuty(Schema):
    """A duty: the law in words, how it stands in a year, and what proves it."""

    duty: str
    title: str
    words: str
    who: str
    wanted: str = Field(description="What would prove it.")
    provision: str
    confidence: str
    doubt: str
    year: str
    obligations: list[ObligationOut]
    evidence: list[EvidenceOut]


class StatementOut(Schema):
    """The assurance statement: how many duties stand how, and which ask for something."""

    year: str
    as_at: date
    opening: str
    met: int
    due: int
    late: int
    not_evidenced: int
    asking: list[ObligationOut]
    doubt: str


class EventOut(Schema):
    """Something that started a clock."""

    id: UUID
    kind: str
    on: date
    given: date | None
    words: str
    recorded_by: str
    withdrawn_because: str


def year_of(call: Call, told: str) -> FinancialYear:
    """Return a year as it is written; the running one where none is."""
    return rules.year_of(told, today=call.today)


def stands(call: Call, year: str = "") -> Position:
    """Return how the duties stand in a year, once whoever calls may see it."""
    call.check(GRANTS, Capability.SEE)
    return position(workspace=call.workspace, year=year_of(call, year), today=call.today)


def owed_by(call: Call, given: dict[str, Any]) -> tuple[Position, tuple[Owed, ...]]:
    """Return how the duties stand, and the obligations that a choice names, as the page chooses them."""
    found = stands(call, given.get("year", ""))
    years = tuple(sorted({*years_shown(call.today), found.year}, reverse=True))
    wanted = filled(RegisterForm(given, years=years, year=found.year)).wanted()
    return found, tuple(one for one in found.owed if wanted.holds(one, today=call.today, viewer=call.by.pk))


def obligation_out(one: Owed) -> ObligationOut:
    """Return an obligation as it is told."""
    owed, duty, row = one.obligation, one.duty, one.responsibility
    return ObligationOut(
        duty=duty.id, part=duty.part, title=duty.title, key=owed.key, is_for=for_words(one), who=duty.who,
        owner=one.owner, deputy=row.deputy.name if row and row.deputy else "", state=owed.state, due=owed.due,
        days=owed.days, late_by=owed.late_by, why_not=owed.why_not, evidence=list(one.evidence),
        provision=duty.provision, confidence=duty.confidence, doubt=duty.doubt or "",
    )  # fmt: skip


def evidence_out(one: Evidence) -> EvidenceOut:
    """Return a piece of evidence as it is told."""
    return EvidenceOut(
        id=one.pk, key=one.key, on=one.on, words=one.words, kind=one.kind, edition=one.edition_id, address=one.address,
        recorded_by=one.recorded_by.name, withdrawn_because=one.withdrawn_because,
    )  # fmt: skip


def event_out(one: DutyEvent) -> EventOut:
    """Return an event as it is told."""
    return EventOut(
        id=one.pk, kind=one.kind, on=one.on, given=one.given, words=one.words, recorded_by=one.recorded_by.name,
        withdrawn_because=one.withdrawn_because,
    )  # fmt: skip


def duty_here(call: Call, duty: str) -> Duty:
    """Return a duty as it is worded for the partnership; it is not there where there is none of that name."""
    return kept.duty_here(duty, workspace=call.workspace, on=call.today)


def whole(call: Call, duty: str, year: str = "") -> WholeDuty:
    """Return a duty whole."""
    found, one = stands(call, year), duty_here(call, duty)
    return WholeDuty(
        duty=one.id, title=one.title, words=one.words, who=one.who, wanted=one.evidence, provision=one.provision,
        confidence=one.confidence, doubt=one.doubt or "", year=str(found.year),
        obligations=[obligation_out(owed) for owed in found.of(one.id)],
        evidence=[evidence_out(row) for row in kept.evidence(**call.here, duty=one.id)],
    )  # fmt: skip


@lists("/duties", part=DUTIES, of=ObligationOut, asks=RegisterForm)
def list_duties(call: Call, given: dict[str, Any]) -> Rows:
    """List what is owed in a year, the most pressing first.

    Under the filters of the page: what needs something, where no state is given.
    """
    return Rows(owed_by(call, given)[1], obligation_out)


@reads("/duties/statement", part=DUTIES, returns=StatementOut)
def read_statement(call: Call, year: Year = "") -> StatementOut:
    """Read the assurance statement of a year as it stands today."""
    found = stands(call, year)
    asking = [one for one in found.owed if one.obligation.state in (State.LATE, State.NOT_EVIDENCED)]
    return StatementOut(
        year=str(found.year), as_at=call.today, opening=opening(found), met=found.count(State.MET),
        due=found.count(State.DUE), late=found.count(State.LATE), not_evidenced=found.count(State.NOT_EVIDENCED),
        asking=[obligation_out(one) for one in asking], doubt=doubt_words(found),
    )  # fmt: skip


@reads("/duties/statement/{str:form}", part=DUTIES, returns=None)
def fetch_statement(call: Call, form: str, year: Year = "") -> HttpResponse:
    """Fetch the assurance statement as a file: html, pdf, docx or odt."""
    found = stands(call, year)
    if form not in documents.FORMS:
        raise Http404("no statement is written so.")
    call.let_out(f"assurance statement {found.year}", lines=len(found.owed))
    made = documents.statement_files(documents.statement(found, call.workspace), [form])[form]
    name = f"{call.workspace.slug}-assurance-statement-{str(found.year).replace('/', '-')}.{form}"
    return attachment(made, name=name, media_type=documents.FORMS[form].media_type)


@lists("/duties/events", part=DUTIES, of=EventOut)
def list_events(call: Call) -> Rows:
    """List what started clocks, the latest first."""
    call.check(GRANTS, Capability.SEE)
    return Rows(kept.events(**call.here), event_out)


@acts("/duties/events", part=DUTIES, asks=EventForm, returns=EventOut, status=201)
def record_event(call: Call, given: dict[str, Any]) -> EventOut:
    """Record that something happened that starts a clock. Keep names and case details out."""
    call.check(GRANTS, Capability.PROVE)
    form = filled(EventForm(given))
    return event_out(actions.record_event(workspace=call.workspace, by=call.by, **form.cleaned_data))


@acts("/duties/events/{uuid:event}/withdraw", part=DUTIES, asks=ReasonForm, returns=EventOut)
def withdraw_event(call: Call, event: UUID, given: dict[str, Any]) -> EventOut:
    """Withdraw an event. The clocks that it started stop."""
    call.check(GRANTS, Capability.SEE)
    one, form = there(kept.event_of(event, **call.here), "event"), filled(ReasonForm(given))
    return event_out(actions.withdraw_event(event=one, reason=form.cleaned_data["reason"], by=call.by))


@acts("/duties/evidence/{uuid:evidence}/withdraw", part=DUTIES, asks=ReasonForm, returns=EvidenceOut)
def withdraw_evidence(call: Call, evidence: UUID, given: dict[str, Any]) -> EvidenceOut:
    """Withdraw a piece of evidence. It proves nothing any more."""
    call.check(GRANTS, Capability.SEE)
    one, form = there(kept.evidence_of(evidence, **call.here), "evidence"), filled(ReasonForm(given))
    return evidence_out(actions.withdraw_evidence(evidence=one, reason=form.cleaned_data["reason"], by=call.by))


@reads("/duties/evidence/{uuid:evidence}/file", part=DUTIES, returns=None)
def fetch_evidence(call: Call, evidence: UUID) -> HttpResponse:
    """Fetch the file of a piece of evidence as it came."""
    call.check(GRANTS, Capability.SEE)
    one = there(kept.evidence_of(evidence, **call.here), "evidence")
    file = there(kept.file_of(one), "file of this evidence")
    call.let_out(f"evidence file {one.pk}", lines=1)
    return as_it_came(bytes(file.content), name=file.name)


@reads(ONE, part=DUTIES, returns=WholeDuty)
def read_duty(call: Call, duty: str, year: Year = "") -> WholeDuty:
    """Read a duty: the law, how it stands in a year, and what proves it."""
    return whole(call, duty, year)


@acts(f"{ONE}/evidence", part=DUTIES, asks=EvidenceForm, returns=WholeDuty, status=201)
def add_evidence(call: Call, duty: str, given: dict[str, Any], key: Key = "") -> WholeDuty:
    """Record what proves that a duty was met: an edition here, an address, or words. A file has its own act."""
    return _proved(call, duty, given, {}, key)


@sends(f"{ONE}/evidence/file", part=DUTIES, asks=EvidenceForm, returns=WholeDuty)
def send_evidence(call: Call, duty: str, given: dict[str, Any], files: dict[str, Any], key: Key = "") -> WholeDuty:
    """Record a file that proves that a duty was met, read and bounded as on its page."""
    return _proved(call, duty, given, files, key)


def _proved(call: Call, duty: str, given: dict[str, Any], files: dict[str, Any], key: str) -> WholeDuty:
    call.check(GRANTS, Capability.PROVE)
    one, editions = duty_here(call, duty), kept.editions_to_choose(**call.here)
    form = filled(EvidenceForm(given, files, editions=editions))
    actions.record_evidence(workspace=call.workspace, duty=one.id, key=key, given=form.given(), by=call.by)
    return whole(call, duty)


@acts(f"{ONE}/owner", part=DUTIES, asks=OwnerForm, returns=WholeDuty, method="PUT")
def assign_duty(call: Call, duty: str, given: dict[str, Any]) -> WholeDuty:
    """Say who answers for a duty."""
    call.check(GRANTS, Capability.ASSIGN)
    one, form = duty_here(call, duty), filled(OwnerForm(given, people=people_of(workspace=call.workspace)))
    actions.assign_duty(workspace=call.workspace, duty=one.id, by=call.by, **form.cleaned_data)
    return whole(call, duty)


@acts(f"{ONE}/binding", part=DUTIES, asks=ExcuseForm, returns=WholeDuty, method="PUT")
def excuse_duty(call: Call, duty: str, given: dict[str, Any]) -> WholeDuty:
    """Say that a duty does not bind here, and why; without a reason, that it does."""
    call.check(GRANTS, Capability.ASSIGN)
    one, form = duty_here(call, duty), filled(ExcuseForm(given))
    actions.excuse_duty(workspace=call.workspace, duty=one.id, by=call.by, **form.cleaned_data)
    return whole(call, duty)
