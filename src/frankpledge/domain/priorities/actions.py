"""Preparing a scoring, taking marks, closing rounds, and recording what the board chose."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from frankpledge.domain.priorities import rules
from frankpledge.domain.priorities.models import Agency, Issue, Marks, Scoring, Sheet
from frankpledge.domain.priorities.permissions import GRANTS, Capability
from frankpledge.domain.priorities.queries.results import tiers_of
from frankpledge.domain.priorities.queries.scorings import PURPOSE, agency_for_link
from frankpledge.domain.priorities.rules import Marked, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.accounts.queries import user_of
from frankpledge.ground.audit.actions import Actor, record
from frankpledge.ground.links.actions import Opened, holder_of, open_link, revoke_links
from frankpledge.ground.links.models import Link
from frankpledge.statute.priorities import scoring_scheme


@transaction.atomic
def begin_scoring(*, workspace: Workspace, year: str, title: str, top: int, by: User) -> Scoring:
    """Begin a scoring for a year's assessment, by the scheme as it stands today."""
    check_granted(GRANTS, Capability.RUN, workspace=workspace, user=by)
    rules.check_scoring(year=year, title=title, top=top)
    others = Scoring.objects.filter(workspace=workspace, year=year).values_list("title", flat=True)
    made = Scoring.objects.create(
        workspace=workspace,
        year=year,
        title=rules.check_named(title, tuple(others), most=rules.MOST_ISSUES),
        top=top,
        scheme=rules.scheme_as_kept(scoring_scheme()),
        created_by=by,
        created_at=clock.now(),
    )
    record("priorities.scoring_begun", made, by=by, facts={"year": year})
    return made


def _check_may_prepare(scoring: Scoring, by: User) -> None:
    check_granted(GRANTS, Capability.RUN, workspace=scoring.workspace, user=by)
    rules.check_being_prepared(State(scoring.state))


@transaction.atomic
def add_issue(*, scoring: Scoring, name: str, evidence: str = "", link: str = "", by: User) -> Issue:
    """Add a matter to be scored, with what the evidence says and where to read it."""
    _check_may_prepare(scoring, by)
    others = tuple(scoring.issues.values_list("name", flat=True))
    issue = Issue.objects.create(
        workspace=scoring.workspace,
        scoring=scoring,
        order=len(others),
        name=rules.check_named(name, others, most=rules.MOST_ISSUES),
        evidence=evidence.strip(),
        link=link.strip(),
    )
    record("priorities.issue_added", issue, by=by, facts={"name": issue.name})
    return issue


@transaction.atomic
def remove_issue(*, issue: Issue, by: User) -> None:
    """Take a matter off a scoring that is being prepared."""
    _check_may_prepare(issue.scoring, by)
    record("priorities.issue_removed", issue, by=by, facts={"name": issue.name})
    issue.delete()


@transaction.atomic
def add_agency(*, scoring: Scoring, name: str, email: str = "", by: User) -> Agency:
    """Add an agency that marks: through a person of the workspace, or without an address through a link."""
    _check_may_prepare(scoring, by)
    others = tuple(scoring.agencies.values_list("name", flat=True))
    agency = Agency.objects.create(
        workspace=scoring.workspace,
        scoring=scoring,
        name=rules.check_named(name, others, most=rules.MOST_AGENCIES),
        scorer=_scorer(scoring, email) if email.strip() else None,
    )
    record("priorities.agency_added", agency, by=by, facts={"name": agency.name})
    return agency


def _scorer(scoring: Scoring, email: str) -> User | None:
    """Return the person of an address, refused where they may not mark here or mark for another agency."""
    person = user_of(email)
    may = person is not None and is_granted(GRANTS, Capability.MARK, workspace=scoring.workspace, user=person)
    rules.check_scorer(belongs=may, marks_elsewhere=may and scoring.agencies.filter(scorer=person).exists())
    return person


@transaction.atomic
def hand_over(*, agency: Agency, to: User, by: User) -> None:
    """Give an agency whose scorer leaves its next one. Whoever lets people go may do it."""
    may = is_granted(GRANTS, Capability.MARK, workspace=agency.workspace, user=to)
    others = agency.scoring.agencies.filter(scorer=to).exclude(pk=agency.pk)
    rules.check_scorer(belongs=may, marks_elsewhere=others.exists())
    agency.scorer = to
    agency.save(update_fields=("scorer",))
    record("priorities.agency_handed_over", agency, by=by, facts={"name": agency.name})


@transaction.atomic
def remove_agency(*, agency: Agency, by: User) -> None:
    """Take an agency off a scoring that is being prepared."""
    _check_may_prepare(agency.scoring, by)
    record("priorities.agency_removed", agency, by=by, facts={"name": agency.name})
    agency.delete()


@transaction.atomic
def open_round(*, scoring: Scoring, by: User) -> Scoring:
    """Open the first round, which is blind, or the second, in which the first is seen."""
    check_granted(GRANTS, Capability.RUN, workspace=scoring.workspace, user=by)
    _locked(scoring)
    scoring.state = rules.started(
        State(scoring.state), issues=scoring.issues.count(), agencies=scoring.agencies.count()
    )
    scoring.save(update_fields=["state"])
    record("priorities.round_opened", scoring, by=by, facts={"round": State(scoring.state).open_round or 0})
    return scoring


