"""A report to the board tells what two people put there, and one remade as it was tells what was known then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from frankpledge.domain.action_log.actions import Undertaken, add_action, move_date, reopen_action, stop_action
from frankpledge.domain.commentaries import actions as said
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.commentaries.rules import Words
from frankpledge.domain.delivery import actions as delivery
from frankpledge.domain.indicators.actions import publish_value, register_indicator
from frankpledge.domain.indicators.actions.publishing import publish_waiting
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.rules import NotYours
from frankpledge.domain.plans.actions import PlanFacts, start_plan, write_part
from frankpledge.domain.plans.actions.life import Decided, keep_printed
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import Status
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.domain.reports import actions, rules
from frankpledge.domain.reports.queries.building import tree_of
from frankpledge.domain.reports.queries.material import Asked, Wanted, gather
from frankpledge.domain.reports.queries.registers import ACTION, RISK, STEP, Told, registers
from frankpledge.domain.reports.queries.telling import report_document
from frankpledge.domain.reports.queries.unseen import to_publish, waiting_words
from frankpledge.domain.risks.actions import Described, First, amend_risk, raise_risk, score_risk
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.rules import Level, ScoreKind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.tree import canonical
from frankpledge.ground.versions.actions import erase
from frankpledge.ground.versions.models import Version
from frankpledge.ground.versions.queries import thing_of
from frankpledge.statute.reports import Every, Values
from tests.domain.bodies.stage import Stage, set_table
from tests.domain.measured import CRIMES, NOW, keep
from tests.domain.reports.test_reports import words

QUARTER = rules.period(Every.QUARTER, "2025/26 Q3")
SPRING = datetime(2026, 4, 20, 10, tzinfo=UTC)
BOARD = rules.template("board")


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return what lets the clock stand at another moment."""
    return lambda at: monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


def made(workspace: Workspace, officer: User, **changed: object) -> Document:
    """Return the board report of the quarter, made at once."""
    wanted = replace(Wanted(BOARD, QUARTER, clock.now()), **changed)  # type: ignore[arg-type]
    return report_document(gather(wanted, workspace=workspace, viewer=officer))


def one_of(told: tuple[Told, ...], part: str) -> Told:
    (found,) = [each for each in told if each.part == part]
    return found


# ---- what two people put before the board ----------------------------------------------------------------------------


def test_what_is_known_and_not_before_the_board_is_named_without_its_number(
    workspace: Workspace, officer: User, analyst: User, indicators: dict[str, Indicator]
) -> None:
    value = keep(indicators["rising"], "2025/26 Q3", 40217, because="late reports", known=NOW, by=analyst)
    new = register_indicator(workspace=workspace, reference="NC-09", name="Arson", defined=CRIMES, by=analyst)
    keep(new, "2025/26 Q3", 30519, known=NOW, by=analyst)
    document = made(workspace, officer)
    assert (document.figures["nc-01.now"].value, document.figures["nc-09.now"].state) == (391, "missing")
    assert (
        "Known, and not before the board yet: Shoplifting recorded (2025/26 Q3, corrected since the board saw it); "
        "Arson (2025/26 Q3)." in words(document)
    )
    why = "No data: a value is known, and does not stand before the board yet"
    assert why not in words(document), "what waits crowds nothing out of the exceptions"
    asks = (Asked(decide=True, words="wait for it", indicator=new.pk),)
    asked = report_document(gather(Wanted(BOARD, QUARTER, clock.now()), workspace=workspace, viewer=officer, asks=asks))
    assert why in words(asked), "unless something is asked of the board on it"
    assert not any(number in canonical(document).decode() for number in ("40217", "40,217", "30519", "30,519"))
    publish_value(value=value, by=officer, at=NOW)
    assert made(workspace, officer).figures["nc-01.now"].value == 40217


def test_a_working_report_tells_all_that_is_known(
    workspace: Workspace, officer: User, analyst: User, indicators: dict[str, Indicator]
) -> None:
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=NOW, by=analyst)
    assert not rules.template("delivery").published_only
    document = made(workspace, officer, template=replace(BOARD, values=Values.KNOWN))
    assert document.figures["nc-01.now"].value == 402
    assert "not before the board yet" not in words(document)


