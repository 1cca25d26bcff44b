"""The seat check against the law of the day, in England and in Wales."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.bodies.actions.organisations import end_organisation, set_capacity, succeed
from frankpledge.domain.bodies.actions.people import end_appointment, person_left
from frankpledge.domain.bodies.actions.seats import create_body, end_seat
from frankpledge.domain.bodies.models import Representation
from frankpledge.domain.bodies.queries.statutory import Met, SeatCheck, SeatFinding, seat_check, seat_check_in
from frankpledge.domain.partnerships.models import Partnership
from tests.domain.bodies.stage import Stage
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2022, 6, 30), date(2022, 7, 1)


@pytest.fixture
def set_stage(stage: Stage, partnership: Partnership) -> Stage:
    partnership.two_tier = False
    partnership.save()
    return stage


def check(stage: Stage, on: date) -> SeatCheck:
    found = seat_check_in(stage.board.pk, workspace=stage.workspace, on=on)
    assert found is not None
    return found


def finding(stage: Stage, name: str, on: date) -> SeatFinding:
    return next(one for one in check(stage, on).findings if one.id == name)


def test_a_full_table_meets_the_law_and_the_practice(set_stage: Stage) -> None:
    found = check(set_stage, BEFORE)
    assert found.met
    assert {one.met for one in found.findings} == {Met.PRESENT}
    assert [one.id for one in found.findings] == ["least_persons", "council", "police", "fire", "health", "probation"]
    assert finding(set_stage, "least_persons", BEFORE).words == "5 appointed by responsible authorities; 2 are needed"
    assert [one.id for one in found.findings if one.law] == ["least_persons"]


def test_a_group_that_ended_nationally_is_asked_for_its_successor(set_stage: Stage) -> None:
    health, stale = finding(set_stage, "health", AFTER), check(set_stage, AFTER).findings[-1]
    assert health.met is Met.MISSING
    assert "the integrated care board" in health.words
    assert stale.label == "Nevermouth Clinical Commissioning Group"
    assert "ended and integrated care boards began on 1 July 2022: say who came after it" in stale.words
    board = set_stage.organisation("Integrated Care Board", "icb")
    succeed(
        predecessors=[set_stage.organisations["health"]],
        successors=[board],
        on=AFTER,
        kind="transferred",
        by=set_stage.officer,
    )
    assert {one.met for one in check(set_stage, AFTER).findings} == {Met.PRESENT}
    assert {one.met for one in check(set_stage, BEFORE).findings} == {Met.PRESENT}


def test_an_empty_seat_and_none_at_all_are_told_apart(set_stage: Stage) -> None:
    fire = Representation.objects.get(seat=set_stage.seats["fire"])
    end_appointment(representation=fire, last=BEFORE, by=set_stage.officer)
    end_seat(seat=set_stage.seats["police"], last=BEFORE, by=set_stage.officer)
    empty, without = finding(set_stage, "fire", date(2022, 7, 10)), finding(set_stage, "police", date(2022, 7, 10))
    assert (empty.met, empty.words) == (
        Met.INCOMPLETE,
        "seated, and nobody appointed: vacant for 10 days, since 1 July 2022",
    )
    assert (without.met, without.words) == (Met.MISSING, "Ruritania Police holds no seat")


def test_an_authority_that_is_recorded_as_something_else_is_not_counted(set_stage: Stage) -> None:
    set_capacity(organisation=set_stage.organisations["fire"], kind="invited", since=AFTER, by=set_stage.officer)
    assert finding(set_stage, "fire", AFTER).met is Met.MISSING
    assert finding(set_stage, "least_persons", AFTER).words.startswith("4 appointed")


def test_fewer_than_two_persons_break_the_law_of_england(set_stage: Stage) -> None:
    for name in ("council", "police", "fire", "probation"):
        person_left(person=set_stage.people[name], last=BEFORE, by=set_stage.officer)
    few = check(set_stage, AFTER)
    assert not few.met
    assert few.findings[0].met is Met.INCOMPLETE
    person_left(person=set_stage.people["health"], last=BEFORE, by=set_stage.officer)
    assert check(set_stage, AFTER).findings[0].met is Met.MISSING


def test_two_councils_of_a_two_tier_area_both_have_to_sit(set_stage: Stage, partnership: Partnership) -> None:
    partnership.two_tier = True
    partnership.save()
    assert finding(set_stage, "county_council", BEFORE).met is Met.MISSING
    second = set_stage.organisation("Other District", "district_council")
    set_capacity(organisation=second, kind="responsible", since=date(2021, 1, 1), by=set_stage.officer)
    both = finding(set_stage, "council", BEFORE)
    assert (both.met, both.words) == (Met.INCOMPLETE, "Other District holds no seat")
    end_organisation(organisation=second, last=date(2022, 1, 1), by=set_stage.officer)
    assert finding(set_stage, "council", BEFORE).met is Met.PRESENT


def test_wales_asks_for_each_authority_by_law(set_stage: Stage, partnership: Partnership) -> None:
    partnership.nation = "wales"
    partnership.save()
    found = check(set_stage, BEFORE)
    assert all(one.law for one in found.findings)
    assert not found.met
    assert finding(set_stage, "health", BEFORE).met is Met.MISSING
    assert finding(set_stage, "police", BEFORE).source.endswith("SI 2007/3076 reg 3")


def test_groups_of_which_the_law_asks_nothing_are_not_checked(set_stage: Stage, partnership: Partnership) -> None:
    group = create_body(workspace=set_stage.workspace, name="Group", kind="sub_group", by=set_stage.officer)
    found = seat_check(group.pk, workspace=set_stage.workspace, viewer=set_stage.officer, on=AFTER)
    assert found is not None
    assert (found.rule, found.findings) == (None, ())
    assert check(set_stage, date(2007, 7, 31)).rule is None
    assert seat_check(group.pk, workspace=set_stage.workspace, viewer=new_user(), on=AFTER) is None
    partnership.delete()
    assert check(set_stage, AFTER).rule is None
