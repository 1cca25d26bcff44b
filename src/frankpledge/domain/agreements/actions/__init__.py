"""Keeping agreements and requests: every act checks who may and what is true, and leaves its trace."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.action_log.queries import person_of
from frankpledge.domain.action_log.rules import check_registered, in_words
from frankpledge.domain.agreements import rules
from frankpledge.domain.agreements.models import Agreement, Liaison, Request, Signature, Version, VersionFile
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.rules import Answer, Kind, Outcome, Term
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.bodies.rules import DAY
from frankpledge.domain.duties.rules import LONGEST_NAME, Upload, check_address
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.kept import Kept, look_at
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.words import file_name


@dataclass(frozen=True)
class AgreementFacts:
    """An agreement as a person gives it: what is shared, for what, on which basis."""

    name: str
    kind: Kind
    keeper: Organisation
    bases: Sequence[str] = ()
    which_data: str = ""
    purposes: str = ""
    basis_words: str = ""


@dataclass(frozen=True)
class VersionFacts:
    """A version: its days, what is new, and its text as an edition, an address or a file (or only on paper)."""

    term: Term
    words: str = ""
    edition: Edition | None = None
    address: str = ""
    file: Upload | None = None


@dataclass(frozen=True)
class Asked:
    """What was asked under an agreement. Never about whom."""

    asked_by: Organisation
    asked_of: Organisation
    asked_on: date
    what: str
    basis: str
    due: date | None = None


@transaction.atomic
def add_agreement(*, workspace: Workspace, given: AgreementFacts, by: User) -> Agreement:
    """Record an agreement; its versions come next."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    made = Agreement(workspace=workspace, recorded_by=by, recorded_at=clock.now())
    _keep(made, given)
    record("agreements.agreement_added", made, by=by, facts={"agreement": made.name})
    return made


@transaction.atomic
def amend_agreement(*, agreement: Agreement, given: AgreementFacts, by: User) -> Agreement:
    """Put an agreement right."""
    check_granted(GRANTS, Capability.KEEP, workspace=agreement.workspace, user=by)
    rules.check_standing(withdrawn=agreement.withdrawn_at is not None)
    _keep(agreement, given)
    record("agreements.agreement_amended", agreement, by=by, facts={"agreement": agreement.name})
    return agreement


def _keep(agreement: Agreement, given: AgreementFacts) -> None:
    rules.check_ours(given.keeper.workspace_id, agreement.workspace_id)
    agreement.name = rules.check_line(given.name, what="its name")
    agreement.kind, agreement.keeper = given.kind, given.keeper
    agreement.bases = rules.check_bases(given.bases)
    agreement.which_data, agreement.purposes, agreement.basis_words = (
        words.strip()[: rules.LONGEST_TEXT] for words in (given.which_data, given.purposes, given.basis_words)
    )
    agreement.save()


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement, reason: str, by: User) -> Agreement:
    """Take out an agreement that was recorded by mistake. One that ended has a last day instead."""
    check_granted(GRANTS, Capability.KEEP, workspace=agreement.workspace, user=by)
    rules.check_standing(withdrawn=agreement.withdrawn_at is not None)
    _withdrawn(agreement, reason)
    record("agreements.agreement_withdrawn", agreement, by=by, facts={"agreement": agreement.name})
    return agreement


def _withdrawn(row: Any, reason: str) -> None:
    row.withdrawn_at, row.withdrawn_because = clock.now(), rules.check_reason(reason)
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])


def _made(model: Any, workspace: Workspace, by: User, **fields: Any) -> Any:
    return model.objects.create(workspace=workspace, recorded_by=by, recorded_at=clock.now(), **fields)


def add_version(*, agreement: Agreement, given: VersionFacts, by: User) -> Version:
    """Record a version with its text, which is looked at. One that had no last day ends the day before it."""
    check_granted(GRANTS, Capability.KEEP, workspace=agreement.workspace, user=by)
    kept = look_at(given.file.content, name=given.file.name) if given.file else None
    with transaction.atomic():
        made = _version(agreement, given, by)
        if given.file and kept:
            _keep_file(made, given.file, kept, by)
        facts: dict[str, str | int] = {"agreement": agreement.name, "number": made.number}
        record("agreements.version_added", agreement, by=by, facts=facts)
    return made


