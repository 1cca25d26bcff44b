"""What notices add to the ground: the morning's work, and what goes out in a leaver's name."""

from __future__ import annotations

from datetime import time

from django.urls import reverse

from frankpledge.ground.notices.actions.chasers import hand_over_chasers
from frankpledge.ground.notices.jobs import DIGESTS, REMINDERS
from frankpledge.ground.notices.models import ChaserPlan
from frankpledge.ground.notices.queries.chasing import plans_of
from frankpledge.ground.registry import Holding, HoldingsRequest
from frankpledge.ground.telling import Timetable

__all__ = ["AUDIT_SENTENCES", "HOLDINGS", "JOBS", "SCHEDULES"]

JOBS = {"notices.digests": DIGESTS, "notices.reminders": REMINDERS}
# Before anybody's earliest hour, and after the night's other work.
SCHEDULES = {"notices.digests": Timetable(at=time(0, 30)), "notices.reminders": Timetable(at=time(6, 30))}

AUDIT_SENTENCES = {
    "notices.wish_set": "said how they wish to be told: {rhythm}",
    "notices.stopped": "stopped messages to themselves: {purpose}",
    "notices.mail_went": "{how}: a {purpose} that tells of {things} things",
    "notices.mail_tried_again": "let a message that failed be tried again",
    "notices.chasers_set": "set when organisations are reminded: {how}",
    "notices.chasers_handed_over": "let reminders go out in another’s name",
    "notices.chaser_held": "held a reminder",
    "notices.chaser_let_go": "let a reminder go that was held",
}


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the reminders that go out in a person's name."""
    return tuple(_held(plan) for plan in plans_of(asked.person, workspace=asked.workspace))


def _held(plan: ChaserPlan) -> Holding:
    return Holding(
        title="Reminders to organisations",
        href=reverse("notices:chasers", args=(plan.workspace.slug,)),
        words="They go out in this person’s name. An officer takes over.",
        hand_over=lambda to, by: hand_over_chasers(plan=plan, to=to, by=by),
    )
