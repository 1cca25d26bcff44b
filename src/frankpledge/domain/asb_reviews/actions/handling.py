"""From the receipt of an application to the decision on its threshold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import added, check_ours, facts_of, held, letting, reading
from frankpledge.domain.asb_reviews.models import Case, Decision, Letter, Report, Request
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.queries.codes import mark_of
from frankpledge.domain.asb_reviews.queries.threshold import (
    arithmetic_of,
    complaint_of,
    decided,
    procedure_for,
    reckoning_of,
)
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import Opened, holder_of, make_link
from frankpledge.ground.links.models import Link
from frankpledge.statute.case_decision import check_decision, settled
from frankpledge.statute.case_procedures import grounds
from frankpledge.statute.case_review import Answer

PURPOSE = "asb_reviews.request"


@transaction.atomic
def take_up(*, case: Case, by: User) -> Case:
    """Become the named contact of a case that nobody holds (any more), and be let in to it."""
    check_granted(GRANTS, Capability.TAKE, workspace=case.workspace, user=by)
    letting.let_in_first(case=case, person=by, by=by)
    case.named_contact = by
    case.save(update_fields=["named_contact"])
    record("asb_reviews.taken_up", case, by=by, facts=facts_of(case))
    return case


@transaction.atomic
def hand_over(*, case: Case, to: User, by: User) -> Case:
    """Give a case another named contact, who is let in to it."""
    case = held(case, by, closed_too=True)
    check_granted(GRANTS, Capability.TAKE, workspace=case.workspace, user=to)
    if to.pk != by.pk:
        letting.let_in(
            case=case, person=to, capacity="named contact", until=letting.longest(), works=True, leads=True, by=by
        )
    case.named_contact = to
    case.save(update_fields=["named_contact"])
    record("asb_reviews.handed_over", case, by=by, facts=facts_of(case))
    return case


@transaction.atomic
def acknowledge(*, case: Case, words: str, by: User) -> Letter:
    """Say to the applicant that it has come, and who their contact is."""
    case = held(case, by)
    case.acknowledged_on = case.acknowledged_on or clock.today()
    case.save(update_fields=["acknowledged_on"])
    letter = added(
        Letter, case, by, kind=Letter.Kind.ACKNOWLEDGEMENT, on=clock.today(),
        words=rules.check_words(words, what="the letter"),
    )  # fmt: skip
    record("asb_reviews.acknowledged", case, by=by, facts=facts_of(case))
    return letter


@transaction.atomic
def new_code(*, case: Case, by: User) -> str:
    """Return another code for an applicant who lost theirs, to be told by the agreed safe contact. The old one ends."""
    case = held(case, by, closed_too=True)
    code = rules.new_code()
    case.code_mark = mark_of(code)
    case.save(update_fields=["code_mark"])
    record("asb_reviews.code_replaced", case, by=by, facts=facts_of(case))
    return code


@transaction.atomic
def join_report(*, report: Report, same_as: Report | None, because: str, by: User) -> Report:
    """Count a report as one incident with another, for a reason that the applicant may ask for; or apart again."""
    case = held(report.case, by)
    if same_as is not None:
        rules.check_same(report.pk, same_as.pk, already=same_as.same_as_id is not None or report.told_again.exists())
        because = rules.check_words(because, what="the reason")
    report.same_as, report.same_because = same_as, because if same_as else ""
    report.save(update_fields=["same_as", "same_because"])
    record("asb_reviews.reports_joined", case, by=by, facts=facts_of(case, line=report.position))
    return report


@transaction.atomic
def log_days(
    *, report: Report, organisation: Organisation, happened_on: date | None, told_on: date | None, by: User
) -> Report:
    """Record the days that an agency's log has for a report, beside those that the applicant gave."""
    case = held(report.case, by)
    check_ours(case, organisation)
    _log(report, happened_on, told_on, log_of=organisation)
    record("asb_reviews.days_logged", case, by=by, facts=facts_of(case, line=report.position))
    return report