@transaction.atomic
def close_round(*, scoring: Scoring, by: User) -> Scoring:
    """Close the open round: marks that were sent may be seen, those only saved are not counted, links end."""
    check_granted(GRANTS, Capability.RUN, workspace=scoring.workspace, user=by)
    _locked(scoring)
    number = rules.check_open(State(scoring.state))
    sent = Sheet.objects.filter(agency__scoring=scoring, round=number, sent_at__isnull=False).count()
    scoring.state = rules.closed(State(scoring.state), sent=sent)
    scoring.save(update_fields=["state"])
    for agency in scoring.agencies.all():
        revoke_links(workspace=scoring.workspace, purpose=PURPOSE, about=str(agency.pk), by=by)
    record("priorities.round_closed", scoring, by=by, facts={"round": number, "agencies": sent})
    return scoring


@transaction.atomic
def ask_agency(*, agency: Agency, days: int, by: User) -> Opened:
    """Make a link by which an agency marks without an account, in the round that is open."""
    check_granted(GRANTS, Capability.RUN, workspace=agency.workspace, user=by)
    rules.check_by_link(has_scorer=agency.scorer is not None)
    number = rules.check_open(State(agency.scoring.state))
    rules.check_not_sent(sent=agency.sheets.filter(round=number, sent_at__isnull=False).exists())
    revoke_links(workspace=agency.workspace, purpose=PURPOSE, about=str(agency.pk), by=by)
    return open_link(
        workspace=agency.workspace, purpose=PURPOSE, about=str(agency.pk), to_whom=agency.name, days=days, by=by
    )


@transaction.atomic
def save_sheet(*, agency: Agency, marks: Mapping[UUID, Marked], by: User) -> Sheet:
    """Keep an agency's marks as far as they go, to be come back to. Nobody else sees them."""
    _check_marks_for(agency, by)
    sheet = _keep(agency, marks, send=False)
    record("priorities.sheet_saved", sheet, by=by, facts={"agency": agency.name, "round": sheet.round})
    return sheet


@transaction.atomic
def send_sheet(*, agency: Agency, marks: Mapping[UUID, Marked], by: User) -> Sheet:
    """Send an agency's marks, complete. They stand from now on, and are seen once the round is closed."""
    _check_marks_for(agency, by)
    return _sent(agency, marks, by)


@transaction.atomic
def take_sheet(link: Link, marks: Mapping[UUID, Marked]) -> str:
    """Take the marks that an agency sends by a link, and return the words of its receipt."""
    agency = agency_for_link(link)
    _sent(agency, marks, holder_of(link), by_link=True)
    return f"The marks of {agency.name} have come. They are seen by others once the round is closed."


def _sent(agency: Agency, marks: Mapping[UUID, Marked], by: Actor, *, by_link: bool = False) -> Sheet:
    sheet = _keep(agency, marks, send=True, by_link=by_link)
    record("priorities.sheet_sent", sheet, by=by, facts={"agency": agency.name, "round": sheet.round})
    return sheet


def _check_marks_for(agency: Agency, by: User) -> None:
    check_granted(GRANTS, Capability.MARK, workspace=agency.workspace, user=by)
    rules.check_marks_for(its_scorer=agency.scorer_id == by.pk)


def _keep(agency: Agency, marks: Mapping[UUID, Marked], *, send: bool, by_link: bool = False) -> Sheet:
    """Write a sheet and its marks, in the round that is open; what was sent is not written again."""
    scoring = agency.scoring
    _locked(scoring)
    number, now = rules.check_open(State(scoring.state)), clock.now()
    sheet = agency.sheets.filter(round=number).first()
    rules.check_not_sent(sent=sheet is not None and sheet.sent_at is not None)
    issues = set(scoring.issues.values_list("pk", flat=True))
    rules.check_marks(marks, issues=issues, scheme=rules.scheme_from_kept(scoring.scheme), complete=send)
    sheet = sheet or Sheet(workspace=agency.workspace, agency=agency, round=number)
    sheet.saved_at, sheet.sent_at, sheet.by_link = now, now if send else None, by_link
    sheet.save()
    sheet.marks.all().delete()
    Marks.objects.bulk_create(
        Marks(
            workspace=agency.workspace,
            sheet=sheet,
            issue_id=issue,
            scores=dict(marked.scores),
            certainty=marked.certainty,
            comment=marked.comment.strip(),
        )
        for issue, marked in marks.items()
    )
    return sheet


def _locked(scoring: Scoring) -> None:
    """Read the state as it is now and hold it, so that no sheet comes in while its round is being closed."""
    held = Scoring.objects.select_for_update().get(pk=scoring.pk)
    scoring.state = held.state


@transaction.atomic
def record_choice(*, scoring: Scoring, chosen: Collection[UUID], reasons: Mapping[UUID, str], by: User) -> Scoring:
    """Record which issues the board made its priorities. Where it departs from the scoring its reason stands beside."""
    check_granted(GRANTS, Capability.CHOOSE, workspace=scoring.workspace, user=by)
    tiers = tiers_of(scoring)
    rules.check_known(chosen, tiers)
    names = {issue.pk: issue.name for issue in scoring.issues.all()}
    departing = rules.departures(chosen, tiers, top=scoring.top)
    rules.check_choice(chosen, {names[issue]: reasons.get(issue, "") for issue in departing})
    for issue in scoring.issues.all():
        issue.chosen, issue.reason = issue.pk in chosen, reasons.get(issue.pk, "").strip()
        issue.save(update_fields=["chosen", "reason"])
    scoring.chosen_by, scoring.chosen_at = by, clock.now()
    scoring.save(update_fields=["chosen_by", "chosen_at"])
    record("priorities.choice_recorded", scoring, by=by, facts={"issues": len(chosen), "departures": len(departing)})
    return scoring