def test_what_was_said_of_a_number_that_the_board_does_not_have_waits_with_it(
    workspace: Workspace, officer: User, lead: User, analyst: User, indicators: dict[str, Indicator]
) -> None:
    value = keep(indicators["rising"], "2025/26 Q3", 40217, because="late reports", known=NOW, by=analyst)
    told(indicators["rising"], "Police recorded {now} offences.", by=lead, second=officer)
    document = made(workspace, officer)
    assert "quotes a figure that the board does not have" in words(document)
    assert "40,217" not in canonical(document).decode()
    publish_value(value=value, by=officer, at=NOW)
    assert "Police recorded 40,217 offences." in words(made(workspace, officer))


def told(indicator: Indicator, happened: str, *, by: User, second: User) -> Commentary:
    """Say what happened to an indicator, and let a second person approve it."""
    one = said.write_commentary(indicator=indicator, until=QUARTER.ends, words=Words(happened), by=by)
    said.send_commentary(commentary=one, by=by)
    said.approve_commentary(commentary=one, by=second)
    return one


# ---- as it was -------------------------------------------------------------------------------------------------------


def test_a_report_remade_as_it_was_tells_the_commentary_of_then(
    workspace: Workspace, officer: User, lead: User, indicators: dict[str, Indicator],
    go_on: Callable[[datetime], None],
) -> None:  # fmt: skip
    one = told(indicators["rising"], "What was said in January.", by=lead, second=officer)
    go_on(SPRING)
    said.reopen_commentary(commentary=one, reason="We know more", by=lead)
    told(indicators["rising"], "What was said in April.", by=lead, second=officer)
    then = actions.draft_report(workspace=workspace, kind="board", period=QUARTER, known_at=NOW, by=officer)
    assert "What was said in January." in words(tree_of(then, viewer=officer))
    assert "risks are told as they stood on 20 January 2026" in words(tree_of(then, viewer=officer))
    actions.draw_again(report=then, known_at=NOW, all_as_then=False, by=officer)
    then.refresh_from_db()
    assert (then.known_at, then.drawn_at) == (NOW, SPRING)
    assert "What was said in April." in words(tree_of(then, viewer=officer))


@pytest.fixture
def step(workspace: Workspace, officer: User) -> Step:
    """Return a step of the plan of the year, which its board approved in May."""
    plan = start_plan(
        workspace=workspace, year="2025/26", given=PlanFacts("Plan", "2025/26", "2025/26"), printed="a booklet",
        by=officer,
    )  # fmt: skip
    write_part(plan=plan, kind=Kind.PRIORITY, values={"name": "Burglary"}, by=officer)
    values = {"words": "Mark bicycles", "lead": "Council", "due": date(2026, 2, 28)}
    made: Step = write_part(plan=plan, kind=Kind.STEP, values=values, under=plan.priorities.get(), by=officer)
    keep_printed(plan=plan, decided=Decided(words="Adopted", on=date(2025, 5, 1)), by=officer)
    return made


def test_a_step_stands_in_it_as_it_stood_then_and_one_without_a_past_says_so(
    workspace: Workspace, officer: User, step: Step, go_on: Callable[[datetime], None]
) -> None:
    delivery.say(step=step, status=Status.AT_RISK, words="No paint", on=date(2026, 1, 10), by=officer)
    go_on(SPRING)
    delivery.move(step=step, due=date(2026, 6, 30), reason="No paint", by=officer)
    delivery.say(step=step, status=Status.COMPLETED, words="All are marked", by=officer)
    asked: dict[str, Any] = {"workspace": workspace, "viewer": officer}
    then, now = (one_of(registers(QUARTER, at=at, **asked), STEP) for at in (NOW, SPRING))
    assert (then.state, then.when) == ("At risk", "28 February 2026")
    assert (now.state, now.when) == ("Completed", "30 June 2026")
    assert not [one for one in registers(QUARTER, at=datetime(2025, 4, 1, tzinfo=UTC), **asked) if one.part == STEP]
    step.changes.all().delete()
    lost = one_of(registers(QUARTER, at=NOW, **asked), STEP)
    assert lost.state == "not held: nothing kept tells how it stood on 20 January 2026"
    assert "Of 1 of these rows it is not held" in words(made(workspace, officer, said_at=NOW))


