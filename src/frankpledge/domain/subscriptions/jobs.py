"""What goes out to residents: letters are made each morning, filled as they go, and each goes once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from frankpledge.domain.subscriptions.actions import end, forget, not_taken, note_stuck, plan_digests, take
from frankpledge.domain.subscriptions.models import Letter
from frankpledge.domain.subscriptions.presenters import confirming, digest
from frankpledge.domain.subscriptions.queries import (
    due_letters,
    site_address,
    things_since,
    to_tell,
    waiting_for,
    with_subscribers,
)
from frankpledge.domain.subscriptions.rules import Purpose, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.queries import Job, Tell
from frankpledge.ground.notices.jobs import dispatch
from frankpledge.ground.sealed.actions.reading import read_to_write

# So many addresses are opened at a time, with one trace.
BATCH = 50
log = logging.getLogger(__name__)


def digests(run: JobRun, tell: Tell, *, on: str = "") -> Mapping[str, Any]:
    """Forget who did not confirm, and make the letters of a day; say how many, and nothing of whom."""
    day, made, gone = date.fromisoformat(on) if on else run.asked_at.date(), 0, 0
    for workspace in with_subscribers():
        tell(0.5, f"looking at what {workspace} published")
        gone += forget(workspace=workspace)
        made += plan_digests(workspace=workspace, on=day)
    return {"words": f"Letters to residents: {made}. Not confirmed in time and removed: {gone}."}


DIGESTS = Job("Tell residents what is new", digests)


def deliver() -> int:
    """Send every letter that is due, and return how many went or were kept. What fails is written down, not raised."""
    note_stuck()
    return sum(_of(workspace) for workspace in waiting_for(clock.now()) if site_address(workspace))


def _of(workspace: Workspace) -> int:
    went = 0
    while letters := list(due_letters(workspace=workspace, now=clock.now())[:BATCH]):
        opened = read_to_write(workspace=workspace, rows={one.subscriber for one in letters})
        ours = (one for one in letters if take(one))
        went += sum(_send(one, opened.of(one.subscriber, "address") or "") for one in ours)
    return went


def _send(letter: Letter, to: str) -> bool:
    """Send one letter that was taken. A server that stops here leaves it taken: it does not go again."""
    things, made = _filled(letter, to)
    if made is None:
        end(letter, State.NOTHING)
        return False
    stays = letter.workspace.generated or not settings.MAIL.goes_out
    try:
        dispatch(made, stays=stays)
    except (OSError, SMTPException) as wrong:
        log.warning("a letter to a resident did not go: %s", type(wrong).__name__)
        not_taken(letter)
        return False
    end(letter, State.KEPT if stays else State.SENT, things=things)
    return True


def _filled(letter: Letter, to: str) -> tuple[int, EmailMessage | None]:
    """Return how many things a letter tells, and the mail; none where there is nothing left to say."""
    if letter.purpose == Purpose.CONFIRM:
        return 0, confirming(letter, to=to) if letter.subscriber.asked else None
    assert letter.since is not None
    assert letter.until is not None
    now = things_since(letter.since, workspace=letter.workspace)
    told = to_tell(letter.subscriber, now, since=letter.since, until=letter.until)
    return len(told), digest(letter, told, to=to) if told else None
