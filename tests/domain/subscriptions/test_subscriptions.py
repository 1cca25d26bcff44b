"""A resident asks to be told, confirms it at a button, is told once of what is published, and stops at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.message import Message
from typing import Any

import pytest
import time_machine
from django.core import mail

from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.site.actions import close_public_site, open_public_site
from frankpledge.domain.subscriptions import jobs
from frankpledge.domain.subscriptions.actions import forget, plan_digests
from frankpledge.domain.subscriptions.models import Asking, Letter, Subscriber
from frankpledge.domain.subscriptions.rules import State, Topic
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition
from tests.domain.subscriptions.residents import WHOM, ask, link, sent, subscribed
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db


# ---- confirmed opt-in ------------------------------------------------------------------------------------------------


def test_an_address_is_told_of_nothing_until_the_button_of_its_mail_is_pressed(site: Workspace) -> None:
    ask(site)
    (asked,) = sent()
    assert asked.to == [WHOM]
    assert "Consultations" in asked.body
    to_confirm = link(asked, "confirm")
    for _ in range(2):  # a mail scanner opens every link
        page = visitor().get(to_confirm)
        assert "Yes, tell me" in page.content.decode()
        assert page["Referrer-Policy"] == "no-referrer"
        visitor().get(link(asked, "stop"))
    waiting = Subscriber.objects.get()
    assert (waiting.confirmed_at, waiting.topics) == (None, [])
    assert "You will be told" in visitor().post(to_confirm).content.decode()
    waiting.refresh_from_db()
    assert waiting.confirmed_at is not None
    assert waiting.topics == [Topic.NEWS, Topic.SAY]
    assert "You will be told" in visitor().post(to_confirm).content.decode()  # twice is once
    assert sent() == []


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(site: Workspace) -> None:
    unknown = ask(site)
    assert ask(site) == unknown  # it waits to be confirmed
    visitor().post(link(sent()[-1], "confirm"))
    assert ask(site, address=WHOM.upper()) == unknown  # it was confirmed
    assert ask(site, website="a machine fills this", address="other@example.invalid") == unknown
    assert Subscriber.objects.count() == 1
    for _ in range(4):
        assert ask(site) == unknown  # it had its mails of the day, and gets no more
    assert len(sent()) == 1


def test_what_was_not_confirmed_vanishes_after_seven_days_and_its_link_with_it(site: Workspace) -> None:
    ask(site)
    to_confirm = link(sent()[0], "confirm")
    with time_machine.travel(clock.now() + timedelta(days=6, hours=23)):
        assert forget(workspace=site) == 0
        assert visitor().get(to_confirm).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=7, hours=1)):
        assert visitor().get(to_confirm).status_code == 404
        assert forget(workspace=site) == 1
    assert not Subscriber.objects.exists()
    assert not Letter.objects.exists()
    assert not Asking.objects.exists()


def test_another_choice_holds_only_once_it_is_confirmed_too(site: Workspace) -> None:
    told = subscribed(site)
    ask(site, topics=["dates"])
    told.refresh_from_db()
    assert told.topics == [Topic.NEWS, Topic.SAY]
    visitor().post(link(sent()[0], "confirm"))
    told.refresh_from_db()
    assert told.topics == [Topic.DATES]


# ---- stopping --------------------------------------------------------------------------------------------------------


def test_a_link_stops_at_a_button_without_an_account_and_at_once(
    site: Workspace, edition: Edition, officer: User
) -> None:
    subscribed(site)
    publish_edition(edition=edition, by=officer)
    plan_digests(workspace=site, on=clock.today())
    ask(site)
    to_stop = link(mail_of_digest(site), "stop")
    assert "Stop them" in visitor().get(to_stop).content.decode()
    assert Subscriber.objects.count() == 1
    one_click = visitor().post(to_stop, {"List-Unsubscribe": "One-Click"})
    assert "E-mails are stopped" in one_click.content.decode()
    assert not Subscriber.objects.exists()
    assert not Letter.objects.exists()
    assert "E-mails are stopped" in visitor().post(to_stop).content.decode()
    assert visitor().post(to_stop[:-5] + "x/").status_code == 404
    assert sent() == []


def mail_of_digest(site: Workspace) -> Any:
    return next(one for one in sent() if "published" in one.body)


def test_every_mail_carries_the_headers_by_which_mail_programs_stop_it(
    site: Workspace, edition: Edition, officer: User
) -> None:
    ask(site)
    (asked,) = sent()
    visitor().post(link(asked, "confirm"))
    publish_edition(edition=edition, by=officer)
    plan_digests(workspace=site, on=clock.today())
    for one in (asked, *sent()):
        headers: Message = one.message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert headers["List-Unsubscribe"].strip("<>").endswith(link(one, "stop"))
        assert headers["Auto-Submitted"] == "auto-generated"


# ---- what is told ----------------------------------------------------------------------------------------------------


def test_a_digest_holds_titles_and_links_of_what_is_public_and_never_more(
    site: Workspace, edition: Edition, officer: User
) -> None:
    subscribed(site)
    subscribed(site, address="two@example.invalid", topics=["dates"])
    assert plan_digests(workspace=site, on=clock.today()) == 0  # it is approved, and not published
    found = publish_edition(edition=edition, by=officer)
    assert plan_digests(workspace=site, on=clock.today()) == 1
    (told,) = sent()
    assert told.to == [WHOM]
    assert edition.title in told.body
    lines = [one.strip("- ") for one in told.body.splitlines() if one.strip()]
    path = address("public:document", slug=site.slug, identity=found.pk)
    assert lines[1:4] == ["News and documents", edition.title, f"https://safer.example{path}"]
    assert visitor().get(path).status_code == 200


def test_what_is_withdrawn_before_its_letter_goes_is_not_told(site: Workspace, edition: Edition, officer: User) -> None:
    subscribed(site)
    found = publish_edition(edition=edition, by=officer)
    plan_digests(workspace=site, on=clock.today())
    withdraw_publication(publication=found, reason="A figure is wrong.", by=officer)
    assert sent() == []
    assert Letter.objects.filter(state=State.NOTHING).count() == 1


def test_nothing_goes_out_of_a_site_that_is_closed_or_knows_no_address(
    site: Workspace, edition: Edition, officer: User, settings: Any
) -> None:
    subscribed(site)
    publish_edition(edition=edition, by=officer)
    plan_digests(workspace=site, on=clock.today())
    close_public_site(workspace=site, by=officer)
    assert sent() == []
    open_public_site(workspace=site, by=officer)
    settings.PUBLIC = replace(settings.PUBLIC, address="")
    assert sent() == []
    assert "not offered here yet" in visitor().get(address("subscribing:ask", slug=site.slug)).content.decode()
    settings.PUBLIC = replace(settings.PUBLIC, address="https://safer.example")
    assert len(sent()) == 1


# ---- once ------------------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The server stops."""


