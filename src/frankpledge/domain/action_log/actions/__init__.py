"""Keeping the action log: every act checks who may, what is true, and leaves its trace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.action_log import rules
from frankpledge.domain.action_log.models import Action, Report, Slip
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.queries import PURPOSE, action_for_link, is_own, person_of
from frankpledge.domain.action_log.rules import Progress, Status
from frankpledge.domain.attachments.actions import keep_attachment
from frankpledge.domain.attachments.rules import File
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.kept import Kept, look_at
from frankpledge.ground.links.actions import Opened, holder_of, open_link, revoke_links
from frankpledge.ground.links.models import Link


@dataclass(frozen=True)
class Undertaken:
    """All that is recorded of an action as a person gives it. Without a due day it is ongoing."""

    wording: str
    body: Body
    organisation: Organisation
    agreed_on: date
    due: date | None
    person: Person | None = None
    deputy: Person | None = None
    evidence_wanted: str = ""
    origin: str = ""
    origin_key: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Said:
    """What is reported of an action. `asks_for`: another date, which whoever keeps the log may agree to."""

    said: Progress
    words: str = ""
    evidence: str = ""
    done_on: date | None = None
    asks_for: date | None = None


@transaction.atomic
def add_action(*, workspace: Workspace, given: Undertaken, by: User) -> Action:
    """Record what an organisation undertook, under the next number of the partnership's log."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_agreed(given.agreed_on, today=clock.today())
    made = Action(workspace=workspace, number=_next_number(workspace), recorded_by=by, recorded_at=clock.now())
    made.agreed_on, made.due = given.agreed_on, given.due
    made.origin, made.origin_key = given.origin.strip()[: rules.LONGEST_LINE], given.origin_key
    _keep(made, given)
    record("action_log.action_added", made, by=by, facts={"number": made.number, "whom": str(made.organisation)})
    return made


@transaction.atomic
def amend_action(*, action: Action, given: Undertaken, by: User) -> Action:
    """Put the wording, the group or those who do it right. A change of date has its own act, for it needs a reason."""
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    rules.check_open(Status(action.status))
    whom = action.organisation
    _keep(action, given)
    record("action_log.action_amended", action, by=by, facts={"number": action.number})
    if whom.pk != action.organisation_id:
        revoke_links(workspace=action.workspace, purpose=PURPOSE, about=str(action.pk), by=by)
    return action


def _keep(action: Action, given: Undertaken) -> None:
    action.wording = rules.check_wording(given.wording)
    rules.check_dates(agreed_on=action.agreed_on, due=action.due)
    rules.check_two(given.person, given.deputy)
    for one in (given.body, given.organisation, given.person, given.deputy):
        if one is not None and one.workspace_id != action.workspace_id:
            raise rules.NotAnAction("whom it names is not of this partnership.", cure="Choose from its own.")
    action.body, action.organisation, action.person, action.deputy = (
        given.body, given.organisation, given.person, given.deputy,
    )  # fmt: skip
    wanted = given.evidence_wanted.strip()
    action.evidence_wanted = rules.check_fits(wanted, what="what will show it", most=rules.LONGEST_WORDS)
    action.reference = given.reference.strip()
    _check_reference(action)
    action.save()


def _check_reference(action: Action) -> None:
    """Refuse a number of a plan that another action of the group has."""
    rules.check_fits(action.reference, what="its number in the plan", most=rules.LONGEST_REFERENCE)
    others = Action.objects.filter(body=action.body, reference=action.reference).exclude(pk=action.pk)
    if action.reference and (other := others.first()):
        raise rules.NotAnAction(f"{other} of this group has the number {action.reference} already.")


