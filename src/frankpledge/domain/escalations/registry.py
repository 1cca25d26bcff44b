"""What this app adds to the ground."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.escalations.actions import check_may_withdraw, hand_on_from_ended, hand_over
from frankpledge.domain.escalations.findable import FINDABLE, SUBJECTS, THREAD
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.permissions import GRANTS, Capability, may_see
from frankpledge.domain.escalations.presenters import home_needs, need_of
from frankpledge.domain.escalations.queries import about_matter, beside_body, group_and_actor, held_by, pressing
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import (
    Beside,
    BesideRequest,
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
)

__all__ = ["AUDIT_SENTENCES", "BESIDE", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "ON_EVENT", "SUBJECTS", "THREAD"]

AUDIT_SENTENCES = {
    "escalations.sent_up": "sent escalation {number} up from {sender} to {to}",
    "escalations.put_on_agenda": "put escalation {number} on an agenda",
    "escalations.left_agenda": "changed the agenda that had escalation {number}",
    "escalations.answered": "recorded what {by} answered to escalation {number}",
    "escalations.taken_back": "took escalation {number} back",
    "escalations.reopened": "opened escalation {number} again",
    "escalations.answer_read": "read the answer to escalation {number}",
    "escalations.handed_on": "handed escalation {number} on from {was} to {to}",
    "escalations.sender_changed": "let somebody else wait for the answer to escalation {number}",
}
BODY = "bodies.body"
LIST_PAGES = (
    ListPage(
        "escalations:list", "Sent up", ("state", "body", "way", "words"),
        lambda user, place: may_see(workspace=place, user=user),
    ),
)  # fmt: skip


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return what a person sent up and has not noted the answer to."""
    return tuple(_held(one) for one in held_by(asked.person, workspace=asked.workspace))


def _held(one: Escalation) -> Holding:
    return Holding(
        title=f"{one}: {one.about_words}",
        href=reverse("escalations:one", args=(one.workspace.slug, one.pk)),
        words=f"They wait for the answer of {one.to_body}. Whoever takes over is told of it.",
        hand_over=lambda to, by: hand_over(escalation=one, to=to, by=by),
    )


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what waits for an answer, for whoever records answers; and answers, for whoever sent something up."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    answers = is_granted(GRANTS, Capability.ANSWER, workspace=workspace, user=viewer)
    found = pressing(workspace=workspace, viewer=viewer, answers=answers)
    return home_needs(found, workspace.slug, today=asked.today)


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return what was sent up about a thing, or what is open on the page of a group, and the way to send more."""
    workspace, viewer = asked.workspace, asked.viewer
    if not (asked.matter or asked.kind == BODY) or not is_granted(
        GRANTS, Capability.SEE, workspace=workspace, user=viewer
    ):
        return None
    if asked.kind == BODY:
        found = beside_body(UUID(asked.about), workspace=workspace, viewer=viewer)
    else:
        found = about_matter(asked.kind, asked.about, workspace=workspace, viewer=viewer)
    needs = tuple(need_of(one, workspace.slug, today=asked.today) for one in found)
    deeds = tuple(_deeds(asked))
    return Beside("Sent up", needs, deeds) if needs or deeds else None


def _deeds(asked: BesideRequest) -> list[tuple[str, str]]:
    if asked.kind == BODY:
        return []
    if not is_granted(GRANTS, Capability.SEND, workspace=asked.workspace, user=asked.viewer):
        return []
    href = reverse("escalations:send", args=(asked.workspace.slug,))
    return [("Send it up to another group", f"{href}?about={asked.kind}:{asked.about}")]


def ON_EVENT(event: Any) -> None:  # noqa: N802 (the name that the ground reads)
    """Hand on what a group that ends has to answer, and keep one that open escalations name from being withdrawn."""
    if event.subject_kind != BODY:
        return
    if event.verb == "bodies.body_ended":
        body, by = group_and_actor(event)
        hand_on_from_ended(body=body, by=by)
    elif event.verb == "bodies.withdrawn":
        check_may_withdraw(group_and_actor(event)[0])
