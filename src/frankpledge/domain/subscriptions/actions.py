"""Asking to be told, confirming it, stopping, making the letters, and forgetting what is over.

Nothing here is done by a person with an account, and the ledger names none: its events are the partnership's.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from frankpledge.domain.subscriptions import rules
from frankpledge.domain.subscriptions.models import Asking, Letter, Subscriber
from frankpledge.domain.subscriptions.queries import (
    asked_on,
    confirmed,
    day_mark,
    subscriber_at,
    things_since,
    to_tell,
)
from frankpledge.domain.subscriptions.rules import Purpose, State, Topic
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.notices.rules import try_again_at
from frankpledge.statute.settings import settings


@transaction.atomic
def ask(*, workspace: Workspace, address: str, topics: Collection[Topic], sender: str) -> None:
    """Ask that an address be told. Nothing is sent to it but one mail with a button to confirm, and few of those.

    It does the same whether the address is known or not. Refused openly where too much came from one connection.
    """
    today = clock.today()
    by_sender, of_address = day_mark("sender", sender, on=today), day_mark("address", address, on=today)
    rules.check_sender(asked_on(by_sender, workspace=workspace, on=today))
    before = asked_on(of_address, workspace=workspace, on=today)
    for mark in (by_sender, of_address):
        _count(workspace, mark, today)
    if before < settings().subscription_letters_an_address:
        subscriber = _asked(workspace, address, topics)
        _make(subscriber, Purpose.CONFIRM, f"{Purpose.CONFIRM}:{subscriber.pk}:{clock.now().isoformat()}")
        record("subscriptions.asked", workspace, by=None, workspace=workspace)


def _count(workspace: Workspace, mark: str, on: date) -> None:
    Asking.objects.get_or_create(workspace=workspace, on=on, mark=mark)
    Asking.objects.filter(workspace=workspace, on=on, mark=mark).update(times=F("times") + 1)


def _asked(workspace: Workspace, address: str, topics: Collection[Topic]) -> Subscriber:
    wanted, now = [one.value for one in Topic if one in topics], clock.now()
    found = subscriber_at(address, workspace=workspace)
    if found is None:
        return Subscriber.objects.create(workspace=workspace, address=address.strip(), asked=wanted, asked_at=now)
    found.asked, found.asked_at = wanted, now
    found.save(update_fields=["asked", "asked_at"])
    return found


def _make(
    subscriber: Subscriber, purpose: Purpose, key: str, *, since: datetime | None = None, until: datetime | None = None
) -> bool:
    """Make a letter of a key, and return whether there was none yet."""
    now = clock.now()
    told = {"since": since, "until": until, "not_before": now, "made_at": now, "workspace": subscriber.workspace}
    _, new = Letter.objects.get_or_create(key=key, defaults={"subscriber": subscriber, "purpose": purpose, **told})
    return new


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> Subscriber:
    """Confirm what was asked for, by the button to which only whoever reads the address's mail comes."""
    now = clock.now()
    if subscriber.asked:
        subscriber.topics, subscriber.asked = subscriber.asked, []
        subscriber.confirmed_at = subscriber.confirmed_at or now
        subscriber.told_until = subscriber.told_until or now
        subscriber.save(update_fields=["topics", "asked", "confirmed_at", "told_until"])
        record("subscriptions.confirmed", subscriber.workspace, by=None, workspace=subscriber.workspace)
    return subscriber


@transaction.atomic
def stop(*, subscriber: Subscriber) -> None:
    """Stop at once: whoever it is goes, with their address and every letter to them, and nothing is kept."""
    workspace = subscriber.workspace
    subscriber.delete()
    record("subscriptions.stopped", workspace, by=None, workspace=workspace)


# ---- each day --------------------------------------------------------------------------------------------------------


@transaction.atomic
def forget(*, workspace: Workspace) -> int:
    """Remove who did not confirm in time, and counts and letters whose time is over; return how many people went."""
    now, today = clock.now(), clock.today()
    late = now - timedelta(days=settings().subscription_confirm_days)
    asked = Subscriber.objects.filter(workspace=workspace, asked_at__lt=late)
    gone = asked.filter(confirmed_at__isnull=True)
    count = gone.count()
    gone.delete()
    asked.update(asked=[])
    Asking.objects.filter(workspace=workspace, on__lt=today).delete()
    Letter.objects.filter(workspace=workspace, ended_at__lt=now - rules.KEPT).delete()
    if count:
        record("subscriptions.forgotten", workspace, by=None, workspace=workspace, facts={"people": count})
    return count


def plan_digests(*, workspace: Workspace, on: date) -> int:
    """Make the letters of a day to whoever there is something to tell; return how many. Doing it again makes none.

    What a letter tells is the time since the last one, which ends as it is made: nothing is told twice, nothing left
    out. Each is a transaction of its own, so that a stopped server goes on where it stood.
    """
    now = clock.now()
    people = list(confirmed(workspace=workspace))
    if not people:
        return 0
    things = things_since(min(one.told_until for one in people if one.told_until), workspace=workspace)
    made = sum(_plan(one, things, on, now) for one in people)
    if made:
        with transaction.atomic():
            record("subscriptions.digests_made", workspace, by=None, workspace=workspace, facts={"letters": made})
    return made


@transaction.atomic
def _plan(person: Subscriber, things: tuple[rules.Thing, ...], on: date, now: datetime) -> bool:
    found = Subscriber.objects.select_for_update().filter(pk=person.pk, confirmed_at__isnull=False).first()
    if found is None or found.told_until is None or not to_tell(found, things, since=found.told_until, until=now):
        return False
    key = f"{Purpose.DIGEST}:{found.pk}:{on.isoformat()}"
    if not _make(found, Purpose.DIGEST, key, since=found.told_until, until=now):
        return False
    found.told_until = now
    found.save(update_fields=["told_until"])
    return True


# ---- letters ---------------------------------------------------------------------------------------------------------


def take(letter: Letter) -> bool:
    """Take a waiting letter to send, and return whether it is ours: of two servers only one finds it waiting."""
    waiting = Letter.objects.filter(pk=letter.pk, state=State.WAITING)
    return bool(waiting.update(state=State.SENDING, taken_at=clock.now()))


def end(letter: Letter, state: State, *, things: int = 0) -> None:
    """Write down how a letter ended. One whose subscriber stopped meanwhile is gone, and stays so."""
    Letter.objects.filter(pk=letter.pk).update(state=state, things=things, ended_at=clock.now())


def not_taken(letter: Letter) -> None:
    """Write down that a mail server did not take a letter: it is tried again later, or has failed."""
    tries = letter.tries + 1
    again = try_again_at(tries, now=clock.now())
    if again is None:
        end(letter, State.FAILED)
    else:
        Letter.objects.filter(pk=letter.pk).update(state=State.WAITING, not_before=again, tries=tries, taken_at=None)


def note_stuck() -> int:
    """Write down the letters that a stopped server left half way: none goes again, since it may have gone."""
    stuck = Letter.objects.filter(state=State.SENDING, taken_at__lt=clock.now() - rules.HALF_WAY)
    return stuck.update(state=State.FAILED, ended_at=clock.now())