def _next_number(workspace: Workspace) -> int:
    """Return the next number of the log, held until the transaction ends so that no two take the same."""
    rows = Workspace.objects.filter(pk=workspace.pk)
    (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    highest: int | None = Action.objects.filter(workspace=workspace).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


@transaction.atomic
def move_date(*, action: Action, due: date | None, reason: str, by: User) -> Action:
    """Give an open action another date. The one before is kept with the reason."""
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    held = _held(action)
    rules.check_open(Status(held.status))
    rules.check_new_date(was=held.due, now=due, agreed_on=held.agreed_on)
    Slip.objects.create(
        workspace=held.workspace, action=held, was=held.due, now=due, reason=rules.check_reason(reason), by=by,
        at=clock.now(),
    )  # fmt: skip
    was, now = (str(one or "ongoing") for one in (held.due, due))
    action.due = held.due = due
    held.save(update_fields=["due"])
    record("action_log.date_moved", held, by=by, facts={"number": held.number, "was": was, "now": now})
    return action


def report_progress(*, action: Action, given: Said, by: User, file: File | None = None) -> Report:
    """Report on an action of one's own, or as keeper of the log on any. Done needs what shows it, and completes it.

    A file that shows it is attached to the action, and is evidence of its own.
    """
    check_granted(GRANTS, Capability.REPORT, workspace=action.workspace, user=by)
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    rules.check_own(own=is_own(action, by), keeper=keeper)
    kept = look_at(file.content, name=file.name) if file else None
    with transaction.atomic():
        if file and kept:
            given = replace(given, evidence=_attached(action, file, kept, given.evidence, by))
        made = _reported(action, given, by=by, in_name_of=by.name)
        record("action_log.progress_reported", action, by=by, facts=_facts(action, given))
    return made


def _attached(action: Action, file: File, kept: Kept, said: str, by: User) -> str:
    """Attach what shows that an action was done, and return the evidence in words: which file it is."""
    made = keep_attachment(
        workspace=action.workspace, kind=action._meta.label_lower, about=str(action.pk), file=file, kept=kept,
        words=said, by=by,
    )  # fmt: skip
    return " ".join(filter(None, (said.strip(), f"({made.name}, attached as file {made.number})")))


@transaction.atomic
def take_report(link: Link, given: Said) -> str:
    """Take what an organisation reports by a link, and return the words of its receipt."""
    action = action_for_link(link)
    _reported(action, given, by=None, in_name_of=link.to_whom)
    record("action_log.progress_reported", action, by=holder_of(link), facts=_facts(action, given))
    return f"Action {action.number} is reported as {given.said.label.lower()}."


def _facts(action: Action, given: Said) -> dict[str, str | int]:
    return {"number": action.number, "said": given.said.label.lower()}


def _reported(action: Action, given: Said, *, by: User | None, in_name_of: str) -> Report:
    held = _held(action)
    rules.check_open(Status(held.status))
    words = rules.check_said(given.words, given.said)
    evidence, asks_for = given.evidence.strip(), given.asks_for
    if given.said is Progress.DONE:
        evidence, asks_for = rules.check_evidence(evidence, wanted=held.evidence_wanted), None
        held.closed_on = given.done_on or clock.today()
        rules.check_done_on(held.closed_on, agreed_on=held.agreed_on, today=clock.today())
        held.status = Status.COMPLETED
        held.save(update_fields=["status", "closed_on"])
        action.status, action.closed_on = held.status, held.closed_on
    elif asks_for is not None:
        rules.check_new_date(was=held.due, now=asks_for, agreed_on=held.agreed_on)
        rules.check_reason(words)
    return Report.objects.create(
        workspace=held.workspace, action=held, said=given.said, words=words, evidence=evidence, asks_for=asks_for,
        by=by, in_name_of=in_name_of, at=clock.now(),
    )  # fmt: skip


def _held(action: Action) -> Action:
    """Return the action as it is now, held until the transaction ends."""
    rows = Action.objects.filter(pk=action.pk).select_related("workspace")
    return (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()


@transaction.atomic
def stop_action(*, action: Action, reason: str, by: User) -> Action:
    """Stop an action that will not be done, and say why."""
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    rules.check_open(Status(action.status))
    said = rules.check_reason(reason)
    _turn(action, Status.STOPPED, clock.today(), said, by)
    revoke_links(workspace=action.workspace, purpose=PURPOSE, about=str(action.pk), by=by)
    record("action_log.action_stopped", action, by=by, facts={"number": action.number})
    return action


@transaction.atomic
def reopen_action(*, action: Action, reason: str, by: User) -> Action:
    """Open again what was completed or stopped, and say why: its evidence did not hold, or it is wanted after all."""
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    rules.check_over(Status(action.status))
    said = rules.check_reason(reason)
    _turn(action, Status.OPEN, None, said, by)
    record("action_log.action_reopened", action, by=by, facts={"number": action.number})
    return action


def _turn(action: Action, status: Status, closed_on: date | None, reason: str, by: User) -> None:
    action.status, action.closed_on = status, closed_on
    action.save(update_fields=["status", "closed_on"])
    Report.objects.create(
        workspace=action.workspace, action=action, words=reason, by=by, in_name_of=by.name, at=clock.now(),
        said=Progress.REOPENED if status is Status.OPEN else Progress.STOPPED,
    )  # fmt: skip


@transaction.atomic
def hand_over(*, action: Action, leaver: User, to: User, by: User) -> None:
    """Name somebody else where a person who leaves is named. Whoever lets people go may do it."""
    following = rules.check_registered(person_of(to, workspace=action.workspace))
    for place in ("person", "deputy"):
        named = getattr(action, place)
        if named is not None and named.user_id == leaver.pk:
            setattr(action, place, following)
    rules.check_two(action.person, action.deputy)
    action.save(update_fields=["person", "deputy"])
    record("action_log.action_handed_over", action, by=by, facts={"number": action.number})


@transaction.atomic
def ask_for_report(*, action: Action, days: int, by: User, beside: bool = False) -> Opened:
    """Make a link by which the organisation reports on an action without an account.

    Earlier ones end, unless it stands `beside` them: somebody may be half way through answering by one.
    """
    check_granted(GRANTS, Capability.KEEP, workspace=action.workspace, user=by)
    rules.check_open(Status(action.status))
    if not beside:
        revoke_links(workspace=action.workspace, purpose=PURPOSE, about=str(action.pk), by=by)
    return open_link(
        workspace=action.workspace, purpose=PURPOSE, about=str(action.pk), to_whom=action.organisation.name, days=days,
        by=by,
    )  # fmt: skip
