"""What this app adds to the ground."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from frankpledge.domain.commentaries.actions import hand_over
from frankpledge.domain.commentaries.findable import FINDABLE, SUBJECTS, VERSIONED, title_of
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.commentaries.permissions import GRANTS, Capability
from frankpledge.domain.commentaries.presenters import one_href, short, to_approve, to_mend, to_write
from frankpledge.domain.commentaries.queries import asked_for, commentaries_of, is_known_of, named_in, waiting
from frankpledge.domain.commentaries.rules import State
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import (
    Beside,
    BesideRequest,
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    NavigationEntry,
    Need,
)
from frankpledge.statute.deadlines import in_words

__all__ = [
    "AUDIT_SENTENCES", "BESIDE", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "NAVIGATION", "SUBJECTS", "VERSIONED",
]  # fmt: skip

AUDIT_SENTENCES = {
    "commentaries.written": "wrote what is said of {indicator} for the period to {until}",
    "commentaries.figures_taken": "took the figures of {indicator} for the period to {until} as they stand now",
    "commentaries.sent": "sent the commentary on {indicator} for the period to {until} for approval",
    "commentaries.approved": "approved the commentary on {indicator} for the period to {until}",
    "commentaries.returned": "returned the commentary on {indicator} for the period to {until}",
    "commentaries.reopened": "opened the commentary on {indicator} for the period to {until} again",
    "commentaries.handed_over": "gave the commentary on {indicator} for the period to {until} its next owner",
}
NAVIGATION = (
    NavigationEntry(
        label="Commentary",
        route="commentaries:list",
        order=43,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="performance:list",
    ),
)
LIST_PAGES = (
    ListPage(
        "commentaries:list",
        "Commentary",
        ("state", "words"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)
SHOWN = 3


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the commentaries that a person began and that are not approved."""
    return tuple(_held(one) for one in named_in(asked.person, workspace=asked.workspace))


def _held(one: Commentary) -> Holding:
    def given(to: User, by: User) -> None:
        hand_over(commentary=one, to=to, by=by)

    return Holding(title_of(one), one_href(one), f"It is {State(one.state).label.lower()}.", given)


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the commentaries that are asked for, that wait for approval, and that came back."""
    workspace, viewer, slug = asked.workspace, asked.viewer, asked.workspace.slug
    needs: list[Need] = []
    if is_granted(GRANTS, Capability.APPROVE, workspace=workspace, user=viewer):
        needs += [to_approve(one) for one in waiting(workspace=workspace, viewer=viewer)]
    if is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer):
        mine = named_in(viewer, workspace=workspace).filter(state=State.DRAFT).exclude(returned_because="")
        needs += [to_mend(one) for one in mine]
        wanted = asked_for(workspace=workspace, viewer=viewer)
        needs += [to_write(one, slug) for one in wanted if one.commentary is None]
    return HomeContribution(needs=tuple(needs))


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the latest commentaries for the page of an indicator, with the way to write the next."""
    workspace, viewer = asked.workspace, asked.viewer
    if asked.kind != "indicators.indicator" or not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    found = commentaries_of(workspace=workspace, viewer=viewer).filter(indicator_id=UUID(asked.about))
    needs = tuple(Need(f"Period to {in_words(one.ends)}", one_href(one), short(one)) for one in found[:SHOWN])
    deeds: tuple[tuple[str, str], ...] = ()
    may = is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer)
    if may and is_known_of(UUID(asked.about), workspace=workspace):
        deeds = (("Write a commentary", reverse("commentaries:write", args=(workspace.slug, asked.about))),)
    return Beside("Commentary", needs, deeds, place="top") if needs or deeds else None