@transaction.atomic
def settle_days(*, report: Report, happened_on: date | None, told_on: date | None, because: str, by: User) -> Report:
    """Settle days that no log has, for a reason that the letter to the applicant repeats."""
    case = held(report.case, by)
    said = complaint_of(report, case)
    for told, day in ((said.behaviour, happened_on), (said.complaint, told_on)):
        if day is not None:
            settled(told, day, reason=because)
    report.settled_because = because.strip()
    _log(report, happened_on or report.log_happened_on, told_on or report.log_told_on, log_of=report.log_of)
    record("asb_reviews.days_settled", case, by=by, facts=facts_of(case, line=report.position))
    return report


def _log(report: Report, happened_on: date | None, told_on: date | None, *, log_of: Organisation | None) -> None:
    for day in (happened_on, told_on):
        if day is not None:
            rules.check_past(day, what="what the log has", today=clock.today())
    report.log_of, report.log_happened_on, report.log_told_on = log_of, happened_on, told_on
    report.save(update_fields=["log_of", "log_happened_on", "log_told_on", "settled_because"])


@transaction.atomic
def mark_motive(*, report: Report, hate: bool | None, by: User) -> Report:
    """Say whether the motive of a report was hate: it goes before what is said of the whole. None: not said."""
    case = held(report.case, by)
    report.hate = hate
    report.save(update_fields=["hate"])
    record("asb_reviews.motive_marked", case, by=by, facts=facts_of(case, line=report.position))
    return report


@transaction.atomic
def ask_body(
    *, case: Case, organisation: Organisation, asks: str, about: Sequence[Report], due: date, days: int, by: User
) -> tuple[Request, Opened]:
    """Ask a relevant body by a link without an account, for what is needed of it and about no other line."""
    case = held(case, by)
    check_ours(case, organisation)
    rules.check_before(
        all(one.case_id == case.pk for one in about), lacks="a line is of another case.", cure="Choose its own."
    )
    made = added(
        Request, case, by, organisation=organisation, asked_on=clock.today(), due=due,
        asks=rules.check_words(asks, what="what is asked"),
    )  # fmt: skip
    made.about.set(about)
    opened = make_link(
        workspace=case.workspace, purpose=PURPOSE, about=str(made.pk), to_whom=organisation.name, days=days, by=by
    )
    record("asb_reviews.body_asked", case, by=by, facts=facts_of(case, lines=len(about)))
    return made, opened


@transaction.atomic
def answer_request(
    *, link: Link, request: Request, answer: str, days: Mapping[int, tuple[date | None, date | None]]
) -> Request:
    """Keep what a body answered by its link: its words, and the days of its log for the lines it was asked about."""
    rules.check_before(request.answered_on is None, lacks="it is answered.", cure="Write to the office.")
    request.answered_on, request.answer = clock.today(), rules.check_words(answer, what="your answer")
    request.save(update_fields=["answered_on", "answer"])
    for report in request.about.all():
        happened, told = days.get(report.position, (None, None))
        if happened or told:
            _log(report, happened, told, log_of=request.organisation)
    record("asb_reviews.body_answered", request.case, by=holder_of(link), facts=facts_of(request.case))
    return request


@transaction.atomic
def decide(*, case: Case, met: bool, weighed: Mapping[str, str], words: str, by: User) -> Decision:
    """Decide whether the threshold is met and tell the applicant in a letter, either way.

    Where the count forces it no other decision is possible, and an unknown day is never "not met".
    """
    case = held(case, by)
    reckoning = reckoning_of(reading.within(case, by=by))
    check_decision(reckoning, decided(met=met, weighed=weighed, on=clock.today()))
    made = added(
        Decision, case, by, on=clock.today(), met=met, forced=reckoning.answer is Answer.MET,
        procedure=procedure_for(case), arithmetic=json.dumps(arithmetic_of(reckoning)),
        **{one.id: weighed.get(one.id, "").strip() for one in grounds()},
    )  # fmt: skip
    added(
        Letter, case, by, kind=Letter.Kind.REASONS, on=clock.today(), words=rules.check_words(words, what="the letter")
    )
    record("asb_reviews.threshold_decided", case, by=by, facts=facts_of(case, met="met" if met else "not met"))
    return made
