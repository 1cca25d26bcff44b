"""Agreements for programs: the list, one whole, its versions with their text, who signed, who is nominated."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, row_in, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import REGISTERS
from frankpledge.api.routing import Rows, acts, lists, reads, sends
from frankpledge.domain.agreements import actions
from frankpledge.domain.agreements.forms import (
    AgreementForm,
    ChoiceForm,
    NominateForm,
    ReasonForm,
    SignForm,
    TermForm,
    VersionForm,
)
from frankpledge.domain.agreements.models import Agreement, Version
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.queries import Line, agreement_of, chosen, lines_of
from frankpledge.domain.agreements.rules import Answer, Kind
from frankpledge.domain.bodies.rules import CapacityKind
from frankpledge.domain.duties.queries.kept import editions_to_choose
from frankpledge.ground.ui.pages import as_it_came

ONE = "/agreements/{uuid:agreement}"
WORDING = f"{ONE}/versions/{{uuid:wording}}"


class AgreementOut(Schema):
    """An agreement as it stands on the day, with what it lacks."""

    id: UUID
    name: str
    kind: Annotated[str, listed(Kind)]
    keeper: str
    bases: list[str]
    standing: str = Field(description="none, to_come, in_force, ends_soon, review_soon, review_late or lapsed.")
    standing_words: str
    version: int | None = Field(description="The number of the version in force; null where none is.")
    not_signed: list[str] = Field(description="Responsible authorities that have not signed.")
    unnamed: list[str] = Field(description="Responsible authorities that nominate nobody.")
    unproved: list[str] = Field(description="What it lacks to be the protocol that the law asks for.")


class AgreementVersionOut(Schema):
    """A version of an agreement. Its text is an edition here, lies at an address, came as a file, or is on paper."""

    id: UUID
    number: int
    since: date
    until: date | None
    review_on: date | None
    words: str
    edition: UUID | None
    address: str
    file: str = Field(description="The name of its file; empty where it has none.")


class SignatoryOut(Schema):
    """What an organisation said to the version in force; an answer of null: nothing yet."""

    organisation: UUID
    organisation_name: str
    capacity: Annotated[str, listed(CapacityKind)] | None
    answer: Annotated[str, listed(Answer)] | None
    on: date | None
    by_whom: str
    words: str


class NominatedOut(Schema):
    """Whom an organisation nominates on the day; an empty name: nobody."""

    organisation: UUID
    organisation_name: str
    must: bool = Field(description="Whether it is a responsible authority, which has to.")
    name: str
    since: date | None


class WholeAgreement(Schema):
    """An agreement with its versions, who signed the one in force, and who is nominated."""

    agreement: AgreementOut
    which_data: str
    purposes: str
    basis_words: str
    versions: list[AgreementVersionOut]
    signatories: list[SignatoryOut]
    nominated: list[NominatedOut]


def agreement_out(line: Line) -> AgreementOut:
    """Return an agreement as it is told."""
    return AgreementOut(
        id=line.id, name=line.name, kind=line.kind, keeper=line.keeper, bases=list(line.bases),
        standing=line.standing.kind, standing_words=line.standing.words,
        version=line.version.number if line.version else None, not_signed=list(line.not_signed),
        unnamed=list(line.unnamed), unproved=list(line.unproved),
    )  # fmt: skip


def _version(one: Version) -> AgreementVersionOut:
    kept = getattr(one, "file", None)
    return AgreementVersionOut(
        id=one.pk, number=one.number, since=one.since, until=one.until, review_on=one.review_on, words=one.words,
        edition=one.edition_id, address=one.address, file=kept.name if kept else "",
    )  # fmt: skip


def found(call: Call, agreement: UUID, capability: Capability = Capability.SEE) -> Agreement:
    """Return an agreement that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(agreement_of(agreement, **call.here), "agreement")


def wording_of(call: Call, agreement: UUID, wording: UUID, capability: Capability) -> Version:
    """Return a version of an agreement."""
    return row_in(found(call, agreement, capability).versions.all(), wording, "version")


def whole(call: Call, agreement: UUID) -> WholeAgreement:
    """Return an agreement whole, as it stands on the day of a call."""
    one = there(agreement_of(agreement, **call.here), "agreement")
    line = next(each for each in lines_of(**call.here, on=call.today) if each.id == agreement)
    signatories = [
        SignatoryOut(
            organisation=each.organisation_id, organisation_name=each.organisation, capacity=each.capacity,
            answer=each.answer, on=each.on, by_whom=each.by_whom, words=each.words,
        )
        for each in line.signatories
    ]  # fmt: skip
    nominated = [
        NominatedOut(
            organisation=each.organisation_id, organisation_name=each.organisation, must=each.must, name=each.name,
            since=each.since,
        )
        for each in line.nominated
    ]  # fmt: skip
    return WholeAgreement(
        agreement=agreement_out(line), which_data=one.which_data, purposes=one.purposes, basis_words=one.basis_words,
        versions=[_version(each) for each in one.versions.all()], signatories=signatories, nominated=nominated,
    )  # fmt: skip


def lines(call: Call, given: dict[str, Any]) -> tuple[Line, ...]:
    """Return the agreements that the filters of the page name."""
    call.check(GRANTS, Capability.SEE)
    return chosen(lines_of(**call.here, on=call.today), filled(ChoiceForm(given, **call.here)).choice())


