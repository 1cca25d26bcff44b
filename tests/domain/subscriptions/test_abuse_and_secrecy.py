"""Machines send hardly a mail, people are all served, and an address is nowhere but under seal."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from frankpledge.domain.asb_reviews.actions.applying import begin
from frankpledge.domain.publishing.actions import publish_edition
from frankpledge.domain.subscriptions.actions import plan_digests
from frankpledge.domain.subscriptions.models import Subscriber
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.models import Event
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.sealed.actions.reading import read_to_write
from frankpledge.ground.sealed.rules.grants import NotYours
from tests.domain.subscriptions.residents import WHOM, ask, sent, stamp, subscribed, typed
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db


def test_ten_thousand_posts_of_a_machine_send_hardly_a_mail_and_two_hundred_people_are_all_served(
    site: Workspace,
) -> None:
    old = stamp(site)
    bots: list[dict[str, Any]] = [
        {"website": "filled"}, {"at": ""}, {"at": "1:forged"}, {"at": old, "address": "not an address"}, {"topics": []},
    ]  # fmt: skip
    where = address("subscribing:ask", slug=site.slug)
    for at in range(500):  # a twentieth of them: each kind does the same every time
        visitor().post(where, {**typed(old), "address": f"b{at}@example.invalid", **bots[at % len(bots)]})
    with time_machine.travel(clock.now() + timedelta(seconds=5)):
        refused = [visitor().post(where, typed(old, address=f"c{at}@example.invalid")).status_code for at in range(60)]
    assert (refused.count(200), refused.count(422)) == (40, 20)  # what passes comes from one connection
    assert len(sent()) == 40
    served = [
        ask(site, who=Client(REMOTE_ADDR=f"10.0.0.{at}", **mark()), address=f"p{at}@example.invalid")
        for at in range(200)
    ]
    assert all("Look at your e-mails" in one for one in served)
    assert len(sent()) == 200


def mark() -> dict[str, str]:
    from django.conf import settings

    return {settings.PUBLIC_MARK: "1"}


def test_an_address_is_in_no_table_no_event_and_no_log_but_under_seal(
    site: Workspace, edition: Edition, officer: User, caplog: pytest.LogCaptureFixture
) -> None:
    told = subscribed(site)
    publish_edition(edition=edition, by=officer)
    plan_digests(workspace=site, on=clock.today())
    sent()
    assert str(told.address) == "(sealed)"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "resident.one" not in str(cursor.fetchall()).lower(), table
    assert "resident.one" not in json.dumps(list(Event.objects.values_list("facts", flat=True))).lower()
    assert not Event.objects.filter(subject=str(told.pk)).exists()
    assert "resident.one" not in caplog.text.lower()


def test_the_trace_of_letters_names_nobody_and_no_case_is_opened_so(site: Workspace) -> None:
    told = subscribed(site)
    case = begin(workspace=site, channel="web").case
    for workspace, row in ((Workspace(pk=told.pk), told), (site, case)):
        with pytest.raises(NotYours):
            read_to_write(workspace=workspace, rows=[row])
    assert Event.objects.filter(verb="sealed.addresses_read").exists()
    assert set(Event.objects.filter(verb="sealed.addresses_read").values_list("facts", flat=True)[0]) == {"rows"}


def test_a_page_sent_too_fast_asks_for_the_button_again_and_keeps_what_was_typed(site: Workspace) -> None:
    answer = visitor().post(address("subscribing:ask", slug=site.slug), typed(stamp(site)))
    assert answer.status_code == 422
    assert "press the button once more" in answer.content.decode()
    assert WHOM in answer.content.decode()
    assert not Subscriber.objects.exists()


def test_the_workspace_sees_how_many_and_never_who(site: Workspace, officer: User, client: Client) -> None:
    subscribed(site)
    ask(site, address="two@example.invalid")
    client.force_login(officer)
    html = client.get(f"/w/{site.slug}/site/told/").content.decode()
    assert "1 confirmed. 1 asked" in html
    assert "example.invalid" not in html.replace(officer.email, "")
