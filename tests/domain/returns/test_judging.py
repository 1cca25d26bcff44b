"""What was sent is checked, agreed by its organisation, published by two people; a correction is a new value."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from frankpledge.domain.indicators.models import Value
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.returns.actions import answering
from frankpledge.domain.returns.actions.judging import agree_return, check_return, publish_return, unlock_return
from frankpledge.domain.returns.actions.rounds import declare_pair
from frankpledge.domain.returns.models import Return, Submission
from frankpledge.domain.returns.rules import NotAnswered, NotAReturn, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.threads.queries import thread_of
from frankpledge.ground.threads.rules import Ref
from frankpledge.statute.settings import settings
from tests.domain.returns.staging import NOW, Office
from tests.ground.people import new_member

pytestmark = pytest.mark.django_db


def come(office: Office, **numbers: object) -> Return:
    """Let the charity's return come, and return it as it is then."""
    typed = office.right() | office.typed(**numbers)
    answering.send_by_link(link=office.link().link, typed=typed)
    return office.of(office.charity)


def through(office: Office, one: Return) -> Return:
    """Let a return be checked, agreed and published."""
    one = check_return(one=one, by=office.analyst)
    one = agree_return(one=one, as_whom="The manager, on the telephone", by=office.officer)
    lead = new_member(office.workspace, Role.LEAD, name="Lead")
    return publish_return(one=one, by=lead)


def test_nothing_of_a_return_is_a_value_before_its_organisation_agreed(office: Office) -> None:
    values = Value.objects.count()
    one = check_return(one=come(office), by=office.analyst)
    assert Value.objects.count() == values
    agree_return(one=one, as_whom="The manager", by=office.officer)
    value = office.cell("DA-01").value
    assert value is not None
    assert (value.numerator, value.published_at, value.recorded_by) == (Decimal(124), None, office.analyst)
    assert "Return of Harbour House, 2025/26 Q3, receipt" in value.came_from


def test_each_step_waits_for_the_one_before(office: Office) -> None:
    one = office.of(office.charity)
    for step in (
        lambda: check_return(one=one, by=office.analyst),
        lambda: agree_return(one=one, as_whom="x", by=office.officer),
        lambda: publish_return(one=one, by=office.officer),
        lambda: unlock_return(one=one, reason="x", by=office.officer),
    ):
        with pytest.raises(NotAReturn):
            step()


def test_whoever_checked_does_not_publish_and_two_people_are_in_the_record(office: Office) -> None:
    one = check_return(one=come(office), by=office.analyst)
    one = agree_return(one=one, as_whom="The manager", by=office.officer)
    for person in (office.analyst, office.officer):
        with pytest.raises(NotAReturn, match="checked or agreed"):
            publish_return(one=one, by=person)
    lead = new_member(office.workspace, Role.LEAD)
    assert publish_return(one=one, by=lead).state == State.PUBLISHED
    value = office.cell("DA-01").value
    assert value is not None
    assert value.published_by == lead
    here = Ref("indicators.indicator", str(value.indicator_id))
    (came,) = thread_of(here, workspace=office.workspace, viewer=office.officer).back
    assert (came.place.title, came.place.words) == (f"Returns of {one.supplier}", "one return")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER])
def test_whoever_may_not_is_refused(office: Office, role: Role) -> None:
    one, person = come(office), new_member(office.workspace, role)
    with pytest.raises(NotPermitted):
        check_return(one=one, by=person)
    with pytest.raises(NotPermitted):
        unlock_return(one=one, reason="x", by=person)
    assert office.of(office.charity).state == State.SUBMITTED


def test_numbers_that_cannot_be_a_value_are_set_aside_with_a_reason_and_never_kept_as_a_figure(office: Office) -> None:
    typed = office.typed(C=124, F=(71, 64), R=24) | {f"e-{office.cell('DA-02').pk}": "Some began last year"}
    answering.send_by_link(link=office.link().link, typed=typed)
    one = office.of(office.charity)
    with pytest.raises(NotAReturn, match="more than all of them"):
        check_return(one=one, by=office.analyst)
    aside = {str(office.cell("DA-02").pk): "counts people of two years"}
    agree_return(one=check_return(one=one, set_aside=aside, by=office.analyst), as_whom="x", by=office.officer)
    value = office.cell("DA-02").value
    assert value is not None
    assert (value.numerator, value.missing) == (None, "not used: counts people of two years")


def test_no_figure_is_kept_as_none_with_its_reason_and_never_as_zero(office: Office) -> None:
    typed = office.typed(C="because staff vacancy", F=(0, 0), R=0)
    answering.send_by_link(link=office.link().link, typed=typed)
    through(office, office.of(office.charity))
    children, referrals = (office.indicators[name] for name in ("DA-01", "DA-04"))
    known = known_values([children, referrals])
    last = known[children][-1]
    assert (last.starts, last.figure, last.missing) == (office.round.starts, None, "staff vacancy")
    assert known[referrals][-1].figure == 0