def _version(agreement: Agreement, given: VersionFacts, by: User) -> Version:
    rules.check_standing(withdrawn=agreement.withdrawn_at is not None)
    rules.check_one_place(edition=given.edition is not None, address=given.address, file=given.file is not None)
    kept = list(agreement.versions.filter(withdrawn_at__isnull=True))
    rules.check_term(given.term, others=[Term(one.since, one.until, one.review_on) for one in kept])
    if given.address.strip():
        check_address(given.address.strip(), slug=agreement.workspace.slug)
    if given.edition is not None:
        rules.check_ours(given.edition.workspace_id, agreement.workspace_id)
    for one in kept:
        if one.until is None and one.since < given.term.since:
            one.until = given.term.since - DAY
            one.save(update_fields=["until"])
    highest: int | None = agreement.versions.aggregate(highest=Max("number"))["highest"]
    made: Version = _made(
        Version, agreement.workspace, by, agreement=agreement, number=(highest or 0) + 1, since=given.term.since,
        until=given.term.until, review_on=given.term.review_on, words=given.words.strip()[: rules.LONGEST_WORDS],
        edition=given.edition, address=given.address.strip(),
    )  # fmt: skip
    return made


def _keep_file(version: Version, file: Upload, kept: Kept, by: User) -> None:
    sha256 = hashlib.sha256(file.content).hexdigest()
    name, size = file_name(file.name, longest=LONGEST_NAME), len(file.content)
    _made(
        VersionFile, version.workspace, by, version=version, name=name, size=size, sha256=sha256, told=list(kept.told),
        content=file.content,
    )  # fmt: skip


@transaction.atomic
def change_term(*, version: Version, until: date | None, review_on: date | None, reason: str, by: User) -> Version:
    """Give a version another last day or another review, and say why: the ledger keeps what it was."""
    check_granted(GRANTS, Capability.KEEP, workspace=version.workspace, user=by)
    rules.check_standing(withdrawn=version.withdrawn_at is not None)
    rules.check_term(Term(version.since, until, review_on), others=())
    said, was = rules.check_reason(reason), version.review_on
    version.until, version.review_on = until, review_on
    version.save(update_fields=["until", "review_on"])
    facts: Mapping[str, str | int] = {
        "number": version.number,
        "was": _or_none(was),
        "now": _or_none(review_on),
        "why": said,
    }
    record("agreements.term_changed", version.agreement, by=by, facts=facts)
    return version


def _or_none(when: date | None) -> str:
    return in_words(when) if when else "no day"


@transaction.atomic
def record_answer(
    *, version: Version, organisation: Organisation, answer: Answer, on: date, by_whom: str = "", words: str = "",
    by: User,
) -> Signature:  # fmt: skip
    """Record that an organisation signed a version or refused to. A refusal says why."""
    check_granted(GRANTS, Capability.KEEP, workspace=version.workspace, user=by)
    rules.check_standing(withdrawn=version.withdrawn_at is not None)
    rules.check_ours(organisation.workspace_id, version.workspace_id)
    said = rules.check_reason(words) if answer is Answer.REFUSED else words.strip()[: rules.LONGEST_WORDS]
    made: Signature = _made(
        Signature, version.workspace, by, version=version, organisation=organisation, answer=answer,
        on=rules.check_day(on, today=clock.today()), by_whom=by_whom.strip()[: rules.LONGEST_LINE], words=said,
    )  # fmt: skip
    facts: Mapping[str, str | int] = {
        "organisation": organisation.name, "number": version.number,
        "answer": "refused" if answer is Answer.REFUSED else "signed",
    }  # fmt: skip
    record("agreements.answer_recorded", version.agreement, by=by, facts=facts)
    return made


@transaction.atomic
def nominate(
    *, agreement: Agreement, organisation: Organisation, person: Person | None, role: str = "", since: date, by: User
) -> Liaison:
    """Record whom an organisation nominates from a day on. Whoever was named before ends the day before."""
    check_granted(GRANTS, Capability.KEEP, workspace=agreement.workspace, user=by)
    rules.check_standing(withdrawn=agreement.withdrawn_at is not None)
    rules.check_named(person=person, role=role)
    for one in (organisation, person):
        rules.check_ours(one.workspace_id if one else agreement.workspace_id, agreement.workspace_id)
    made = _nominated(agreement, organisation, person, role, since, by)
    record(
        "agreements.nominated", agreement, by=by, facts={"organisation": organisation.name, "since": in_words(since)}
    )
    return made


