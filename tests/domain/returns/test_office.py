"""What the office does: rounds opened, reminders sent, the late list, the scorecard, and the same on pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from frankpledge.domain.indicators.rules import Every
from frankpledge.domain.returns.actions.answering import send_by_link
from frankpledge.domain.returns.actions.judging import agree_return, check_return, unlock_return
from frankpledge.domain.returns.actions.rounds import open_round
from frankpledge.domain.returns.jobs import remind_suppliers
from frankpledge.domain.returns.models import Return, Round
from frankpledge.domain.returns.queries import late_on
from frankpledge.domain.returns.queries.scorecard import scorecard, shares_not_police
from frankpledge.domain.returns.registry import HOME
from frankpledge.domain.returns.rules import NotARound, due_on
from frankpledge.ground import clock
from frankpledge.ground.notices.actions.chasers import set_chasers
from frankpledge.ground.notices.jobs import deliver
from frankpledge.ground.notices.rules import CannotSend
from frankpledge.ground.registry import HomeRequest
from tests.domain.returns.staging import NOW, QUARTER, Office
from tests.guards.page import faults

pytestmark = pytest.mark.django_db


def test_a_round_asks_each_supplier_for_its_own_and_gives_it_until_its_longest_lag(office: Office) -> None:
    charity, police = office.of(office.charity), office.of(office.police)
    assert [cell.indicator.reference for cell in charity.cells.all()] == ["DA-01", "DA-02", "DA-04"]
    assert [cell.indicator.reference for cell in police.cells.all()] == ["MA-01"]
    assert police.due_on == date(2026, 1, 31)
    # Opened on the seventh, it leaves a fortnight, though the lag is a fortnight from the end of the year.
    assert charity.due_on == date(2026, 1, 21)
    assert due_on(date(2025, 12, 31), [None, 3], usual=15, opened=date(2026, 1, 1)) == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (QUARTER, "open already"),
        ("2025/26 Q4", "is not over until 31 March 2026"),
        ("2025/26", "is not a period"),
        ("2025/26 Q5", "is not a period"),
        ("2019/20 Q1", ""),
    ],
)
def test_a_round_that_cannot_be_is_refused(office: Office, period: str, told: str) -> None:
    if told:
        with pytest.raises(NotARound, match=told):
            open_round(workspace=office.workspace, every=Every.QUARTER, period=period, by=office.officer)
    with pytest.raises(NotARound, match="no indicator is due"):
        open_round(workspace=office.workspace, every=Every.MONTH, period="2025-11", by=office.officer)
    assert Round.objects.count() == 1


def test_reminders_bring_a_link_and_no_figure_and_nobody_twice(office: Office) -> None:
    with pytest.raises(CannotSend):
        remind_suppliers(workspace=office.workspace, by=office.officer)
    set_chasers(workspace=office.workspace, on=True, weekday=0, by=office.officer)
    going = remind_suppliers(workspace=office.workspace, by=office.officer)
    assert (going.messages, going.unreachable) == (1, ("Ruritania Police",))
    deliver()
    (letter,) = mail.outbox
    assert letter.to == ["data@harbour.example"]
    assert "Figures for 2025/26 Q3, due 21 January 2026" in letter.body
    assert "/l/" in letter.body
    assert "Children" not in letter.body
    remind_suppliers(workspace=office.workspace, by=office.officer)
    deliver()
    assert len(mail.outbox) == 1


def test_what_is_checked_is_brought_to_be_agreed_and_what_is_sent_is_no_longer_chased(office: Office) -> None:
    set_chasers(workspace=office.workspace, on=True, weekday=0, by=office.officer)
    send_by_link(link=office.link().link, typed=office.right())
    assert remind_suppliers(workspace=office.workspace, by=office.officer).messages == 0
    check_return(one=office.of(office.charity), by=office.analyst)
    remind_suppliers(workspace=office.workspace, by=office.officer)
    deliver()
    assert "say whether they are right" in mail.outbox[0].body


def test_the_late_list_and_home_tell_who_is_over_their_day(office: Office, now: time_machine.Coordinates) -> None:
    assert late_on(workspace=office.workspace, viewer=office.officer) == []
    now.move_to(NOW + timedelta(days=20))
    (line,) = late_on(workspace=office.workspace, viewer=office.officer)
    assert (line.supplier, line.days_late, line.standing) == ("Harbour House", 6, "6 days late: not begun")
    told = HOME(HomeRequest(office.workspace, office.officer, clock.today()))
    assert told.needs[0].title == "1 return is late"


def test_the_scorecard_counts_what_was_asked_on_time_late_missing_and_corrected(
    office: Office, now: time_machine.Coordinates
) -> None:
    send_by_link(link=office.link().link, typed=office.typed(C=124, F="because nobody counted", R=24))
    unlock_return(one=office.of(office.charity), reason="One child twice", by=office.analyst)
    send_by_link(link=office.link().link, typed=office.typed(C=123, F="because nobody counted", R=24))
    now.move_to(NOW + timedelta(days=60))
    charity, police = sorted(
        scorecard(workspace=office.workspace, viewer=office.officer, on=clock.today()), key=lambda one: one.organisation
    )
    assert (charity.asked, charity.on_time, charity.late, charity.missing, charity.corrected) == (1, 1, 0, 0, 1)
    assert (charity.figures, charity.blank) == (3, 1)
    assert charity.silent == ("People leaving, and how many finished the programme",)
    assert (police.asked, police.on_time, police.late, police.missing) == (1, 0, 0, 1)
    assert police.only == police.silent == ("Cases heard at the conference",)


def test_the_share_that_is_not_from_the_police_counts_each_indicator_once_and_only_with_a_figure(
    office: Office,
) -> None:
    shares = {one.quarter: one for one in shares_not_police(workspace=office.workspace, on=clock.today())}
    assert (shares["2025/26 Q2"].others, shares["2025/26 Q2"].known) == (3, 4)
    assert shares["2025/26 Q2"].percent == 75
    # The children of that quarter have a reason and no figure.
    assert (shares["2024/25 Q4"].others, shares["2024/25 Q4"].known) == (2, 3)
    assert (shares[QUARTER].known, shares[QUARTER].percent) == (0, None)


def test_the_pages_are_well_shaped_in_every_state_of_a_return(client: Client, office: Office) -> None:
    client.force_login(office.officer)
    one, here = office.of(office.charity), f"/w/{office.workspace.slug}/returns/"
    pages = [
        "",
        "late/",
        "scorecard/",
        "pairs/",
        "open/",
        f"rounds/{office.round.pk}/",
        f"{one.pk}/",
        f"{one.pk}/enter/",
    ]
    send_by_link(link=office.link(office.police).link, typed=office.typed(H=400))
    police = office.of(office.police)
    pages += [f"{police.pk}/", f"{police.pk}/check/", f"{police.pk}/unlock/"]
    for page in pages:
        answer = client.get(here + page)
        assert (page, answer.status_code, faults(answer.content.decode())) == (page, 200, [])
    assert "would lead one to expect" in client.get(f"{here}{police.pk}/").content.decode()


def test_a_return_goes_its_whole_way_on_pages(client: Client, office: Office) -> None:
    here = f"/w/{office.workspace.slug}/returns/{office.of(office.charity).pk}/"
    client.force_login(office.officer)
    assert client.post(f"{here}enter/", office.right()).status_code == 302
    client.force_login(office.analyst)
    assert client.post(f"{here}check/", {"words": "Looked"}).status_code == 302
    client.force_login(office.officer)
    assert client.post(f"{here}agree/", {"as_whom": "The manager"}).status_code == 302
    client.post(f"{here}publish/")
    assert office.of(office.charity).published_at is None
    client.force_login(office.analyst)
    client.post(f"{here}publish/")
    assert office.of(office.charity).published_at is None


def test_what_the_register_knows_already_is_not_written_again(office: Office) -> None:
    send_by_link(link=office.link().link, typed=office.right())
    check_return(one=office.of(office.charity), by=office.analyst)
    agree_return(one=office.of(office.charity), as_whom="x", by=office.officer)
    first = office.cell("DA-01").value
    unlock_return(one=office.of(office.charity), reason="A look", by=office.analyst)
    send_by_link(link=office.link().link, typed=office.right())
    check_return(one=office.of(office.charity), by=office.analyst)
    agree_return(one=office.of(office.charity), as_whom="x", by=office.officer)
    assert office.cell("DA-01").value == first


def test_what_is_typed_and_not_sent_is_not_read_by_the_office(client: Client, office: Office) -> None:
    one = office.of(office.charity)
    Client().post(f"/l/{office.link().token}/figures/", {**office.typed(C=98765), "do": "save"})
    client.force_login(office.officer)
    for page in ("", "enter/"):
        assert "98765" not in client.get(f"/w/{office.workspace.slug}/returns/{one.pk}/{page}").content.decode()
    assert "98765" in str(Return.objects.get(pk=one.pk).draft)
