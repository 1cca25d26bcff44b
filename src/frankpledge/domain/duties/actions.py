"""Naming who answers for a duty, recording what started a clock, and proving what was done."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience
from frankpledge.domain.duties import rules
from frankpledge.domain.duties.models import DutyEvent, Evidence, EvidenceFile, Responsibility
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.queries.feeds import EVERYBODY, FEED
from frankpledge.domain.duties.queries.kept import duty_here, editions_to_choose, standing_events
from frankpledge.domain.duties.rules import Given, Upload
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.kept import Kept, look_at
from frankpledge.ground.documents.words import file_name
from frankpledge.ground.links.actions import Opened, open_link
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.duties import catalogue, event_kinds
from frankpledge.statute.obligations import Happening, key_of


@transaction.atomic
def assign_duty(
    *, workspace: Workspace, duty: str, owner: User | None, role_words: str = "", deputy: User | None = None, by: User
) -> Responsibility:
    """Say who answers for a duty: a person here, or a post in words, or both; and who stands in."""
    check_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=by)
    rules.check_owner(owner=owner, role_words=role_words, deputy=deputy)
    here = set(people_of(workspace=workspace))
    if any(person is not None and person not in here for person in (owner, deputy)):
        raise rules.NotAResponsibility("that person does not belong here.", where="owner", cure="Choose of the list.")
    row = _responsibility(workspace, duty, by)
    row.owner, row.deputy, row.role_words = owner, deputy, role_words.strip()
    row.save()
    record("duties.duty_assigned", row, by=by, facts={"duty": row.duty})
    return row


@transaction.atomic
def free_duty(*, workspace: Workspace, duty: str, by: User) -> Responsibility:
    """Say that nobody answers for a duty any more."""
    check_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=by)
    row = _responsibility(workspace, duty, by)
    row.owner, row.deputy, row.role_words = None, None, ""
    row.save()
    record("duties.duty_freed", row, by=by, facts={"duty": row.duty})
    return row


@transaction.atomic
def hand_over_duty(*, row: Responsibility, leaver: User, to: User, by: User) -> None:
    """Name the next owner where a leaver answers for a duty, or stands in. Whoever lets people go may do it."""
    owns = row.owner_id == leaver.pk
    row.owner, row.deputy = (to, row.deputy) if owns else (row.owner, to)
    row.deputy = None if row.owner_id == row.deputy_id else row.deputy
    row.set_by, row.set_at = by, clock.now()
    row.save()
    record("duties.duty_handed_over", row, by=by, facts={"duty": row.duty})


@transaction.atomic
def excuse_duty(*, workspace: Workspace, duty: str, reason: str, by: User) -> Responsibility:
    """Say that a duty does not bind this partnership, and why; without a reason, that it binds it again."""
    check_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=by)
    row = _responsibility(workspace, duty, by)
    row.excused_because = reason.strip()
    row.save()
    verb = "said that {duty} does not bind here" if row.excused_because else "said that {duty} binds here"
    record("duties.duty_excused", row, by=by, facts={"verb": verb.format(duty=row.duty)})
    return row


def _responsibility(workspace: Workspace, duty: str, by: User) -> Responsibility:
    """Return the row of a duty, ready to be changed."""
    row = _row_of(workspace, duty_here(duty, workspace=workspace, on=clock.today()).id, by)
    row.set_by, row.set_at = by, clock.now()
    return row


def _row_of(workspace: Workspace, duty: str, by: User) -> Responsibility:
    """Return the row of a duty, under which the ledger keeps all that is done about it."""
    row, _ = Responsibility.objects.get_or_create(
        workspace=workspace, duty=duty, defaults={"set_by": by, "set_at": clock.now()}
    )
    return row


@transaction.atomic
def record_event(
    *, workspace: Workspace, kind: str, on: date, words: str, given: date | None = None, by: User
) -> DutyEvent:
    """Record that something happened that starts a clock, or that a meeting was called."""
    check_granted(GRANTS, Capability.PROVE, workspace=workspace, user=by)
    known = event_kinds().get(kind)
    ahead = any(duty.starts == kind and duty.unit == "clear_days" for duty in catalogue())
    rules.check_event(known, on=on, given=given, words=words, today=clock.today(), ahead=ahead)
    row = DutyEvent.objects.create(
        workspace=workspace,
        kind=kind,
        on=on,
        given=given,
        words=words.strip(),
        recorded_by=by,
        recorded_at=clock.now(),
    )
    record("duties.event_recorded", row, by=by, facts={"kind": known.label if known else kind, "on": in_words(on)})
    return row


@transaction.atomic
def withdraw_event(*, event: DutyEvent, reason: str, by: User) -> DutyEvent:
    """Withdraw an event: the clocks that it started stop, and the register keeps it with the reason."""
    check_granted(GRANTS, Capability.PROVE, workspace=event.workspace, user=by)
    _withdraw(event, reason, by)
    record("duties.event_withdrawn", event, by=by, facts={"kind": event_kinds()[event.kind].label})
    return event


def record_evidence(*, workspace: Workspace, duty: str, key: str, given: Given, by: User) -> Evidence:
    """Record what proves that a duty was met: an edition, an address, a file that was looked at, or words."""
    check_granted(GRANTS, Capability.PROVE, workspace=workspace, user=by)
    rules.check_evidence(given, slug=workspace.slug, today=clock.today())
    kept = look_at(given.file.content, name=given.file.name) if given.file else None
    with transaction.atomic():
        row = _proved(workspace, duty, key, given, by)
        if given.file and kept:
            _keep_file(row, given.file, kept)
        kind = row.get_kind_display().lower()
        facts = {"duty": row.duty, "evidence": str(row.pk), "kind": kind, "on": in_words(row.on)}
        record("duties.evidence_recorded", _row_of(workspace, row.duty, by), by=by, facts=facts)
    return row


def _proved(workspace: Workspace, duty: str, key: str, given: Given, by: User) -> Evidence:
    known = duty_here(duty, workspace=workspace, on=given.on)
    started = {
        key_of(Happening(id=str(one.pk), kind=one.kind, on=one.on))
        for one in standing_events(workspace=workspace).filter(kind=known.starts or "")
    }
    edition = None
    if given.edition:
        edition = editions_to_choose(workspace=workspace, viewer=by).filter(pk=given.edition).first()
        if edition is None:
            raise rules.NotEvidence("there is no such edition here.", where="edition", cure="Choose of the list.")
    return Evidence.objects.create(
        workspace=workspace,
        duty=known.id,
        key=rules.check_key(known, key, events=started),
        on=given.on,
        words=given.words.strip(),
        kind=given.kind,
        edition=edition,
        address=given.address.strip(),
        recorded_by=by,
        recorded_at=clock.now(),
    )


def _keep_file(row: Evidence, file: Upload, kept: Kept) -> None:
    EvidenceFile.objects.create(
        workspace=row.workspace,
        evidence=row,
        name=file_name(file.name, longest=rules.LONGEST_NAME),
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        told=list(kept.told),
        content=file.content,
    )


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Withdraw a piece of evidence: it proves nothing any more, and stays with the reason."""
    check_granted(GRANTS, Capability.PROVE, workspace=evidence.workspace, user=by)
    _withdraw(evidence, reason, by)
    facts = {"duty": evidence.duty, "evidence": str(evidence.pk), "on": in_words(evidence.on)}
    record("duties.evidence_withdrawn", _row_of(evidence.workspace, evidence.duty, by), by=by, facts=facts)
    return evidence


