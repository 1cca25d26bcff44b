"""What partnerships keep in registers stands in the chapters: views, steps of the plan, inputs received."""

from __future__ import annotations

from frankpledge.domain.assessments.documents.assembling import standing_document
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.presenters.covering import coverage_of
from frankpledge.domain.engagement import rules as engagement
from frankpledge.domain.engagement.actions import record_exercise, record_input, record_question
from frankpledge.domain.plans.actions import record_step
from frankpledge.ground.accounts.models import User
from tests.domain.assessments.paper import words
from tests.domain.engagement.records import NIL, sent, survey
from tests.domain.priorities.conftest import Table, table

__all__ = ["table"]


def states(draft: Assessment) -> dict[str, str]:
    contents, inputs = coverage_of(standing_document(draft))
    return {part.label.split()[0]: part.kind for part in (*contents, *inputs)}


def test_the_steps_of_last_years_plan_are_counted_and_listed_with_their_reasons(
    draft: Assessment, analyst: User
) -> None:
    for number, outcome in enumerate(("implemented", "in_part", "not")):
        record_step(
            workspace=draft.workspace,
            year="2024/25",
            words=f"Step {number}",
            lead="Council",
            outcome=outcome,
            why="No money.",
            by=analyst,
        )
    record_step(
        workspace=draft.workspace,
        year="2025/26",
        words="Of this year",
        lead="Council",
        outcome="implemented",
        why="",
        by=analyst,
    )
    said = words(standing_document(draft), "plan-review")
    assert "3 steps of the plan 2024/25, 1 were carried out, 1 in part and 1 not." in said
    assert "No money." in said
    assert "Of this year" not in said
    assert states(draft)["7(f)"] == "present"


def test_views_stand_in_their_chapter_with_base_and_interval(draft: Assessment, analyst: User) -> None:
    asked = record_exercise(
        workspace=draft.workspace, given=survey(name="Residents' survey", respondents=400), by=analyst
    )
    results = (engagement.Result("Burglary", count=300), engagement.Result("Speeding", count=100))
    record_question(exercise=asked, words="What should come first?", base=400, results=results, by=analyst)
    said = words(standing_document(draft), "views")
    assert "Residents' survey, survey by The council" in said
    assert "What should come first?" in said
    assert "75%" in said
    assert "95% interval" in said
    assert states(draft)["7(e)"] == "present"
    assert states(draft)["6(f)"] == "present"


def test_an_input_that_came_is_present_and_one_asked_for_in_vain_is_a_nil_return(
    draft: Assessment, analyst: User
) -> None:
    assert states(draft)["6(d)"] == "missing"
    committee = sent(need="crime and disorder committee's information")
    record_input(workspace=draft.workspace, given=committee, by=analyst)
    assert states(draft)["6(d)"] == "present"
    nothing = sent(need="co-operating bodies' information", **NIL)
    record_input(workspace=draft.workspace, given=nothing, by=analyst)
    assert states(draft)["6(b)"] == "nil"


def test_what_the_marks_recommend_stands_in_its_chapter_once_the_round_is_closed(
    draft: Assessment, table: Table
) -> None:
    assert "priorities" not in {one.ref for one in standing_document(draft).sections}
    table.open()
    table.send(table.council, 4, 2, 1)
    table.send(table.police, 4, 3, 0)
    assert "priorities" not in {one.ref for one in standing_document(draft).sections}
    assert "Put forward" not in words(standing_document(draft), "summary")
    table.close()
    said = words(standing_document(draft), "priorities")
    assert "Domestic abuse" in said
    assert "The board has not chosen yet." in said
    assert "Put forward as priorities: " in words(standing_document(draft), "summary")
    assert states(draft)["7(d)"] == "present"
