"""A case of a town's, each word with the canary; the procedure, and counts of before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from frankpledge.domain.asb_reviews.actions import applying, filing, handling, office
from frankpledge.domain.asb_reviews.actions.applying import Line
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.sealed.actions import hold, open_access_request
from tests.domain.asb_reviews.words import PROCEDURE


def cased(canary: str, workspace: Workspace, by: User) -> dict[str, Any]:
    """Enter an application, ask a body about it, write a procedure, and return what the addresses need."""
    today = clock.today()
    given = {name: f"{canary} {name}" for name in ("applicant", "affected", "place", "effect", "danger", "contact_how")}
    made = applying.enter(workspace=workspace, channel="paper", received_on=today, given=given, by=by).case
    line = Line(f"{canary} bottles", "police", told_whom=f"{canary} desk", reference=f"{canary} number")
    report = applying.add_line(case=made, given=line, by=by)
    handling.acknowledge(case=made, words=f"{canary} letter", by=by)
    diary = filing.Sent(f"{canary} diary.txt", f"{canary} night".encode(), f"{canary} shown")
    filed = filing.add_file(case=made, sent=diary, by=by)
    body = found_organisation(workspace=workspace, name=f"{canary} homes", kind="charity", by=by)
    handling.ask_body(case=made, organisation=body, asks=f"{canary} question", about=[report], due=today, days=9, by=by)
    words = {name: f"{canary} {name}" for name in ("words", "point_of_contact", "objection")}
    version = office.write_procedure(workspace=workspace, given=PROCEDURE | words, by=by)
    counts = {"applications": 9, "not_met": None, "reviews": None, "with_recommendations": None}
    starts, ends = today - timedelta(days=400), today - timedelta(days=100)
    office.record_printed(
        workspace=workspace, starts=starts, ends=ends, source=f"{canary} report", counts=counts, by=by
    )
    kept = hold(workspace=workspace, matter=made.matter, because="hold_inquiry", by=by)
    asked = open_access_request(workspace=workspace, matter=made.matter, received_on=today, by=by)
    return {
        "case": str(made.pk), "case_file": str(filed.number), "procedure": str(version.pk), "act": "acknowledge",
        "sort": "asb-case-review", "hold": str(kept.pk), "inquiry": str(asked.pk), "passage_number": 1,
        "answer_kind": "pdf",
    }  # fmt: skip