def test_an_action_and_a_risk_stand_in_it_as_they_stood_then(
    workspace: Workspace, officer: User, stage: Stage, go_on: Callable[[datetime], None]
) -> None:
    whose: dict[str, Any] = {"body": stage.board, "organisation": stage.organisations["council"]}
    given = Undertaken("Count the lamps", agreed_on=date(2025, 11, 3), due=date(2026, 1, 31), **whose)
    action = add_action(workspace=workspace, given=given, by=officer)
    facing = Described("The lamps go out", category="money", **whose)
    first = First(date(2025, 11, 3), {ScoreKind.CURRENT: Level("five", 2, 2)})
    risk = raise_risk(workspace=workspace, given=facing, first=first, by=officer)
    go_on(SPRING)
    move_date(action=action, due=date(2026, 6, 30), reason="Snow", by=officer)
    amend_risk(risk=risk, given=replace(facing, title="Every lamp goes out"), by=officer)
    level = Level("five", 5, 5)
    score_risk(risk=risk, kind=ScoreKind.CURRENT, level=level, reason="Snow", on=SPRING.date(), by=officer)
    asked: dict[str, Any] = {"workspace": workspace, "viewer": officer}
    then, now = (registers(QUARTER, at=at, **asked) for at in (NOW, SPRING))
    assert (one_of(then, ACTION).when, one_of(now, ACTION).when) == ("31 January 2026", "30 June 2026")
    assert (one_of(then, RISK).words, one_of(now, RISK).words) == ("The lamps go out", "Every lamp goes out")
    assert one_of(then, RISK).state != one_of(now, RISK).state
    for kind, about in (("risks.risk", risk), ("action_log.action", action)):
        thing = thing_of(kind=kind, about=str(about.pk), workspace=workspace, viewer=officer)
        assert thing is not None
        erase(thing=thing, by=officer)
    lost = " (the wording of that day was erased: this is the earliest that is kept)"
    then = registers(QUARTER, at=NOW, **asked)
    assert (one_of(then, RISK).words, one_of(then, ACTION).words) == (
        f"Every lamp goes out{lost}", f"Count the lamps{lost}",
    )  # fmt: skip
    assert "Of 2 of these rows the wording of that day was erased" in words(made(workspace, officer, said_at=NOW))
    assert one_of(registers(QUARTER, at=SPRING, **asked), RISK).words == "Every lamp goes out"


def test_where_no_state_was_kept_the_days_of_the_rows_tell_and_an_action_opened_again_is_not_held(
    workspace: Workspace, officer: User, stage: Stage, go_on: Callable[[datetime], None]
) -> None:
    given = Undertaken(
        "Count the lamps", stage.board, stage.organisations["council"], date(2025, 11, 3), date(2026, 1, 31)
    )
    action = add_action(workspace=workspace, given=given, by=officer)
    go_on(SPRING)
    Version.objects.all().delete()
    action = move_date(action=action, due=date(2026, 6, 30), reason="Snow", by=officer)
    asked: dict[str, Any] = {"workspace": workspace, "viewer": officer, "at": NOW}
    assert one_of(registers(QUARTER, **asked), ACTION).when == "31 January 2026"
    action = stop_action(action=action, reason="No lamps are left", by=officer)
    assert one_of(registers(QUARTER, **asked), ACTION).state == "due in 11 days"
    reopen_action(action=action, reason="There are lamps", by=officer)
    assert one_of(registers(QUARTER, **asked), ACTION).state.startswith("not held")
    assert not Risk.objects.exists()


def test_what_somebody_else_wrote_down_is_put_before_the_board_at_one_stroke_and_ones_own_is_not(
    workspace: Workspace, officer: User, analyst: User, indicators: dict[str, Indicator]
) -> None:
    keep(indicators["rising"], "2025/26 Q3", 402, because="late reports", known=NOW, by=analyst)
    keep(indicators["level"], "2025/26 Q3", 70, 110, because="late reports", known=NOW, by=officer)
    (waits,) = to_publish(workspace=workspace, viewer=officer)
    assert waiting_words(waits) == "Shoplifting recorded: 2025/26 Q3, a correction: 402 offences"
    assert publish_waiting(workspace=workspace, indicators=indicators.values(), by=officer) == 1
    with pytest.raises(NotYours):
        publish_waiting(workspace=workspace, indicators=indicators.values(), by=officer)
    assert (made(workspace, officer).figures["nc-01.now"].value, to_publish(workspace=workspace, viewer=officer)) == (
        402, (),
    )  # fmt: skip
