"""What this app adds to the ground."""

from django.urls import reverse

from frankpledge.domain.duties.actions import hand_over_duty
from frankpledge.domain.duties.findable import FINDABLE, NEWS, SUBJECTS
from frankpledge.domain.duties.models import Responsibility
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters.feeds import PURPOSE
from frankpledge.domain.duties.presenters.home import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.domain.duties.queries.feeds import FEED
from frankpledge.domain.duties.queries.kept import answered_by, duties_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Holding, HoldingsRequest, ListPage, NavigationEntry

__all__ = [
    "AUDIT_SENTENCES", "FINDABLE", "HOLDINGS", "HOME", "LINKS", "LIST_PAGES", "NAVIGATION", "NEWS", "SUBJECTS",
]  # fmt: skip

LINKS = {FEED: PURPOSE}

NAVIGATION = (
    NavigationEntry(
        label="Duties",
        route="duties:list",
        order=90,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "duties.duty_handed_over": "gave {duty} its next owner",
    "duties.duty_assigned": "said who answers for {duty}",
    "duties.duty_freed": "said that nobody answers for {duty}",
    "duties.duty_excused": "{verb}",
    "duties.event_recorded": "recorded an event of {on}: {kind}",
    "duties.event_withdrawn": "withdrew an event: {kind}",
    "duties.evidence_recorded": "recorded evidence of {on} for {duty} ({kind})",
    "duties.evidence_withdrawn": "withdrew evidence of {on} for {duty}",
}

LIST_PAGES = (
    ListPage(
        "duties:list", "Duties", ("year", "state", "who", "part", "when", "owner"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)  # fmt: skip


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the duties that a person answers for, or stands in for."""
    titles = {one.id: one.title for one in duties_of(asked.workspace)}
    found = answered_by(asked.person, workspace=asked.workspace)
    return tuple(_held(row, titles.get(row.duty, row.duty), asked.person) for row in found)


def _held(row: Responsibility, title: str, person: User) -> Holding:
    return Holding(
        title=f"Duty {row.duty}: {title}",
        href=reverse("duties:one", args=(row.workspace.slug, row.duty)),
        words="They answer for it, or stand in. Whoever takes over is named in their place.",
        hand_over=lambda to, by: hand_over_duty(row=row, leaver=person, to=to, by=by),
    )