def _withdraw(row: DutyEvent | Evidence, reason: str, by: User) -> None:
    rules.check_standing(withdrawn=row.withdrawn_at is not None)
    row.withdrawn_because, row.withdrawn_at, row.withdrawn_by = rules.check_reason(reason), clock.now(), by
    row.save(update_fields=("withdrawn_because", "withdrawn_at", "withdrawn_by"))


@transaction.atomic
def open_feed(*, workspace: Workspace, to_whom: str, only_for: User | None, days: int, by: User) -> Opened:
    """Make a secret address under which a calendar can read the dates of the duties, all of them or one person's.

    That they leave is recorded once, now: a calendar asks many times a day.
    """
    check_granted(GRANTS, Capability.SUBSCRIBE, workspace=workspace, user=by)
    if only_for is not None and only_for not in set(people_of(workspace=workspace)):
        raise rules.NotAResponsibility(
            "that person does not belong here.", where="only_for", cure="Choose of the list."
        )
    about = str(only_for.pk) if only_for else EVERYBODY
    opened = open_link(workspace=workspace, purpose=FEED, about=about, to_whom=to_whom, days=days, by=by)
    what = f"calendar of duties for {opened.link.to_whom}"
    release(audience=Audience.WORKSPACE, cells=(), what=what, workspace=workspace, by=by)
    return opened
