"""Letters to residents, and the counts of them for the workspace."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from frankpledge.domain.subscriptions.models import Letter
from frankpledge.domain.subscriptions.queries import CONFIRM, STOP, Counts, page_of, sign_of, site_address
from frankpledge.domain.subscriptions.rules import Thing, Topic, confirm_until, topics_of
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words


def confirming(letter: Letter, *, to: str) -> EmailMessage:
    """Return the mail that asks to confirm: what was asked for, and the page with the button."""
    subscriber = letter.subscriber
    sign = sign_of(subscriber, CONFIRM)
    shown = {
        "topics": topics_of(subscriber.asked),
        "confirm": f"{site_address(letter.workspace)}{page_of('subscribing:confirm', sign)}",
        "until": in_words(confirm_until(subscriber.asked_at).date()),
    }
    return _made(letter, to, f"{letter.workspace}: please confirm", "subscriptions/confirm.txt", shown)


def digest(letter: Letter, things: list[Thing], *, to: str) -> EmailMessage:
    """Return the mail that tells what is new: titles and links of pages that everybody may read."""
    base = site_address(letter.workspace)
    lines = {topic: [(one.title, f"{base}{one.path}") for one in things if one.topic is topic] for topic in Topic}
    count = "1 new thing" if len(things) == 1 else f"{len(things)} new things"
    shown = {
        "parts": [(topic.label, told) for topic, told in lines.items() if told],
        "change": f"{base}{page_of('subscribing:ask')}",
    }
    return _made(letter, to, f"{letter.workspace}: {count}", "subscriptions/digest.txt", shown)


def _made(letter: Letter, to: str, subject: str, template: str, shown: dict[str, Any]) -> EmailMessage:
    """Return a mail that fetches nothing, counts nothing, and says how to stop it (RFC 8058)."""
    stop = f"{site_address(letter.workspace)}{page_of('subscribing:stop', sign_of(letter.subscriber, STOP))}"
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(template, {**shown, "workspace": letter.workspace, "stop": stop}),
        to=[to],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # The same for the same letter: a server that took it before knows it again.
            "Message-ID": f"<{letter.pk}@{host}>",
        },
    )


def topics_table(counts: Counts) -> Table:
    """Return how many are told of what."""
    rows = tuple(Row((topic.label, f"{many:,}")) for topic, many in counts.topics)
    return Table("What they are told of", (Column("Topic"), Column("People", right=True)), rows)


def letters_table(counts: Counts) -> Table:
    """Return what became of the letters of the last thirty days."""
    rows = tuple(Row((what.label, how.label, f"{many:,}")) for what, how, many in counts.letters)
    columns = (Column("Letter"), Column("What became of it"), Column("How many", right=True))
    return Table("Letters of the last thirty days", columns, rows)
