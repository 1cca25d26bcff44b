"""Each of the thirteen duties on case reviews is proved by the record itself, or it is said what is missing."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.asb_reviews.actions import handling, office, reviewing
from frankpledge.domain.asb_reviews.actions.applying import Begun
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.asb_reviews.presenters.duties import DUTIES, duties_table
from frankpledge.domain.bodies.models import Capacity, Organisation
from frankpledge.domain.duties.queries.register import Position, position
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.obligations import State
from tests.domain.asb_reviews.test_a_case_to_its_end import panel_of
from tests.domain.asb_reviews.words import PROCEDURE, applied, line
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
ALL = tuple(f"ASB-{number:02}" for number in range(1, 14))


def standing(workspace: Workspace) -> Position:
    today = clock.today()
    return position(workspace=workspace, year=financial_year_of(today), today=today)


def missing(workspace: Workspace) -> dict[str, str]:
    """Return what the page says is missing, by the duty."""
    today = clock.today()
    rows = duties_table(workspace, on=today, year=str(financial_year_of(today))).rows
    return {row.cells[0].split()[0]: row.cells[2] for row in rows}


def test_where_nothing_is_held_each_duty_says_what_is_missing(workspace: Workspace) -> None:
    assert tuple(DUTIES) == tuple(dict.fromkeys(DUTIES))
    assert set(DUTIES) == set(ALL)
    found = missing(workspace)
    assert tuple(found) == ALL
    assert all(words.endswith(".") for words in found.values())
    states = {one.duty.id: one.obligation.state for one in standing(workspace).owed if one.duty.id in DUTIES}
    assert states["ASB-01"] is State.NOT_EVIDENCED
    assert states["ASB-13"] is State.NOT_IN_FORCE


def test_a_case_starts_the_clocks_of_the_law_by_itself_and_proves_what_was_done(
    workspace: Workspace, officer: User, lead: User, stage: Stage, begun: Begun, case: Case
) -> None:
    today, police = clock.today(), stage.organisations["police"]
    given = PROCEDURE | {
        "review_on": today + timedelta(days=90), "in_force_from": date(2024, 4, 1), "policing_body_review_from": today,
    }  # fmt: skip
    written = office.write_procedure(workspace=workspace, given=given, by=officer)
    office.publish_procedure(procedure=written, by=lead)
    waits = applied(workspace, line(9)).case
    _, opened = handling.ask_body(
        case=case, organisation=police, asks="Calls", about=[], due=today + timedelta(days=9), days=9, by=officer
    )
    states = {one.duty.id: one.obligation.state for one in standing(workspace).owed if one.event is not None}
    assert {states[duty] for duty in ("ASB-05", "ASB-11")} == {State.DUE}
    handling.answer_request(link=opened.link, request=case.requests.get(), answer="Two calls", days={})
    handling.decide(case=case, met=True, weighed={}, words="It is met.", by=officer)
    panel = panel_of(case, stage, officer)
    reviewing.assess_risk(case=case, level="high", words="Afraid", by=officer)
    reviewing.seat_member(
        panel=panel, organisation=police, post="Inspector", conflict="none", conflict_how="", by=officer
    )
    reviewing.hold_panel(panel=panel, on=today, found="Nobody joined it up", by=officer)
    reviewing.tell_outcome(case=case, words="This will be done.", by=officer)
    reviewing.close(case=case, because="done", words="It is quiet.", by=officer)
    office.publish_counts(workspace=workspace, starts=today - timedelta(days=30), ends=today, by=officer)
    Organisation.objects.filter(pk=stage.organisations["health"].pk).update(kind="landlord")
    landlord = Organisation.objects.get(pk=stage.organisations["health"].pk)
    Capacity.objects.filter(organisation=landlord).delete()
    Capacity.objects.create(
        workspace=workspace, organisation=landlord, kind="participating", since=today, recorded_by=officer,
        recorded_at=clock.now(),
    )  # fmt: skip

    found = missing(workspace)
    assert {duty: words for duty, words in found.items() if words != "–"} == {
        "ASB-05": f"Not yet: ASB case review {waits.number}"
    }
    owed = [one for one in standing(workspace).owed if one.duty.id in DUTIES and one.duty.trigger == "event"]
    mine = {
        one.duty.id: one
        for one in owed
        if one.event is not None and not one.event.words.endswith(f"review {waits.number}")
    }
    assert {duty: one.obligation.state for duty, one in mine.items()} == dict.fromkeys(
        ("ASB-02", "ASB-05", "ASB-07", "ASB-08", "ASB-09", "ASB-10", "ASB-11"), State.MET
    )
    assert all(shown.held for one in mine.values() for shown in one.evidence)


def test_periods_after_the_last_counts_are_missed_and_what_is_not_known_proves_none(
    workspace: Workspace, officer: User
) -> None:
    today = clock.today()
    counts = {"applications": 9, "not_met": None, "reviews": None, "with_recommendations": None}
    office.record_printed(
        workspace=workspace, starts=today - timedelta(days=900), ends=today - timedelta(days=800), source="Report",
        counts=counts, by=officer,
    )  # fmt: skip
    words = missing(workspace)["ASB-10"]
    assert words.startswith("Not yet: ")
    assert len(re.findall(r" to \d", words)) == 3  # the printed one, and two years that were never counted


def test_the_page_says_it_to_the_office(workspace: Workspace, officer: User) -> None:
    client = Client()
    client.force_login(officer)
    page = client.get(reverse("asb_reviews:counts", args=(workspace.slug,))).content.decode()
    assert all(duty in page for duty in ALL)
    assert "No version of the procedure is published." in page
