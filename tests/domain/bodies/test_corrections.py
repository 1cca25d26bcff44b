"""Mistakes are put right with a reason, and what stood there stays readable."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.actions.corrections import correct, withdraw
from frankpledge.domain.bodies.actions.people import appoint
from frankpledge.domain.bodies.actions.seats import TermsFacts, adopt_terms, create_body, give_seat
from frankpledge.domain.bodies.models import Capacity, Representation, SeatHolding
from frankpledge.domain.bodies.queries.rows import corrections_of, row_of, standing_rows
from frankpledge.domain.bodies.queries.seating import body_in
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.queries import history
from tests.domain.bodies.stage import BEGAN, Stage
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db
MAY = date(2020, 5, 1)


def test_a_wrong_day_is_put_right_and_the_old_one_kept_with_the_reason(stage: Stage) -> None:
    held = SeatHolding.objects.get(seat=stage.seats["fire"])
    correct(row=held, changes={"since": MAY}, reason="The minutes say May", by=stage.officer)
    held.refresh_from_db()
    assert held.since == MAY
    kept = corrections_of(held, viewer=stage.officer).get()
    assert (kept.before, kept.after, kept.reason) == (
        {"since": "2020-04-01"},
        {"since": "2020-05-01"},
        "The minutes say May",
    )
    assert "put right a seat holding: since" in [one.words for one in history(held)]
    assert corrections_of(held, viewer=new_user()).count() == 0


def test_what_says_the_same_is_no_correction(stage: Stage) -> None:
    held = SeatHolding.objects.get(seat=stage.seats["fire"])
    correct(row=held, changes={"since": held.since}, reason="none", by=stage.officer)
    assert corrections_of(held, viewer=stage.officer).count() == 0


def test_a_correction_must_fit_what_stands_around_it(stage: Stage) -> None:
    officer = stage.officer
    give_seat(seat=stage.seats["fire"], organisations=[stage.organisations["police"]], since=MAY, by=officer)
    first = SeatHolding.objects.get(seat=stage.seats["fire"], organisation=stage.organisations["fire"])
    with pytest.raises(rules.Taken, match="Ruritania Police has this seat since 1 May 2020"):
        correct(row=first, changes={"until": date(2020, 6, 1)}, reason="late", by=officer)
    with pytest.raises(rules.NotInOrder, match="outside the days"):
        correct(row=stage.seats["fire"], changes={"since": MAY}, reason="late", by=officer)
    with pytest.raises(rules.NotInOrder, match="outside the days"):
        correct(row=first, changes={"since": date(2019, 1, 1)}, reason="early", by=officer)
    with pytest.raises(rules.NotInOrder, match="cannot be put right here"):
        correct(row=first, changes={"organisation": stage.organisations["health"]}, reason="x", by=officer)
    with pytest.raises(rules.NotNamed, match="another has this name"):
        correct(row=stage.seats["fire"], changes={"name": "POLICE"}, reason="x", by=officer)
    with pytest.raises(rules.NotWithoutReason):
        correct(row=first, changes={"since": None}, reason=" ", by=officer)


def test_a_body_cannot_come_to_report_to_itself(stage: Stage) -> None:
    officer = stage.officer
    group = create_body(
        workspace=stage.workspace, name="Group", kind="sub_group", parent=stage.board, since=MAY, by=officer
    )
    with pytest.raises(rules.NotTheSame, match="reports to it"):
        correct(row=stage.board, changes={"parent": group}, reason="x", by=officer)
    correct(row=group, changes={"parent": None, "purpose": "Watch"}, reason="it stands alone", by=officer)
    kept = corrections_of(group, viewer=officer).get()
    assert kept.before["parent"] == {"id": str(stage.board.pk), "name": "Board"}
    assert kept.after["parent"] is None


def test_terms_and_people_are_put_right_too(stage: Stage) -> None:
    officer = stage.officer
    terms = adopt_terms(body=stage.board, facts=TermsFacts(frequency="quarterly", quorum=3), since=BEGAN, by=officer)
    second = adopt_terms(body=stage.board, facts=TermsFacts(frequency="monthly"), since=MAY, by=officer)
    correct(row=terms, changes={"quorum": 4}, reason="a slip", by=officer)
    with pytest.raises(rules.NotInOrder, match="quorum of nobody"):
        correct(row=terms, changes={"quorum": 0}, reason="a slip", by=officer)
    with pytest.raises(rules.Taken, match="the first day"):
        correct(row=second, changes={"since": BEGAN}, reason="a slip", by=officer)
    person = correct(row=stage.people["fire"], changes={"email": "a@b.org"}, reason="new", by=officer)
    with pytest.raises(rules.NotNamed, match="name or address"):
        correct(row=stage.people["police"], changes={"email": "A@b.org"}, reason="new", by=officer)
    assert corrections_of(person, viewer=officer).count() == 1


def test_what_was_recorded_by_mistake_counts_for_nothing_and_stays(stage: Stage) -> None:
    sitting = Representation.objects.get(seat=stage.seats["fire"])
    withdraw(row=sitting, reason="Never appointed", by=stage.officer)
    body = body_in(stage.board.pk, workspace=stage.workspace, on=MAY)
    assert body is not None
    fire = next(one for one in body.seats if one.authority == "fire")
    assert fire.representative is None
    assert fire.empty is not None
    assert fire.empty.since == BEGAN
    kept = row_of(Representation, sitting.pk, workspace=stage.workspace, viewer=stage.officer)
    assert kept is not None
    assert kept.withdrawn_because == "Never appointed"
    standing = standing_rows(Representation, workspace=stage.workspace, viewer=stage.officer)
    assert sitting.pk not in set(standing.values_list("pk", flat=True))
    again = appoint(
        seat=stage.seats["fire"], person=stage.people["fire"], part="representative", since=MAY, by=stage.officer
    )
    assert again.since == MAY
    with pytest.raises(rules.NotInOrder, match="withdrawn as a mistake"):
        correct(row=kept, changes={"since": MAY}, reason="x", by=stage.officer)


def test_what_others_stand_on_is_not_withdrawn(stage: Stage) -> None:
    with pytest.raises(rules.Taken, match="1 seat holding, 1 representation stand on it"):
        withdraw(row=stage.seats["fire"], reason="a mistake", by=stage.officer)
    capacity = Capacity.objects.get(organisation=stage.organisations["fire"])
    withdraw(row=capacity, reason="a mistake", by=stage.officer)
    assert Capacity.objects.get(pk=capacity.pk).withdrawn_at is not None


def test_only_the_officer_puts_right_and_withdraws(stage: Stage, analyst: User) -> None:
    with pytest.raises(NotPermitted):
        correct(row=stage.seats["fire"], changes={"basis": "x"}, reason="x", by=analyst)
    with pytest.raises(NotPermitted):
        withdraw(row=stage.seats["fire"], reason="x", by=analyst)
    assert row_of(Capacity, stage.board.pk, workspace=stage.workspace, viewer=analyst) is None
