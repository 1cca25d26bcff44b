"""Saying how one wishes to be told, and that one no longer wishes to be."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record
from frankpledge.ground.notices.models import Addressee, Wish
from frankpledge.ground.notices.queries.wishes import Stopping, chosen_by
from frankpledge.ground.notices.rules import REMINDERS, Chosen, Purpose, Rhythm, check_choice


@transaction.atomic
def choose(*, person: User, chosen: Chosen, by: User) -> Wish:
    """Keep how a person wishes to be told. Everybody says it for themselves."""
    check_choice(chosen)
    wish = _keep(person, chosen)
    record("notices.wish_set", wish, by=by, facts={"rhythm": chosen.rhythm.label.lower()})
    return wish


@transaction.atomic
def stop(*, stopping: Stopping) -> None:
    """Stop what somebody no longer wishes to get, who proves by the sign in a message that it was sent to them."""
    whom, purpose = stopping.whom, stopping.purpose
    told = {"purpose": purpose.label.lower()}
    if isinstance(whom, Addressee):
        whom.stopped_at = whom.stopped_at or clock.now()
        whom.save(update_fields=("stopped_at",))
        record("notices.stopped", whom, by=None, facts=told)
        return
    chosen = chosen_by(whom)
    record("notices.stopped", _keep(whom, _without(chosen, purpose)), by=whom, facts=told)


def _without(chosen: Chosen, purpose: Purpose) -> Chosen:
    if purpose is Purpose.DIGEST:
        return replace(chosen, rhythm=Rhythm.NEVER)
    if purpose is Purpose.AT_ONCE:
        return replace(chosen, at_once=False)
    return replace(chosen, off=chosen.off | {REMINDERS})


def _keep(person: User, chosen: Chosen) -> Wish:
    hours = chosen.hours
    wish, _ = Wish.objects.update_or_create(
        person=person,
        defaults={
            "rhythm": chosen.rhythm, "weekday": chosen.weekday, "hour": chosen.hour, "at_once": chosen.at_once,
            "quiet_from": hours.quiet_from, "quiet_until": hours.quiet_until, "working_days": hours.working_days,
            "off": sorted(chosen.off), "set_at": clock.now(),
        },
    )  # fmt: skip
    return wish
