"""What this app adds to the ground."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse

from frankpledge.domain.action_log.actions import hand_over
from frankpledge.domain.action_log.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.action_log.forms import LINK
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.presenters import home_needs, neutral, owed_sections, reminder
from frankpledge.domain.action_log.queries import PURPOSE, bodies_of, chased, line_of, named_in, owed_by_own, pressing
from frankpledge.domain.contacts.queries import addresses_on
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, is_granted, roles_of
from frankpledge.ground.registry import (
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    NavigationEntry,
)
from frankpledge.ground.telling import Chaser, News, NewsKind, NewsRequest, Reminded

__all__ = [
    "AUDIT_SENTENCES", "CHASERS", "FACT_WORDS", "FINDABLE", "HOLDINGS", "HOME", "LINKS", "LIST_PAGES", "NAVIGATION",
    "NEWS", "SUBJECTS", "THREAD", "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"action_log.actions": "actions"}

LINKS = {PURPOSE: LINK}


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the open actions that a person does, or stands in for."""
    return tuple(_held(one, asked.person) for one in named_in(asked.person, workspace=asked.workspace))


def _held(action: Action, person: User) -> Holding:
    return Holding(
        title=f"{action}: {action.wording}",
        href=reverse("action_log:one", args=(action.workspace.slug, action.pk)),
        words=f"They are named for {action.organisation}. Whoever takes over is named in their place.",
        hand_over=lambda to, by: hand_over(action=action, leaver=person, to=to, by=by),
    )


NAVIGATION = (
    NavigationEntry(
        label="Actions",
        route="action_log:list",
        order=45,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "action_log.action_added": "recorded action {number}, for {whom}",
    "action_log.action_amended": "put action {number} right",
    "action_log.date_moved": "moved the date of action {number} from {was} to {now}",
    "action_log.progress_reported": "reported action {number} as {said}",
    "action_log.action_handed_over": "gave action {number} its next person",
    "action_log.action_stopped": "stopped action {number}",
    "action_log.action_reopened": "opened action {number} again",
    "action_log.action_taken_out": "took action {number} out of the log with the list that had brought it",
    "action_log.action_put_back": "put action {number} back as it was before a list",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what the log brings to "This quarter": what is late, soon due, or asks for another date."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    everywhere = Role.OFFICER in roles_of(viewer, workspace)
    bodies = None if everywhere else bodies_of(viewer, workspace=workspace, on=asked.today)
    found = pressing(workspace=workspace, viewer=viewer, every=keeper, bodies=bodies, on=asked.today)
    owed = () if everywhere else owed_by_own(viewer, workspace=workspace, on=asked.today)
    return replace(
        home_needs(found, workspace.slug, keeper=keeper, on=asked.today), sections=owed_sections(owed, workspace.slug)
    )


def _sees(user: User, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


LIST_PAGES = (ListPage("action_log:list", "Actions", ("state", "body", "organisation", "words", "mine"), _sees),)


def _pressing(asked: NewsRequest) -> Iterator[News]:
    """Yield a person's own actions that are late or soon due; to whoever keeps the log, also who asks for a date."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    everywhere = Role.OFFICER in roles_of(viewer, workspace)
    bodies = None if everywhere else bodies_of(viewer, workspace=workspace, on=asked.today)
    for action in pressing(workspace=workspace, viewer=viewer, every=keeper, bodies=bodies, on=asked.today):
        line = line_of(action, on=asked.today)
        kind = "asks" if line.asks_for else line.standing.kind
        yield News(
            id=f"action:{line.id}:{kind}",
            title=f"Action {line.number}: {line.wording}",
            href=reverse("action_log:one", args=(workspace.slug, line.id)),
            neutral=neutral(line),
            words=line.standing.words,
            urgent=line.standing.late,
        )


NEWS = (NewsKind("action_log.pressing", "Actions that are late or due soon", _pressing, order=20),)


def _chased(workspace: Workspace, today: date) -> Iterator[Reminded]:
    contacts = addresses_on(workspace=workspace, on=today)
    for action, line in chased(workspace=workspace, on=today):
        yield reminder(action, line, contact=contacts.get(action.organisation_id, ""))


CHASERS = (Chaser("action_log.actions", "Actions", _chased),)
