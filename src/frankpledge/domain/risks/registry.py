"""What this app adds to the ground."""

from django.urls import reverse

from frankpledge.domain.risks.actions import hand_over
from frankpledge.domain.risks.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.presenters.home import home_needs
from frankpledge.domain.risks.queries import named_in, pressing
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import (
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    NavigationEntry,
)

__all__ = [
    "AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "NAVIGATION", "SUBJECTS", "THREAD",
    "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"risks.risks": "risks"}

NAVIGATION = (
    NavigationEntry(
        label="Risks",
        route="risks:list",
        order=46,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="roster:list",
    ),
)

LIST_PAGES = (
    ListPage(
        "risks:list",
        "Risks",
        ("state", "body", "organisation", "category", "order", "words", "mine"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the open risks that a person owns, or stands in for."""
    return tuple(_held(one, asked.person) for one in named_in(asked.person, workspace=asked.workspace))


def _held(risk: Risk, person: User) -> Holding:
    return Holding(
        title=f"{risk}: {risk.title}",
        href=reverse("risks:one", args=(risk.workspace.slug, risk.pk)),
        words=f"They are named for {risk.organisation}. Whoever takes over is named in their place.",
        hand_over=lambda to, by: hand_over(risk=risk, leaver=person, to=to, by=by),
    )


AUDIT_SENTENCES = {
    "risks.appetite_set": "set what {body} bears from {since}",
    "risks.risk_raised": "raised risk {number}, for {body}",
    "risks.risk_amended": "put risk {number} right",
    "risks.risk_scored": "scored risk {number}: {kind} {score}",
    "risks.risk_reviewed": "looked at risk {number}; next on {next}",
    "risks.risk_closed": "closed risk {number}",
    "risks.risk_reopened": "opened risk {number} again",
    "risks.control_added": "recorded a control of risk {number}",
    "risks.control_in_place": "recorded that a control of risk {number} is in place",
    "risks.control_ended": "ended a control of risk {number}",
    "risks.tied": "tied risk {number} to {to}",
    "risks.untied": "untied something from risk {number}",
    "risks.risk_handed_over": "gave risk {number} its next owner",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what the register brings to "This quarter": late reviews, and what nothing is done about."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    keeper = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    found = pressing(workspace=workspace, viewer=viewer, every=keeper, on=asked.today)
    return home_needs(found, workspace.slug, keeper=keeper)