@pytest.mark.parametrize("where", ["plan", "open", "take", "fill", "end"])
def test_each_is_told_once_however_often_the_work_is_stopped_and_begun_again(
    where: str, site: Workspace, edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(5):
        subscribed(site, address=f"r{at}@example.invalid")
    publish_edition(edition=edition, by=officer)
    went: list[str] = []
    for stops_at in range(8):
        stop_at(where, stops_at, monkeypatch)
        try:
            plan_digests(workspace=site, on=clock.today())
            jobs.deliver()
        except Killed:
            pass
        monkeypatch.undo()
        went += [to for one in mail.outbox for to in one.to]
        mail.outbox = []
    in_doubt = Letter.objects.filter(state=State.SENDING).count()
    assert len(went) == len(set(went)), "nobody is told twice"
    # One that was taken when the server stopped may have gone or not: nobody knows, and it is not sent again.
    assert len(set(went)) >= 5 - in_doubt
    assert in_doubt == 0 or where in {"fill", "end"}
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert sent() == []
    assert Letter.objects.filter(state=State.FAILED).count() == in_doubt
    assert plan_digests(workspace=site, on=clock.today() + timedelta(days=1)) == 0, "nothing is told again next day"


def stop_at(where: str, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the work stop when it comes to a place for the so-manieth time; from the third run on it runs through."""
    from frankpledge.domain.subscriptions import actions

    module, name = {
        "plan": (actions, "_plan"), "open": (jobs, "read_to_write"), "take": (jobs, "take"), "fill": (jobs, "_filled"),
        "end": (jobs, "end"),
    }[where]  # fmt: skip
    true, calls = getattr(module, name), [0]

    def stopping(*args: Any, **named: Any) -> Any:
        calls[0] += 1
        if after < 3 and calls[0] > after:
            raise Killed
        return true(*args, **named)

    monkeypatch.setattr(module, name, stopping)


def test_a_letter_that_the_mail_server_refuses_is_tried_again_and_goes_once(
    site: Workspace, edition: Edition, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(site)
    publish_edition(edition=edition, by=officer)
    plan_digests(workspace=site, on=clock.today())
    with monkeypatch.context() as away:
        away.setattr(jobs, "dispatch", lambda *_, **__: (_ for _ in ()).throw(OSError("no route")))
        assert sent() == []
    assert sent() == []  # it waits
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        assert len(sent()) == 1
        assert sent() == []
