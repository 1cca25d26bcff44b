"""What this app adds to the ground."""

from frankpledge.domain.duties.findable import FINDABLE, SUBJECTS
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters.feeds import PURPOSE
from frankpledge.domain.duties.presenters.home import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.domain.duties.queries.feeds import FEED
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import ListPage, NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOME", "LINKS", "LIST_PAGES", "NAVIGATION", "SUBJECTS"]

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
