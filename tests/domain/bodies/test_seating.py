"""Who sits where on any day, as it follows from what was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.actions.organisations import (
    end_organisation,
    found_organisation,
    merge_organisations,
    rename_organisation,
    set_capacity,
    split_organisation,
    succeed,
)
from frankpledge.domain.bodies.actions.people import (
    appoint,
    end_appointment,
    end_post,
    give_post,
    person_left,
    record_person,
    tie_account,
)
from frankpledge.domain.bodies.actions.seats import (
    TermsFacts,
    adopt_terms,
    create_body,
    create_seat,
    end_body,
    end_office,
    end_seat,
    give_office,
    give_seat,
    vacate_seat,
)
from frankpledge.domain.bodies.models import Post, Representation, SeatHolding
from frankpledge.domain.bodies.queries.organisations import organisation_page, organisations_at
from frankpledge.domain.bodies.queries.people import organisations_of_user, parts_of_user, people_at, person_page
from frankpledge.domain.bodies.queries.seating import SeatAt, bodies_at, body_at, body_in
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from tests.domain.bodies.stage import BEGAN, Stage
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db
JULY = date(2022, 7, 1)
JUNE = date(2022, 6, 30)
LATE = date(2026, 1, 1)


def seat(stage: Stage, authority: str, on: date) -> SeatAt:
    body = body_in(stage.board.pk, workspace=stage.workspace, on=on)
    assert body is not None
    return next(one for one in body.seats if one.authority == authority)


def holders(stage: Stage, authority: str, on: date) -> list[str]:
    return [one.name for one in seat(stage, authority, on).holders]


def test_the_health_seat_was_the_groups_to_june_and_is_the_boards_from_july(stage: Stage) -> None:
    group = stage.organisations["health"]
    board = stage.organisation("Integrated Care Board", "icb")
    succeed(predecessors=[group], successors=[board], on=JULY, kind="transferred", by=stage.officer)
    assert holders(stage, "health", JUNE) == [group.name]
    assert holders(stage, "health", JULY) == [board.name]
    before, after = seat(stage, "health", JUNE), seat(stage, "health", JULY)
    assert before.representative is not None
    assert after.representative is not None
    assert before.representative.person == after.representative.person
    assert (before.representative.organisation, after.representative.organisation) == (group.name, board.name)
    assert after.holders[0].capacity == "responsible"
    page = organisation_page(group.pk, workspace=stage.workspace, viewer=stage.officer, on=JULY)
    assert page is not None
    assert [(one.name, one.on, one.kind) for one in page.went_to] == [(board.name, JULY, "transferred")]
    assert (page.at.until, page.at.capacity, page.at.seats) == (JUNE, None, 0)
    assert [one.until for one in page.holdings] == [JUNE]
    there = {one.name for one in organisations_at(workspace=stage.workspace, viewer=stage.officer, on=JULY)}
    assert board.name in there
    assert group.name not in there


def test_probation_was_two_bodies_that_held_one_seat_jointly(stage: Stage) -> None:
    trust = stage.organisations["probation"]
    national, company = stage.organisation("National", "probation"), stage.organisation("Company", "probation")
    split = date(2020, 6, 1)
    split_organisation(organisation=trust, into=[national, company], on=split, people_to=company, by=stage.officer)
    held = seat(stage, "probation", split)
    assert [(one.name, one.jointly, one.capacity) for one in held.holders] == [
        ("Company", True, "responsible"),
        ("National", True, "responsible"),
    ]
    assert held.representative is not None
    assert held.representative.organisation == "Company"
    service = stage.organisation("Probation Service", "probation")
    joined = date(2021, 6, 26)
    merge_organisations(organisations=[national, company], into=service, on=joined, by=stage.officer)
    assert holders(stage, "probation", joined - timedelta(days=1)) == ["Company", "National"]
    after = seat(stage, "probation", joined)
    assert [(one.name, one.jointly) for one in after.holders] == [("Probation Service", False)]
    assert after.representative is not None
    assert after.representative.organisation == "Probation Service"


def test_a_new_name_takes_over_and_the_past_keeps_the_old_one(stage: Stage) -> None:
    force = stage.organisations["police"]
    renamed = rename_organisation(organisation=force, name="Constabulary", on=JULY, by=stage.officer)
    assert holders(stage, "police", JUNE) == [force.name]
    assert holders(stage, "police", JULY) == ["Constabulary"]
    assert renamed.kind == "police"


def test_when_a_seat_passes_to_another_whoever_sat_for_the_first_leaves_the_table(stage: Stage) -> None:
    other = stage.organisation("Another Force", "police")
    give_seat(seat=stage.seats["police"], organisations=[other], since=JULY, by=stage.officer)
    after = seat(stage, "police", JULY)
    assert after.representative is None
    assert after.empty is not None
    assert after.empty.since == JULY
    assert seat(stage, "police", JUNE).representative is not None
    person = stage.person("Another commander", other)
    appoint(seat=stage.seats["police"], person=person, part="representative", since=date(2022, 9, 1), by=stage.officer)
    filled = seat(stage, "police", date(2022, 9, 1))
    assert filled.representative is not None
    assert filled.representative.name == "Another commander"
    assert seat(stage, "police", date(2022, 8, 31)).vacancy.words == "vacant for 2 months, since 1 July 2022"  # type: ignore[union-attr]


def test_a_deputy_stands_beside_a_representative_and_may_become_one(stage: Stage) -> None:
    deputy = stage.person("A deputy", stage.organisations["fire"])
    place = stage.seats["fire"]
    appoint(seat=place, person=deputy, part="deputy", since=JULY, by=stage.officer)
    now = seat(stage, "fire", JULY)
    assert now.representative is not None
    assert [(one.name, one.title) for one in now.deputies] == [("A deputy", "A deputy post")]
    appoint(seat=place, person=deputy, part="representative", since=date(2022, 8, 1), by=stage.officer)
    later = seat(stage, "fire", date(2022, 8, 1))
    assert later.representative is not None
    assert later.representative.name == "A deputy"
    assert later.deputies == ()


def test_an_empty_seat_counts_its_days_and_a_seat_without_a_holder_counts_its_own(stage: Stage) -> None:
    sitting = Representation.objects.get(seat=stage.seats["fire"])
    end_appointment(representation=sitting, last=JUNE, by=stage.officer)
    found = seat(stage, "fire", date(2022, 7, 10))
    assert found.unheld is None
    assert found.empty is not None
    assert (found.empty.since, found.empty.days) == (JULY, 10)
    vacate_seat(seat=stage.seats["fire"], last=date(2022, 7, 10), by=stage.officer)
    later = seat(stage, "fire", date(2022, 7, 13))
    assert later.vacancy == later.unheld
    assert later.unheld is not None
    assert later.unheld.days == 3


def test_nobody_sits_for_an_organisation_that_they_do_not_work_for(stage: Stage) -> None:
    with pytest.raises(rules.NotTheSame, match=r"Ruritania Police held the seat on 1 July 2022"):
        appoint(
            seat=stage.seats["police"],
            person=stage.people["fire"],
            part="deputy",
            since=JULY,
            by=stage.officer,
        )


def test_who_leaves_a_post_leaves_its_seats_alone(stage: Stage) -> None:
    person, fire = stage.people["fire"], stage.organisations["fire"]
    council = give_post(person=person, organisation=stage.organisations["council"], since=BEGAN, by=stage.officer)
    appoint(seat=stage.seats["council"], person=person, part="deputy", since=BEGAN, by=stage.officer)
    end_post(post=Post.objects.get(person=person, organisation=fire), last=JUNE, by=stage.officer)
    assert seat(stage, "fire", JULY).representative is None
    assert [one.name for one in seat(stage, "council", JULY).deputies] == [person.name]
    end_post(post=council, last=JULY, by=stage.officer)
    assert seat(stage, "council", date(2022, 7, 2)).deputies == ()


def test_who_leaves_altogether_leaves_everything(stage: Stage) -> None:
    person_left(person=stage.people["police"], last=JUNE, by=stage.officer)
    assert seat(stage, "police", JULY).representative is None
    names = {one.name for one in people_at(workspace=stage.workspace, viewer=stage.officer, on=JULY)}
    assert stage.people["police"].name not in names
    then, ever = person_page(stage.people["police"].pk, workspace=stage.workspace, viewer=stage.officer, on=JULY)  # type: ignore[misc]
    assert (then.posts, then.parts) == ((), ())
    assert [one.until for one in ever.posts] == [JUNE]
    assert [one.until for one in ever.parts] == [JUNE]


def test_an_organisation_that_nobody_comes_after_leaves_its_seats_vacant(stage: Stage) -> None:
    end_organisation(organisation=stage.organisations["fire"], last=JUNE, by=stage.officer)
    found = seat(stage, "fire", JULY)
    assert found.unheld is not None
    assert found.unheld.since == JULY
    assert found.representative is None
    with pytest.raises(rules.NotInOrder, match="ended on 30 June 2022 already"):
        end_organisation(organisation=stage.organisations["fire"], last=LATE, by=stage.officer)


def test_a_capacity_follows_another_and_its_register_is_a_filter(stage: Stage) -> None:
    fire, officer = stage.organisations["fire"], stage.officer
    set_capacity(organisation=fire, kind="participating", since=JULY, by=officer)
    on_day = {
        day: [
            one.name
            for one in organisations_at(workspace=stage.workspace, viewer=officer, on=day, capacity="participating")
        ]
        for day in (JUNE, JULY)
    }
    assert on_day == {JUNE: [], JULY: [fire.name]}
    with pytest.raises(
        rules.Taken,
        match=r"Responsible authority has .* from 1 April 2020 to 30 June 2022",
    ):
        set_capacity(organisation=fire, kind="invited", since=date(2022, 6, 1), until=LATE, by=officer)
    outsider = stage.organisation("A charity", "charity")
    without = organisations_at(workspace=stage.workspace, viewer=officer, on=JULY, capacity="none")
    assert [one.name for one in without] == [outsider.name]


def test_offices_pass_from_seat_to_seat(stage: Stage) -> None:
    give_office(seat=stage.seats["council"], kind="chair", since=BEGAN, by=stage.officer)
    given = give_office(seat=stage.seats["police"], kind="chair", since=JULY, by=stage.officer)
    for on, authority in ((JUNE, "council"), (JULY, "police")):
        body = body_in(stage.board.pk, workspace=stage.workspace, on=on)
        assert body is not None
        assert body.chair is not None
        assert body.chair.authority == authority
    end_office(office=given, last=JULY, by=stage.officer)
    assert body_in(stage.board.pk, workspace=stage.workspace, on=LATE).chair is None  # type: ignore[union-attr]


def test_terms_of_reference_hold_until_the_next_version(stage: Stage) -> None:
    first = TermsFacts(frequency="quarterly", quorum=3, quorum_of="authorities", chair_rule="Elected each year")
    adopt_terms(body=stage.board, facts=first, since=BEGAN, by=stage.officer)
    adopt_terms(body=stage.board, facts=TermsFacts(frequency="two_monthly"), since=JULY, by=stage.officer)
    then, now = (body_in(stage.board.pk, workspace=stage.workspace, on=on) for on in (JUNE, JULY))
    assert then is not None
    assert then.terms is not None
    assert (then.terms.version, then.terms.until, then.terms.quorum) == (1, JUNE, 3)
    assert now is not None
    assert now.terms is not None
    assert (now.terms.version, now.terms.until, now.terms.quorum) == (2, None, None)
    assert body_in(stage.board.pk, workspace=stage.workspace, on=date(2020, 3, 1)).terms is None  # type: ignore[union-attr]
    with pytest.raises(rules.Taken, match="in force from 1 July 2022 already"):
        adopt_terms(body=stage.board, facts=first, since=JULY, by=stage.officer)


def test_a_body_ends_with_its_seats_once_nobody_reports_to_it(stage: Stage) -> None:
    group = create_body(
        workspace=stage.workspace, name="Group", kind="sub_group", parent=stage.board, since=JULY, by=stage.officer
    )
    with pytest.raises(rules.Taken, match="Group still report to it"):
        end_body(body=stage.board, last=LATE, by=stage.officer)
    end_body(body=group, last=date(2022, 12, 31), by=stage.officer)
    end_body(body=stage.board, last=LATE, by=stage.officer)
    there = bodies_at(workspace=stage.workspace, viewer=stage.officer, on=LATE + timedelta(days=1))
    assert there == ()
    assert [one.name for one in bodies_at(workspace=stage.workspace, viewer=stage.officer, on=JULY)] == [
        "Board",
        "Group",
    ]
    assert SeatHolding.objects.filter(until=LATE).count() == 5


def test_a_seat_ends_with_what_is_held_in_it(stage: Stage) -> None:
    end_seat(seat=stage.seats["health"], last=JUNE, by=stage.officer)
    after = body_in(stage.board.pk, workspace=stage.workspace, on=JULY)
    assert after is not None
    assert "health" not in {one.authority for one in after.seats}
    assert Representation.objects.get(seat=stage.seats["health"]).until == JUNE


def test_names_are_not_given_twice(stage: Stage) -> None:
    officer, workspace = stage.officer, stage.workspace
    with pytest.raises(rules.NotNamed, match="there is an organisation of this name"):
        found_organisation(workspace=workspace, name=" ruritania  police", kind="police", by=officer)
    with pytest.raises(rules.NotNamed, match="there is a body"):
        create_body(workspace=workspace, name="BOARD", kind="board", by=officer)
    with pytest.raises(rules.NotNamed, match="there is a seat"):
        create_seat(body=stage.board, name="health", by=officer)
    record_person(workspace=workspace, name="One", email="One@Example.org", by=officer)
    with pytest.raises(rules.Taken, match="a person with this address"):
        record_person(workspace=workspace, name="Other", email="one@example.ORG", by=officer)


def test_the_database_itself_keeps_two_holders_and_two_representatives_apart(stage: Stage) -> None:
    held = SeatHolding.objects.get(seat=stage.seats["police"])
    sitting = Representation.objects.get(seat=stage.seats["police"])
    for row, other in (
        (held, {"organisation": stage.organisations["fire"]}),
        (sitting, {"person": stage.people["fire"]}),
    ):
        row.pk = None
        row._state.adding = True
        for name, value in other.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
    again = SeatHolding.objects.get(seat=stage.seats["fire"])
    again.until = BEGAN - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_an_account_finds_the_seats_and_the_organisation_of_its_person(stage: Stage) -> None:
    account = new_user("Commander")
    tie_account(person=stage.people["police"], account=account, by=stage.officer)
    assert [(one.seat_name, one.part) for one in parts_of_user(account, workspace=stage.workspace, on=JULY)] == [
        ("Police", "representative")
    ]
    found = organisations_of_user(account, workspace=stage.workspace, on=JULY)
    assert [one.organisation_name for one in found] == ["Ruritania Police"]
    assert parts_of_user(new_user(), workspace=stage.workspace, on=JULY) == ()
    assert organisations_of_user(new_user(), workspace=stage.workspace, on=JULY) == ()
    with pytest.raises(rules.Taken, match="another person here has this account"):
        tie_account(person=stage.people["fire"], account=account, by=stage.officer)


def test_only_the_officer_keeps_the_register_and_a_stranger_sees_nothing(stage: Stage, member: User) -> None:
    with pytest.raises(NotPermitted):
        give_seat(seat=stage.seats["police"], organisations=[stage.organisations["fire"]], since=JULY, by=member)
    stranger = new_user()
    assert bodies_at(workspace=stage.workspace, viewer=stranger, on=JULY) == ()
    assert body_at(stage.board.pk, workspace=stage.workspace, viewer=stranger, on=JULY) is None
    assert people_at(workspace=stage.workspace, viewer=stranger, on=JULY) == ()
    assert organisations_at(workspace=stage.workspace, viewer=stranger, on=JULY) == ()