def test_a_correction_after_publication_is_a_new_value_and_what_the_board_saw_stays(
    office: Office, now: time_machine.Coordinates
) -> None:
    through(office, come(office))
    seen_on = clock.now()
    now.move_to(NOW + timedelta(days=30))
    one = unlock_return(one=office.of(office.charity), reason="One child was counted twice", by=office.analyst)
    answering.send_by_link(link=office.link().link, typed=office.right() | office.typed(C=123))
    lead = new_member(office.workspace, Role.LEAD)
    one = agree_return(
        one=check_return(one=office.of(office.charity), by=office.analyst), as_whom="x", by=office.officer
    )
    publish_return(one=one, by=lead)
    children = office.indicators["DA-01"]
    now_known = known_values([children])[children][-1]
    then_known = known_values([children], at=seen_on)[children][-1]
    assert (then_known.figure, then_known.times) == (124, 1)
    assert (now_known.figure, now_known.times, now_known.because) == (123, 2, "One child was counted twice")
    # What did not change is not written again.
    assert Value.objects.filter(indicator=office.indicators["DA-02"], starts=office.round.starts).count() == 1
    assert [one.figures[0]["numerator"] for one in Submission.objects.order_by("number")] == ["124", "123"]


def test_the_organisation_agrees_by_a_link_and_sensitive_figures_are_not_on_its_page(
    client: Client, office: Office
) -> None:
    check_return(one=come(office), by=office.analyst)
    opened = office.link()
    page = client.get(opened.path)
    said = page.content.decode()
    assert "50 of 64" in said
    assert "not shown here" in said
    assert client.post(opened.path, {"agrees": "yes", "do": "send"}, follow=True).status_code == 200
    assert office.of(office.charity).state == State.AGREED
    assert office.of(office.charity).agreed_as == "Harbour House"


def test_an_organisation_that_does_not_agree_says_why_and_can_correct(client: Client, office: Office) -> None:
    check_return(one=come(office), by=office.analyst)
    opened = office.link()
    assert client.post(opened.path, {"agrees": "no", "do": "send"}).status_code == 422
    client.post(opened.path, {"agrees": "no", "words": "It was 122", "do": "send"})
    one = office.of(office.charity)
    assert one.state == State.UNLOCKED
    assert one.unlocked_because == "Harbour House does not agree: It was 122"
    assert not Value.objects.filter(starts=office.round.starts).exists()


def test_figures_that_belong_together_are_asked_about_once_they_are_sent(office: Office) -> None:
    declare_pair(
        workspace=office.workspace, indicator=office.indicators["DA-01"], other=office.indicators["MA-01"], low=None,
        high=Decimal(2), words="Most children belong to a case that is heard.", by=office.officer,
    )  # fmt: skip
    answering.send_by_link(link=office.link(office.police).link, typed=office.typed(H=44))
    agree_return(one=check_return(one=office.of(office.police), by=office.analyst), as_whom="x", by=office.officer)
    come(office)
    (asked,) = office.cell("DA-01").questions
    assert asked["kind"] == "pair"
    assert "2.82 times Cases heard at the conference" in asked["words"]


def test_a_figure_far_from_its_own_season_is_asked_about_and_an_ordinary_one_is_not(office: Office) -> None:
    come(office, C=240)
    assert [one["kind"] for one in office.cell("DA-01").questions] == ["unusual"]
    assert office.cell("DA-02").questions == []


def test_an_officer_enters_what_was_told_on_the_telephone_and_is_named(office: Office) -> None:
    sent = answering.send_for(one=office.of(office.charity), typed=office.right(), by=office.officer)
    assert sent.in_name_of == f"Harbour House, entered by {office.officer.name}"
    with pytest.raises(NotAReturn, match="to send it it must be"):
        answering.send_for(one=office.of(office.charity), typed=office.right(), by=office.officer)
    with pytest.raises(NotPermitted):
        answering.send_for(one=office.of(office.police), typed=office.typed(H=1), by=office.analyst)


def test_what_a_partnership_takes_nothing_late_of_is_refused(
    office: Office, now: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = replace(settings(), returns_late="refused")
    monkeypatch.setattr(answering, "settings", lambda: strict)
    now.move_to(NOW + timedelta(days=20))
    with pytest.raises(NotAnswered, match="takes nothing later"):
        answering.send_by_link(link=office.link().link, typed=office.right())
    assert not Submission.objects.exists()
