"""A partnership at the end of a year: last year's plan in print, an approved assessment, a decision; for a journey.

`python -m tests.browser.plan_stage FOLDER` prints where it answers, who may sign in, and the years, as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frankpledge import config
from tests.schema import begin

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace
    from frankpledge.ground.documents.blocks import Document

SINCE = date(2021, 4, 1)
MATTERS = ("Burglary", "Fire setting")


def main(data: Path) -> None:
    """Set the scene and serve it until told to end."""
    begin(data)
    config.initialise(data)
    from frankpledge.ground.accounts.rules import Role
    from tests.browser.stage import nevermouth, welcome
    from tests.ground.people import new_member

    workspace = nevermouth()
    officer = new_member(workspace, Role.OFFICER, name="Community safety officer")
    member = new_member(workspace, Role.MEMBER, name="Board member")
    lead = new_member(workspace, Role.LEAD, Role.MEMBER, name="Priority lead")
    years = scene(workspace, officer, member)
    told = {
        "officer": welcome(officer),
        "member": welcome(member),
        "lead": welcome(lead),
        "slug": workspace.slug,
        **years,
    }
    config.serve(data, port=0, ready=lambda at: print(json.dumps({**told, "address": at.workspace}), flush=True))


def scene(workspace: Workspace, officer: User, member: User) -> dict[str, str]:
    """Fill the partnership, and return this year and the one whose plan is to be made."""
    from frankpledge.domain.bodies.actions.organisations import found_organisation, set_capacity

    council = found_organisation(workspace=workspace, name="Nevermouth Council", kind="district_council", by=officer)
    set_capacity(organisation=council, kind="responsible", since=SINCE, basis="s5", by=officer)
    found_organisation(workspace=workspace, name="Nevermouth Neighbours", kind="charity", by=officer)
    assessed(workspace, officer, member)
    measured(workspace, officer)
    decided(workspace, council, officer)
    return printed(workspace, council, officer)


def assessed(workspace: Workspace, officer: User, member: User) -> None:
    """Approve an assessment that puts two matters forward."""
    from frankpledge.analysis.periods import Month, financial_year_of, year_ending
    from frankpledge.domain.assessments.actions import Read, save_draft
    from frankpledge.ground import clock
    from frankpledge.ground.documents import actions as papers

    now = clock.now()
    window = year_ending(Month(now.year - 1, 12))
    read = Read(window=window, year=str(financial_year_of(now.date())), manifest="none was read", known_at=now)
    paper = save_draft(workspace=workspace, read=read, tree=assessment(), by=officer).paper
    papers.approve(paper=papers.send_for_review(paper=paper, by=officer), by=member, formats=("html",))


def assessment() -> Document:
    """Return the assessment as a document, with the table in which assessments put matters forward."""
    from frankpledge.ground import clock
    from frankpledge.ground.documents.blocks import Column, Document, Row, Section, Table, Text
    from tests.guards.town import covered

    heads = (Column("Matter"), Column("Risk", "right"), Column("The board"))
    rows = tuple(Row(((Text(name),), (Text("2.1"),), (Text("chosen"),))) for name in MATTERS)
    return Document(
        title="Strategic assessment", subtitle="Nevermouth", partnership="Nevermouth Community Safety Partnership",
        status="Draft, not approved", foot="Strategic assessment", cut_off=clock.today(),
        sections=(Section("priorities", "Priorities", (Table("Matters put forward", "", heads, rows),)), covered()),
    )  # fmt: skip


def measured(workspace: Workspace, officer: User) -> None:
    """Register the indicator to which a measure is tied."""
    from frankpledge.domain.indicators.actions import Defined, register_indicator
    from frankpledge.domain.indicators.rules import Every, Measure, Origin, Polarity

    defined = Defined(
        since=SINCE, words="Burglaries of homes that were recorded", measure=Measure.COUNT, numerator="burglaries",
        unit="burglaries", polarity=Polarity.SMALLER, source="Police", origin=Origin.RETURNS, every=Every.QUARTER,
    )  # fmt: skip
    register_indicator(workspace=workspace, reference="BU-01", name="Burglaries of homes", defined=defined, by=officer)


def decided(workspace: Workspace, council: Any, officer: User) -> None:
    """Hold a meeting of the board that decides on the plan."""
    from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
    from frankpledge.domain.meetings.actions import minuting, planning
    from frankpledge.domain.meetings.rules import Presence
    from frankpledge.ground import clock

    board = create_body(workspace=workspace, name="Nevermouth board", kind="board", by=officer)
    seat = create_seat(body=board, name="Council", by=officer)
    give_seat(seat=seat, organisations=[council], since=SINCE, by=officer)
    meeting = planning.plan_meeting(workspace=workspace, body=board, on=clock.today(), by=officer)
    minuting.record_attendance(meeting=meeting, came={seat.pk: minuting.Came(Presence.PRESENT)}, by=officer)
    item = meeting.items.select_related("meeting__body", "meeting__workspace").get(order=3)
    given = minuting.DecisionFacts("The plan is approved", "It answers the assessment", "It begins in April")
    minuting.record_decision(item=item, given=given, by=officer)


def printed(workspace: Workspace, council: Any, officer: User) -> dict[str, str]:
    """Keep this year's plan as it was printed, and return its year and the next."""
    from frankpledge.analysis.periods import financial_year_of
    from frankpledge.domain.plans.actions import PlanFacts, start_plan, write_part
    from frankpledge.domain.plans.actions.life import Decided, keep_printed
    from frankpledge.domain.plans.queries import following
    from frankpledge.domain.plans.rules.parts import Kind
    from frankpledge.ground import clock

    year = str(financial_year_of(clock.today()))
    given = PlanFacts(f"A safer Nevermouth, {year}", year, year, texts={"vision": "A quiet town."})
    plan = start_plan(workspace=workspace, year=year, given=given, printed="a booklet", by=officer)
    values = {"name": "Noise at night", "why": "People cannot sleep.", "lead": council, "departs": "Residents asked."}
    priority = write_part(plan=plan, kind=Kind.PRIORITY, values=values, by=officer)
    aim = write_part(plan=plan, kind=Kind.OBJECTIVE, values={"words": "Quiet nights"}, under=priority, by=officer)
    due = clock.today() + timedelta(days=200)
    facts = {"words": "Visit every bar", "organisation": council, "objective": aim, "due": due}
    write_part(plan=plan, kind=Kind.STEP, values=facts, under=priority, by=officer)
    keep_printed(plan=plan, decided=Decided(words="Board, minute 3", on=clock.today()), by=officer)
    return {"year": year, "next": following(year)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
