"""What Frankpledge holds itself proves a duty without anybody recording it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from frankpledge.analysis.periods import FinancialYear, year_ending
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.assessments.documents.coverage import chapter
from frankpledge.domain.assessments.rules import coverage
from frankpledge.domain.duties.presenters.duty import held_choices
from frankpledge.domain.duties.queries.register import Owed, position, seen_here
from frankpledge.domain.engagement.actions import record_exercise, withdraw_exercise
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Paper
from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.obligations import State
from frankpledge.statute.template import assessment_template
from tests.domain.bodies.stage import set_table
from tests.domain.engagement.records import survey
from tests.guards.town import KNOWN, LAST, paper

pytestmark = pytest.mark.django_db
YEAR = FinancialYear(2025)
MARCH = datetime(2026, 3, 20, tzinfo=UTC)


def owed(workspace: Workspace, duty: str) -> Owed:
    (one,) = position(workspace=workspace, year=YEAR, today=date(2026, 11, 26)).of(duty)
    return one


def complete(tree: Document, *, without: str = "") -> Document:
    """Return a paper whose chapter on coverage finds everything there, but for one need of the contents."""
    law = assessment_template()
    tables = []
    for asked in (contents, inputs):
        there = {need: ("Chapter 1",) for needs in law.needs.values() for need in needs if need != without}
        tables.append(
            coverage(asked(on=LAST.last_day, nation="england", two_tier=False), needs=law.needs, provided=there)
        )
    covered = chapter(*tables, title="Coverage", about="what the law asks for")
    return replace(tree, sections=(*tree.sections[:-1], covered))


def drafted(workspace: Workspace, by: User, tree: Document) -> Paper:
    read = Read(window=year_ending(LAST), year="2025/26", manifest="m", known_at=KNOWN)
    return send_for_review(paper=save_draft(workspace=workspace, read=read, tree=tree, by=by).paper, by=by)


def test_an_approved_assessment_proves_that_one_was_made_and_a_draft_does_not(
    workspace: Workspace, people: dict[Role, User]
) -> None:
    made = drafted(workspace, people[Role.ANALYST], paper("Tithing"))
    assert owed(workspace, "CSP-07").obligation.state is State.LATE
    approve(paper=made, by=people[Role.OFFICER], formats=("html",), at=MARCH)
    one = owed(workspace, "CSP-07")
    assert (one.obligation.state, one.obligation.late_by) == (State.MET, 0)
    (choice,) = held_choices([one])
    assert choice.words == "Tithing strategic assessment, edition 1, approved"
    assert choice.href == "/w/tithing/assessments/2025-12/edition-1/"
    assert {shown.held for shown in one.evidence} == {True}
    assert owed(workspace, "CSP-08").obligation.state is State.LATE
    assert owed(workspace, "CSP-09").obligation.state is State.LATE


@pytest.mark.parametrize(("without", "contents_state"), [("", State.MET), ("levels of crime", State.LATE)])
def test_coverage_proves_only_where_its_own_chapter_finds_nothing_missing(
    without: str, contents_state: State, workspace: Workspace, people: dict[Role, User]
) -> None:
    needs = assessment_template().needs
    lacking = needs["levels"][0] if without else ""
    made = drafted(workspace, people[Role.ANALYST], complete(paper("Tithing"), without=lacking))
    approve(paper=made, by=people[Role.OFFICER], formats=("html",), at=MARCH)
    assert owed(workspace, "CSP-08").obligation.state is State.MET
    one = owed(workspace, "CSP-09")
    assert one.obligation.state is contents_state
    assert [shown.words.split(":")[0] for shown in one.evidence] == ([] if without else ["Coverage in edition 1"])


def test_an_exercise_that_people_answered_proves_that_they_were_asked(workspace: Workspace, officer: User) -> None:
    record_exercise(workspace=workspace, given=survey(received=False, respondents=None), by=officer)
    assert seen_here(workspace, YEAR, date(2026, 11, 26))["CSP-12"] == ()
    made = record_exercise(workspace=workspace, given=survey(), by=officer)
    assert owed(workspace, "CSP-12").obligation.state is State.MET
    withdraw_exercise(exercise=made, reason="Twice", by=officer)
    assert owed(workspace, "CSP-12").obligation.state is not State.MET


def test_a_board_that_is_seated_as_the_law_wants_proves_that_it_is_there(
    workspace: Workspace, partnership: Partnership, officer: User
) -> None:
    assert owed(workspace, "CSP-01").obligation.state is State.NOT_EVIDENCED
    table = set_table(workspace, officer)
    one = owed(workspace, "CSP-01")
    assert one.obligation.state is State.MET
    assert [(shown.words, shown.on) for shown in one.evidence] == [
        ("Board: 5 appointed by responsible authorities; 2 are needed", date(2026, 3, 31))
    ]
    assert one.evidence[0].href == f"/w/tithing/board/bodies/{table.board.pk}/"
    assert owed(workspace, "CSP-18").obligation.state is State.NOT_EVIDENCED
    before = position(workspace=workspace, year=FinancialYear(2018), today=date(2026, 11, 26)).of("CSP-01")
    assert [shown.words for shown in before[0].evidence] == []
