"""A scoring of a town's issues, each word with the canary: the first round is closed and the second open."""

from __future__ import annotations

from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.models import Agency, Scoring
from frankpledge.domain.priorities.queries.scorings import scheme_of
from frankpledge.domain.priorities.rules import Marked
from frankpledge.ground.accounts.models import User, Workspace


def scored(canary: str, workspace: Workspace, officer: User, member: User) -> dict[str, str]:
    """Score two issues by two agencies, record a choice, and return what their addresses need."""
    scoring = actions.begin_scoring(workspace=workspace, year="2025/26", title=f"{canary} matters", top=1, by=officer)
    for number in (1, 2):
        name, words = f"{canary} issue {number}", f"{canary} evidence"
        actions.add_issue(scoring=scoring, name=name, evidence=words, link="/gallery/", by=officer)
    agencies = [
        actions.add_agency(scoring=scoring, name=f"{canary} {name}", email=person.email, by=officer)
        for name, person in (("council", officer), ("police", member))
    ]
    by_link = actions.add_agency(scoring=scoring, name=f"{canary} fire", by=officer)
    actions.open_round(scoring=scoring, by=officer)
    for agency, person, mark in zip(agencies, (officer, member), (3, 2), strict=True):
        mark_all(scoring, agency, mark=mark, comment=f"{canary} comment", by=person)
    actions.close_round(scoring=scoring, by=officer)
    issue = scoring.issues.order_by("order")[0]
    reasons = {one.pk: f"{canary} reason" for one in scoring.issues.all()}
    actions.record_choice(scoring=scoring, chosen=[issue.pk], reasons=reasons, by=officer)
    actions.open_round(scoring=scoring, by=officer)
    return {"scoring": str(scoring.pk), "issue": str(issue.pk), "agency": str(by_link.pk), "kind": "csv"}


def mark_all(scoring: Scoring, agency: Agency, *, mark: int, comment: str, by: User) -> None:
    """Send a sheet that gives each criterion of the first issue a mark, and of the others one less."""
    scheme = scheme_of(scoring)
    issues = scoring.issues.order_by("order")
    marks = {
        issue.pk: Marked({one.id: max(0, mark - at) for one in scheme.criteria}, "fairly", comment)
        for at, issue in enumerate(issues)
    }
    actions.send_sheet(agency=agency, marks=marks, by=by)