def _nominated(
    agreement: Agreement, organisation: Organisation, person: Person | None, role: str, since: date, by: User
) -> Liaison:
    """Return whoever is nominated from a day on, with whom it ends the day before."""
    for held in agreement.liaisons.filter(organisation=organisation, withdrawn_at__isnull=True, until__isnull=True):
        rules.check_span(since=held.since or since, until=since - DAY)
        held.until = since - DAY
        held.save(update_fields=["until"])
    made: Liaison = _made(
        Liaison, agreement.workspace, by, agreement=agreement, organisation=organisation, person=person,
        role=role.strip()[: rules.LONGEST_LINE], since=since,
    )  # fmt: skip
    return made


@transaction.atomic
def end_nomination(*, liaison: Liaison, last: date, by: User) -> Liaison:
    """Record the last day of whoever was nominated. The place is empty from the next day on."""
    check_granted(GRANTS, Capability.KEEP, workspace=liaison.workspace, user=by)
    rules.check_span(since=liaison.since or last, until=last)
    liaison.until = last
    liaison.save(update_fields=["until"])
    facts = {"organisation": liaison.organisation.name, "last": in_words(last)}
    record("agreements.nomination_ended", liaison.agreement, by=by, facts=facts)
    return liaison


@transaction.atomic
def hand_over(*, liaison: Liaison, to: User, by: User) -> None:
    """Nominate somebody else from today where a person who leaves was. Whoever lets people go may do it."""
    following, today = check_registered(person_of(to, workspace=liaison.workspace)), clock.today()
    if liaison.since is not None and liaison.since < today:
        _nominated(liaison.agreement, liaison.organisation, following, "", today, by)
    else:
        liaison.person = following
        liaison.save(update_fields=["person"])
    facts = {"organisation": liaison.organisation.name, "since": in_words(today)}
    record("agreements.nominated", liaison.agreement, by=by, facts=facts)


# ---- requests --------------------------------------------------------------------------------------------------------


@transaction.atomic
def record_request(*, agreement: Agreement, given: Asked, by: User) -> Request:
    """Record what one organisation asked of another under an agreement, under the next number."""
    check_granted(GRANTS, Capability.KEEP_REQUESTS, workspace=agreement.workspace, user=by)
    rules.check_standing(withdrawn=agreement.withdrawn_at is not None)
    rules.check_two(given.asked_by, given.asked_of)
    for one in (given.asked_by, given.asked_of):
        rules.check_ours(one.workspace_id, agreement.workspace_id)
    made: Request = _made(
        Request, agreement.workspace, by, agreement=agreement, number=_next_number(agreement.workspace),
        asked_by=given.asked_by, asked_of=given.asked_of, due=given.due,
        asked_on=rules.check_day(given.asked_on, today=clock.today()), basis=rules.check_bases([given.basis])[0],
        what=rules.check_line(given.what, what="what was asked", longest=rules.LONGEST_WORDS),
    )  # fmt: skip
    facts: Mapping[str, str | int] = {
        "number": made.number,
        "asked_by": made.asked_by.name,
        "asked_of": made.asked_of.name,
    }
    record("agreements.request_recorded", made, by=by, facts=facts)
    return made


def _next_number(workspace: Workspace) -> int:
    """Return the next number, held until the transaction ends so that no two take the same."""
    rows = Workspace.objects.filter(pk=workspace.pk)
    (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    highest: int | None = Request.objects.filter(workspace=workspace).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


@transaction.atomic
def answer_request(*, request: Request, outcome: Outcome, on: date, words: str = "", by: User) -> Request:
    """Record what became of a request, on which day; why, where it was refused or given only in part."""
    check_granted(GRANTS, Capability.KEEP_REQUESTS, workspace=request.workspace, user=by)
    rules.check_open(request.answered_on)
    explained = outcome in (Outcome.REFUSED, Outcome.IN_PART)
    said = rules.check_reason(words) if explained else words.strip()[: rules.LONGEST_WORDS]
    request.answered_on = rules.check_answered(on, asked_on=request.asked_on, today=clock.today())
    request.answer, request.outcome = said, outcome
    request.save(update_fields=["answered_on", "answer", "outcome"])
    record("agreements.request_answered", request, by=by, facts={"number": request.number, "outcome": outcome.label})
    return request
