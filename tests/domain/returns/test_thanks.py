"""A supplier is thanked once, with what was made of its figures, and nothing that somebody wrote stands in the mail."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from django.core import mail
from django.test import Client

from frankpledge.domain.reports import actions as reports
from frankpledge.domain.reports import rules as of_reports
from frankpledge.domain.returns.actions.answering import send_by_link
from frankpledge.domain.returns.actions.judging import agree_return, check_return, publish_return
from frankpledge.domain.returns.queries.uses import to_thank_for
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.notices.actions.chasers import set_chasers
from frankpledge.ground.notices.actions.mails import plan_reminders
from frankpledge.ground.notices.jobs import deliver
from frankpledge.ground.notices.queries.chasing import chase
from frankpledge.statute.reports import Every
from tests.domain.returns.staging import QUARTER, Office
from tests.ground.people import new_member


def published(office: Office) -> User:
    """Let the charity's figures stand before the board, and return who put them there."""
    send_by_link(link=office.link().link, typed=office.right())
    one = check_return(one=office.of(office.charity), by=office.analyst)
    one = agree_return(one=one, as_whom="The manager", by=office.officer)
    lead = new_member(office.workspace, Role.LEAD)
    publish_return(one=one, by=lead)
    return lead


def reported(office: Office, lead: User) -> None:
    """Report to the board on the quarter, and let somebody else approve it."""
    period = of_reports.period(Every.QUARTER, QUARTER)
    made = reports.draft_report(workspace=office.workspace, kind="board", period=period, by=office.officer)
    reports.send_report(report=made, by=office.officer)
    reports.approve_report(report=made, by=lead, formats=("html",))


def mailed(office: Office) -> str:
    """Let the reminders of today go out, and return what the charity's mail says; nothing where none goes."""
    mail.outbox.clear()
    today = clock.today()
    plan_reminders(
        workspace=office.workspace, reminders=chase(workspace=office.workspace, on=today).going, on=today,
        at=clock.now(),
    )  # fmt: skip
    deliver()
    return next((str(one.body) for one in mail.outbox if one.to == ["data@harbour.example"]), "")


def test_a_supplier_is_thanked_once_with_what_was_made_of_its_figures(
    office: Office, now: time_machine.Coordinates, client: Client
) -> None:
    set_chasers(workspace=office.workspace, on=True, weekday=0, by=office.officer)
    lead = published(office)
    assert to_thank_for(office.workspace, today=clock.today()) == ()
    reported(office, lead)
    told = mailed(office)
    assert f"Your figures for {QUARTER} stand before the board, and are used in: performance report" in told
    assert "Thank you, and what was made of it: 1 thing" in mail.outbox[0].subject
    assert not [word for word in ("Children", "124", "Quarterly board report", "undertook") if word in told]
    receipt = client.get(re.search(r"/l/[^\s]+", told)[0], follow=True).content.decode()  # type: ignore[index]
    assert "Your figures were used: Quarterly board report" in receipt
    assert "124" not in receipt
    now.shift(timedelta(days=14))
    assert mailed(office) == ""


def test_where_no_document_used_them_a_supplier_is_thanked_after_some_weeks_beside_what_is_asked(
    office: Office, now: time_machine.Coordinates
) -> None:
    set_chasers(workspace=office.workspace, on=True, weekday=0, by=office.officer)
    published(office)
    now.shift(timedelta(days=27))
    assert mailed(office) == ""
    now.shift(timedelta(days=1))
    told = mailed(office)
    assert f"Your figures for {QUARTER} stand before the board. Thank you." in told
    now.shift(timedelta(days=200))
    assert to_thank_for(office.workspace, today=clock.today()) == ()