@lists("/agreements", part=REGISTERS, of=AgreementOut, asks=ChoiceForm)
def list_agreements(call: Call, given: dict[str, Any]) -> Rows:
    """List agreements under the filters of the page, the most pressing first."""
    return Rows(lines(call, given), agreement_out)


@reads(ONE, part=REGISTERS, returns=WholeAgreement)
def read_agreement(call: Call, agreement: UUID) -> WholeAgreement:
    """Read of an agreement its versions, who signed, who is nominated, and what it lacks."""
    return whole(call, found(call, agreement).pk)


@acts("/agreements", part=REGISTERS, asks=AgreementForm, returns=WholeAgreement, status=201)
def add_agreement(call: Call, given: dict[str, Any]) -> WholeAgreement:
    """Record an agreement; its versions come next."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(AgreementForm(given, **call.here))
    return whole(call, actions.add_agreement(workspace=call.workspace, given=form.given(), by=call.by).pk)


@acts(ONE, part=REGISTERS, asks=AgreementForm, returns=WholeAgreement, method="PUT")
def amend_agreement(call: Call, agreement: UUID, given: dict[str, Any]) -> WholeAgreement:
    """Put an agreement right. What is left out is emptied."""
    one = found(call, agreement, Capability.KEEP)
    actions.amend_agreement(agreement=one, given=filled(AgreementForm(given, **call.here)).given(), by=call.by)
    return whole(call, agreement)


@acts(f"{ONE}/withdraw", part=REGISTERS, asks=ReasonForm, returns=WholeAgreement)
def withdraw_agreement(call: Call, agreement: UUID, given: dict[str, Any]) -> WholeAgreement:
    """Take out an agreement that was recorded by mistake, and return it as it was."""
    one = found(call, agreement, Capability.KEEP)
    stood, reason = whole(call, agreement), filled(ReasonForm(given)).cleaned_data["reason"]
    actions.withdraw_agreement(agreement=one, reason=reason, by=call.by)
    return stood


@acts(f"{ONE}/nominations", part=REGISTERS, asks=NominateForm, returns=WholeAgreement, status=201)
def nominate(call: Call, agreement: UUID, given: dict[str, Any]) -> WholeAgreement:
    """Record whom an organisation nominates from a day on. Whoever was named before ends the day before."""
    one = found(call, agreement, Capability.KEEP)
    form = filled(NominateForm(given, **call.here))
    said = {name: form.cleaned_data[name] for name in ("role", "since")}
    actions.nominate(agreement=one, **form.named(), **said, by=call.by)
    return whole(call, agreement)


@acts(f"{ONE}/versions", part=REGISTERS, asks=VersionForm, returns=WholeAgreement, status=201)
def add_version(call: Call, agreement: UUID, given: dict[str, Any]) -> WholeAgreement:
    """Record a version whose text is an edition here, lies at an address, or is on paper.

    One that had no last day ends the day before it.
    """
    return _added(call, agreement, given, {})


@sends(f"{ONE}/versions/file", part=REGISTERS, asks=VersionForm, returns=WholeAgreement)
def send_version(call: Call, agreement: UUID, given: dict[str, Any], files: dict[str, Any]) -> WholeAgreement:
    """Record a version with the file of its text, read and bounded as on its page."""
    return _added(call, agreement, given, files)


def _added(call: Call, agreement: UUID, given: dict[str, Any], files: dict[str, Any]) -> WholeAgreement:
    one = found(call, agreement, Capability.KEEP)
    form = filled(VersionForm(given, files, editions=editions_to_choose(**call.here)))
    actions.add_version(agreement=one, given=form.given(), by=call.by)
    return whole(call, agreement)


@acts(f"{WORDING}/term", part=REGISTERS, asks=TermForm, returns=WholeAgreement, method="PUT")
def change_term(call: Call, agreement: UUID, wording: UUID, given: dict[str, Any]) -> WholeAgreement:
    """Give a version another last day or another review, and say why. What is left out is emptied."""
    row = wording_of(call, agreement, wording, Capability.KEEP)
    actions.change_term(version=row, **filled(TermForm(given)).cleaned_data, by=call.by)
    return whole(call, agreement)


@acts(f"{WORDING}/signatures", part=REGISTERS, asks=SignForm, returns=WholeAgreement, status=201)
def sign_version(call: Call, agreement: UUID, wording: UUID, given: dict[str, Any]) -> WholeAgreement:
    """Record that an organisation signed a version, or refused to. A refusal says why."""
    row = wording_of(call, agreement, wording, Capability.KEEP)
    form = filled(SignForm(given, **call.here))
    said = form.cleaned_data | form.named() | {"answer": Answer(form.cleaned_data["answer"])}
    actions.record_answer(version=row, **said, by=call.by)
    return whole(call, agreement)


@reads(f"{WORDING}/text", part=REGISTERS, returns=None)
def fetch_version(call: Call, agreement: UUID, wording: UUID) -> HttpResponse:
    """Fetch the text of a version as the file that came."""
    row = wording_of(call, agreement, wording, Capability.SEE)
    kept = there(getattr(row, "file", None), "file of this version")
    call.let_out(f"text of {row}", lines=1)
    return as_it_came(bytes(kept.content), name=kept.name)
