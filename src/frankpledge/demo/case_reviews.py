"""ASB case reviews of the demonstration, by the actions that pages call. Nobody is named, and no case is real."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from frankpledge.demo.risky import told_of
from frankpledge.domain.asb_reviews.actions import applying, handling, office
from frankpledge.domain.asb_reviews.actions.applying import Line
from frankpledge.domain.asb_reviews.models import Counts, Procedure
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.case_counts import LABELS


def review_cases(workspace: Workspace, *, by: User, second: User) -> None:
    """Publish the procedure, and bring two cases: one from paper that is looked after, one that has just come."""
    if Procedure.objects.filter(workspace=workspace).exists():
        return
    told = told_of("case_reviews.toml")
    written = office.write_procedure(workspace=workspace, given=dict(told["procedure"]), by=by)
    office.publish_procedure(procedure=written, by=second)
    paper, web = told["case"]
    came = clock.today() - timedelta(days=paper["days_ago"])
    case = applying.enter(workspace=workspace, channel="paper", received_on=came, given=paper["given"], by=by).case
    for one in paper["report"]:
        applying.add_line(case=case, given=_line(one), by=by)
    handling.acknowledge(case=case, words=paper["letter"], by=by)
    begun = applying.begin(workspace=workspace, channel="web").case
    applying.keep(case=begun, given=web["given"])
    for one in web["report"]:
        applying.add_line(case=begun, given=_line(one))
    applying.send(case=begun)
    _record_counts(workspace, told["counted"], by)


def _line(one: dict[str, Any]) -> Line:
    """Return a report as it is told, by how many days ago it happened and was reported; one of them may be unknown."""
    today = clock.today()
    days: dict[str, Any] = {}
    for name in ("happened", "told"):
        if f"{name}_days_ago" in one:
            days[f"{name}_on"] = today - timedelta(days=one[f"{name}_days_ago"])
    sure = {f"{name}_sure": one.get("sure", "exact") for name in ("happened", "told") if f"{name}_on" in days}
    return Line(what=one["what"], told=one["told"], **days, **sure)


def print_case_review_counts(workspace: Workspace, *, by: User) -> None:
    """Record how many applications Herefordshire's partnership printed. The other three counts are not known."""
    if not Counts.objects.filter(workspace=workspace).exists():
        _record_counts(workspace, told_of("case_reviews.toml")["printed"], by)


def _record_counts(workspace: Workspace, told: list[dict[str, Any]], by: User) -> None:
    for one in told:
        counts = {name: one.get(name) for name in LABELS}
        office.record_printed(
            workspace=workspace, starts=one["starts"], ends=one["ends"], source=one["source"], counts=counts, by=by
        )
