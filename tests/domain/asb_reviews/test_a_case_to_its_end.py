"""A case from its application to its counts, each step by the act that a page calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import serializers
from django.db import connection

from frankpledge.domain.asb_reviews.actions import applying, handling, letting, office, reading, reviewing
from frankpledge.domain.asb_reviews.actions.applying import Begun
from frankpledge.domain.asb_reviews.actions.reviewing import PanelFacts
from frankpledge.domain.asb_reviews.models import Case, Counts, Discontent, Letter, Panel, Procedure
from frankpledge.domain.asb_reviews.public_counts import counts_of, procedure_of
from frankpledge.domain.asb_reviews.queries.cases import lines_of
from frankpledge.domain.asb_reviews.queries.codes import case_by_code
from frankpledge.domain.asb_reviews.queries.letters import outcome, reasons
from frankpledge.domain.asb_reviews.queries.requests import request_for
from frankpledge.domain.asb_reviews.queries.threshold import reckoning_of
from frankpledge.domain.asb_reviews.rules import NotInOrder, Stage
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.links.actions import use_link
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.ground.sealed.actions import purge
from frankpledge.ground.sealed.queries.keeping import cases_due
from frankpledge.ground.sealed.rules.grants import NotYours
from frankpledge.statute.case_decision import CannotDecide
from frankpledge.statute.case_review import Answer
from frankpledge.statute.case_words import count_words
from tests.domain.asb_reviews.words import PROCEDURE, STORY, applied, line
from tests.domain.bodies.stage import Stage as Table

pytestmark = pytest.mark.django_db


def stage_now(workspace: Workspace, officer: User) -> Stage:
    return lines_of(workspace=workspace, viewer=officer, on=clock.today())[0].stage


def panel_of(case: Case, table: Table, officer: User) -> Panel:
    facts = PanelFacts(
        clock.today(), "Head of housing", table.organisations["health"], True, "health did not deal with it", "attends"
    )
    return reviewing.call_panel(case=case, given=facts, by=officer)


def test_a_case_goes_from_its_application_to_its_outcome_and_is_counted_once(
    workspace: Workspace, officer: User, procedure: Procedure, stage: Table, begun: Begun, case: Case
) -> None:
    today, police = clock.today(), stage.organisations["police"]
    assert stage_now(workspace, officer) is Stage.RECEIVED
    handling.acknowledge(case=case, words="We have it.", by=officer)
    _, opened = handling.ask_body(
        case=case, organisation=police, asks="Calls from Dock Street", about=[case.reports.first()],
        due=today + timedelta(days=14), days=21, by=officer,
    )  # fmt: skip
    assert stage_now(workspace, officer) is Stage.ASKING
    asked, lines = reading.open_request(link=opened.link, request=request_for(opened.link))
    assert (asked.asks, [one.position for one in lines]) == ("Calls from Dock Street", [1])
    told = today - timedelta(days=58)
    use_link(link=opened.link, answers={"answer": "Three calls", "happened_1": None, "told_1": told})
    with pytest.raises(LinkClosed):
        request_for(opened.link)

    whole = reading.open_case(case=case, reason="case_decision", by=officer)
    assert whole.reports[0].log_told_on == told
    words = reasons(whole, met=True, weighed={}, on=today)
    decision = handling.decide(case=case, met=True, weighed={}, words=words, by=officer)
    assert decision.forced
    panel = panel_of(case, stage, officer)
    reviewing.assess_risk(case=case, level="high", words="Children are afraid", by=officer)
    reviewing.seat_member(
        panel=panel, organisation=police, post="Inspector", conflict="none", conflict_how="", by=officer
    )
    reviewing.hold_panel(panel=panel, on=today, found="Nobody joined the reports up", by=officer)
    reviewing.add_step(case=case, organisation=police, words="Walk by at night", due=today, by=officer)
    asked_of = reviewing.recommend(case=case, organisation=police, words="One contact", answer_by=today, by=officer)
    drafted = outcome(reading.open_case(case=case, reason="case_work", by=officer))
    assert "Nobody joined the reports up" in drafted
    assert "Ruritania Police, by" in drafted
    assert "was recommended: One contact" in drafted
    reviewing.tell_outcome(case=case, words=drafted, by=officer)
    assert stage_now(workspace, officer) is Stage.FOLLOWED
    reviewing.record_regard(recommendation=asked_of, regard="accepted", answer="", on=today, by=officer)
    reviewing.close(case=case, because="done", words="It is quiet.", by=officer)
    assert stage_now(workspace, officer) is Stage.CLOSED

    own = reading.open_by_code(case=begun.case)
    assert [one.kind for one in own.letters] == ["acknowledgement", "reasons", "outcome", "closing"]
    assert "the threshold is met" in own.letters[1].words
    office.publish_counts(workspace=workspace, starts=today - timedelta(days=30), ends=today, by=officer)
    found = counts_of(workspace=workspace)[0]
    assert (found.applications, found.not_met, found.reviews, found.with_recommendations) == (1, 0, 1, 1)


def test_nothing_that_anybody_wrote_stands_in_the_database_the_ledger_or_a_copy_of_a_row(
    workspace: Workspace, officer: User, case: Case
) -> None:
    reading.open_case(case=case, reason="case_work", by=officer)
    assert "Blenheim" not in "".join(f"{one.facts}{one.actor_label}" for one in Event.objects.all())
    assert "Blenheim" not in serializers.serialize("json", [case, *case.reports.all()])
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, told_whom FROM asb_reviews_report")
        assert "Blenheim" not in str(cursor.fetchall())


def test_a_case_opens_for_whoever_was_let_in_and_for_nobody_else(
    workspace: Workspace, officer: User, lead: User, people: dict[Role, User], case: Case
) -> None:
    with pytest.raises(NotYours):
        reading.open_case(case=case, reason="case_work", by=lead)
    letting.let_in(case=case, person=lead, capacity="panel", until=clock.today(), works=False, by=officer)
    assert reading.open_case(case=case, reason="case_panel", by=lead).reports[0].what == STORY
    with pytest.raises(NotYours):
        handling.acknowledge(case=case, words="We have it.", by=lead)
    with pytest.raises(NotYours):
        reading.open_case(case=case, reason="case_work", by=people[Role.ADMINISTRATOR])
    assert Event.objects.filter(verb="sealed.case_read", actor=str(lead.pk)).count() == 1


def test_what_the_count_forces_is_met_and_a_day_that_is_not_known_is_never_a_refusal(
    workspace: Workspace, officer: User, case: Case
) -> None:
    weighed = {"persistence": "a", "harm": "b", "response": "c"}
    with pytest.raises(CannotDecide, match="must be held"):
        handling.decide(case=case, met=False, weighed=weighed, words="No.", by=officer)
    first, second, third = case.reports.all()
    handling.join_report(report=third, same_as=second, because="one evening", by=officer)
    handling.decide(case=case, met=False, weighed=weighed, words="No.", by=officer)
    again = applied(workspace, line(20), line(10), applying.Line("Noise", "police")).case
    handling.take_up(case=again, by=officer)
    with pytest.raises(CannotDecide, match="not known is no reason"):
        handling.decide(case=again, met=False, weighed=weighed, words="No.", by=officer)
    with pytest.raises(NotInOrder, match="cannot be counted with itself"):
        handling.join_report(report=second, same_as=third, because="one evening", by=officer)
    assert first.same_as is None


def test_a_panel_has_an_independent_chair_a_member_and_a_risk_that_was_assessed(
    officer: User, stage: Table, case: Case
) -> None:
    health = stage.organisations["health"]
    facts = PanelFacts(clock.today(), "Head of housing", health, False, "", "attends")
    with pytest.raises(NotInOrder, match="not decided to be met"):
        reviewing.call_panel(case=case, given=facts, by=officer)
    handling.decide(case=case, met=True, weighed={}, words="Yes.", by=officer)
    with pytest.raises(NotInOrder, match="chair is not independent"):
        reviewing.call_panel(case=case, given=facts, by=officer)
    facts = PanelFacts(clock.today(), "Head", health, True, "stranger", "not_invited")
    with pytest.raises(NotInOrder, match="why the victim is not invited"):
        reviewing.call_panel(case=case, given=facts, by=officer)
    panel = panel_of(case, stage, officer)
    with pytest.raises(NotInOrder, match="risk is not assessed"):
        reviewing.hold_panel(panel=panel, on=clock.today(), found="It goes on", by=officer)
    reviewing.assess_risk(case=case, level="medium", words="It may get worse", by=officer)
    reviewing.seat_member(
        panel=panel, organisation=health, post="Nurse", conflict="stands_aside", conflict_how="", by=officer
    )
    with pytest.raises(NotInOrder, match="nobody sat"):
        reviewing.hold_panel(panel=panel, on=clock.today(), found="It goes on", by=officer)
    with pytest.raises(NotInOrder, match="outcome was not told"):
        reviewing.close(case=case, because="done", words="Done.", by=officer)


def test_whoever_is_not_content_is_answered_and_the_local_policing_body_waits_for_its_day(
    officer: User, case: Case
) -> None:
    weighed = {"persistence": "a", "harm": "b", "response": "c"}
    handling.join_report(report=case.reports.last(), same_as=case.reports.first(), because="one evening", by=officer)
    handling.decide(case=case, met=False, weighed=weighed, words="No.", by=officer)
    reviewing.close(case=case, because="not_met", words="No.", by=officer)
    with pytest.raises(NotInOrder, match="does not review yet"):
        reviewing.raise_discontent(case=case, about="decision", before="commissioner", words="Wrong", by=officer)
    raised = reviewing.raise_discontent(
        case=case, about="decision", before=Discontent.Before.PARTNERSHIP, words="They were two evenings", by=officer
    )
    reviewing.answer_discontent(discontent=raised, upheld=True, words="You are right.", by=officer)
    case.refresh_from_db()
    assert case.closed_on is None
    assert case.letters.filter(kind=Letter.Kind.ANSWER).count() == 1
    handling.decide(case=case, met=True, weighed={"harm": "They were two evenings"}, words="Yes.", by=officer)
    assert [one.met for one in case.decisions.all()] == [False, True]


def test_a_case_whose_time_is_over_goes_with_everything_that_belongs_to_it(
    workspace: Workspace, officer: User, lead: User, stage: Table, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    handling.ask_body(
        case=case, organisation=stage.organisations["police"], asks="Calls", about=list(case.reports.all()),
        due=clock.today(), days=5, by=officer,
    )  # fmt: skip
    reviewing.close(case=case, because="withdrawn", words="As you wished.", by=officer)
    assert cases_due(workspace=workspace, viewer=officer, on=clock.today()) == ()
    later = clock.today() + timedelta(days=3 * 365)
    (due,) = cases_due(workspace=workspace, viewer=officer, on=later)
    monkeypatch.setattr(clock, "today", lambda: later)
    purge(workspace=workspace, due=due, on=later, by=officer)
    assert not Case.objects.exists()
    assert not Link.objects.exists()


def test_a_code_opens_its_case_and_a_replaced_one_nothing(
    workspace: Workspace, officer: User, begun: Begun, case: Case
) -> None:
    assert case_by_code(begun.code.lower().replace("-", " "), workspace=workspace) == case
    assert case_by_code(begun.code[:-1], workspace=workspace) is None
    code = handling.new_code(case=case, by=officer)
    assert case_by_code(begun.code, workspace=workspace) is None
    assert case_by_code(code, workspace=workspace) == case


def test_a_form_that_is_sent_twice_does_its_work_once(workspace: Workspace) -> None:
    begun = applying.begin(workspace=workspace, channel="web")
    for _ in range(2):
        applying.add_line(case=begun.case, given=line(9, once="a form"))
        applying.keep(case=begun.case, given={"effect": "No sleep"})
    for _ in range(2):
        applying.send(case=begun.case)
        applying.write_back(case=begun.case, words="It was worse last night", once="another")
    assert (begun.case.reports.count(), begun.case.messages.count(), Case.objects.get().number) == (1, 1, 1)


def test_somebody_else_must_have_agreed_and_too_few_reports_are_no_hindrance(workspace: Workspace) -> None:
    case = applying.begin(workspace=workspace, channel="web").case
    applying.keep(case=case, given={"whose": "other", "effect": "She is afraid"})
    with pytest.raises(NotInOrder, match="has not agreed"):
        applying.send(case=case)
    applying.keep(case=case, given={"consent": True})
    assert applying.send(case=case).number == 1


def test_an_application_from_paper_counts_from_the_day_on_which_it_came(workspace: Workspace, officer: User) -> None:
    came = clock.today() - timedelta(days=4)
    given = {
        "whose": "self",
        "applicant": "A tenant",
        "effect": "No sleep",
        "contact_by": "phone",
        "contact_how": "mornings",
    }
    made = applying.enter(workspace=workspace, channel="paper", received_on=came, given=given, by=officer)
    assert (made.case.received_on, made.case.named_contact) == (came, officer)
    assert reading.open_case(case=made.case, reason="case_work", by=officer).contact_how == "mornings"


def test_counts_as_printed_keep_what_is_not_known_apart_from_zero(workspace: Workspace, officer: User) -> None:
    starts, ends = clock.today() - timedelta(days=300), clock.today() - timedelta(days=30)
    known = {"applications": 9, "not_met": None, "reviews": None, "with_recommendations": None}
    office.record_printed(
        workspace=workspace, starts=starts, ends=ends, source="Report to scrutiny", counts=known, by=officer
    )
    office.publish_counts(workspace=workspace, starts=ends + timedelta(days=1), ends=clock.today(), by=officer)
    office.publish_counts(workspace=workspace, starts=ends + timedelta(days=1), ends=clock.today(), by=officer)
    told = [(one.applications, one.not_met, one.printed) for one in counts_of(workspace=workspace)]
    assert told == [(9, None, True), (0, 0, False)]
    assert Counts.objects.count() == 3


def test_a_procedure_is_published_by_a_second_person_and_holds_from_its_day(
    workspace: Workspace, officer: User, procedure: Procedure
) -> None:
    assert procedure_of(workspace=workspace, on=clock.today()).number == 1  # type: ignore[union-attr]
    assert procedure_of(workspace=workspace, on=procedure.in_force_from - timedelta(days=1)) is None
    again = office.write_procedure(workspace=workspace, given=PROCEDURE | {"complaints": 2}, by=officer)
    with pytest.raises(NotInOrder, match="does not publish it"):
        office.publish_procedure(procedure=again, by=officer)


def test_the_motive_is_said_report_by_report_and_the_count_says_which_ones_are_enough(
    workspace: Workspace, officer: User, lead: User, procedure: Procedure
) -> None:
    given = PROCEDURE | {"in_force_from": clock.today() - timedelta(days=9), "one_hate_report": True}
    written = office.write_procedure(workspace=workspace, given=given, by=officer)
    office.publish_procedure(procedure=written, by=lead)
    begun = applied(workspace, line(60, hate=False), line(40), line(20))
    handling.take_up(case=begun.case, by=officer)
    applying.keep(case=begun.case, given={"hate": True}, by=officer)

    def counted() -> tuple[Answer, str]:
        found = reckoning_of(reading.open_case(case=begun.case, reason="case_work", by=officer))
        return found.answer, " ".join(count_words(found))

    assert "motive was hate two count (2 and 3); one is enough" in counted()[1]  # the first says otherwise of itself
    for report in begun.case.reports.all():
        handling.mark_motive(report=report, hate=False, by=officer)
    assert "motive was hate none counts; one is enough" in counted()[1]
    third = begun.case.reports.get(position=3)
    handling.mark_motive(report=third, hate=True, by=officer)
    assert "motive was hate one counts (3); one is enough" in counted()[1]
    handling.join_report(report=begun.case.reports.get(position=2), same_as=third, because="one night", by=officer)
    answer, words = counted()
    assert (answer, "by the local procedures" in words) == (Answer.MET, True)  # two of three, and one of hate
