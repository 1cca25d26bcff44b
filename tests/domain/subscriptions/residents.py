"""A resident on the public site, for tests: what they type, the mails that come to them, the links in these."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import time_machine
from django.core import mail
from django.test import Client

from frankpledge.domain.subscriptions import jobs
from frankpledge.domain.subscriptions.models import Subscriber
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from tests.web.on_the_public_host import address, visitor

WHOM = "Resident.One@example.invalid"
LINK = re.compile(r"https://safer\.example(/tithing(/be-told/(confirm|stop)/\S+))")


def typed(at: str, **more: Any) -> dict[str, Any]:
    return {"topics": ["news", "say"], "address": WHOM, "at": at, **more}


def stamp(site: Workspace) -> str:
    html = visitor().get(address("subscribing:ask", slug=site.slug)).content.decode()
    return re.findall(r'name="at" value="([^"]+)"', html)[0]


def ask(site: Workspace, *, who: Client | None = None, **more: Any) -> str:
    """Return the page that answers somebody who read the page for ten seconds."""
    at = stamp(site)
    with time_machine.travel(clock.now() + timedelta(seconds=10)):
        answer = (who or visitor()).post(address("subscribing:ask", slug=site.slug), typed(at, **more))
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    return str(answer.content.decode())


def sent() -> list[Any]:
    """Return the mails that have gone since the last time this was asked."""
    with time_machine.travel(clock.now() + timedelta(seconds=20)):
        jobs.deliver()
    found, mail.outbox = list(mail.outbox), []
    return found


def link(message: Any, kind: str) -> str:
    found = LINK.findall(message.body)
    return str(next(path for path, _, what in found if what == kind))


def subscribed(site: Workspace, **more: Any) -> Subscriber:
    ask(site, **more)
    visitor().post(link(sent()[0], "confirm"))
    return Subscriber.objects.order_by("-asked_at")[0]
