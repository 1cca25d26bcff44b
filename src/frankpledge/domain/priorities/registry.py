"""What this app adds to the ground."""

from django.urls import reverse

from frankpledge.domain.priorities.actions import hand_over
from frankpledge.domain.priorities.findable import FINDABLE, SUBJECTS
from frankpledge.domain.priorities.forms.sheets import LINK
from frankpledge.domain.priorities.models import Agency
from frankpledge.domain.priorities.permissions import GRANTS, Capability
from frankpledge.domain.priorities.presenters.preparing import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.domain.priorities.queries.scorings import PURPOSE, scored_by
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Holding, HoldingsRequest, NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOLDINGS", "HOME", "LINKS", "NAVIGATION", "SUBJECTS"]

LINKS = {PURPOSE: LINK}


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the agencies that a person scores for, in scorings that are not decided."""
    return tuple(_held(one) for one in scored_by(asked.person, workspace=asked.workspace))


def _held(agency: Agency) -> Holding:
    return Holding(
        title=f"{agency.scoring}: marks of {agency.name}",
        href=reverse("priorities:one", args=(agency.workspace.slug, agency.scoring_id)),
        words=f"They score for {agency.name}. Whoever takes over scores in the next round.",
        hand_over=lambda to, by: hand_over(agency=agency, to=to, by=by),
    )


NAVIGATION = (
    NavigationEntry(
        label="Priorities",
        route="priorities:list",
        order=25,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "priorities.scoring_begun": "began a scoring of issues for {year}",
    "priorities.issue_added": "put “{name}” among the issues to be scored",
    "priorities.issue_removed": "took “{name}” from the issues to be scored",
    "priorities.agency_added": "named {name} among the agencies that score",
    "priorities.agency_handed_over": "gave {name} another who scores for it",
    "priorities.agency_removed": "took {name} from the agencies that score",
    "priorities.round_opened": "opened round {round} of scoring",
    "priorities.round_closed": "closed round {round} of scoring, with marks from {agencies} agencies",
    "priorities.sheet_saved": "saved the marks of {agency} in round {round}, to come back to them",
    "priorities.sheet_sent": "sent the marks of {agency} in round {round}",
    "priorities.choice_recorded": "recorded the board’s choice of {issues} issues, {departures} against the scoring",
}
