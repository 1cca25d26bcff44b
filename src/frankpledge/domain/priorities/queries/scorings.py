"""Scorings, who has sent marks, and one's own sheet. Of anybody else's marks nothing is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from frankpledge.domain.priorities import rules
from frankpledge.domain.priorities.models import Agency, Issue, Marks, Scoring, Sheet
from frankpledge.domain.priorities.rules import Marked, State
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import links_of, state_of
from frankpledge.statute.priorities import Scheme

PURPOSE = "priorities.sheet"


@dataclass(frozen=True)
class Standing:
    """How far an agency is in the open or the last round, and the state of its link: nothing of what it marked."""

    agency: Agency
    sent_at: datetime | None
    begun: bool
    link: str

    @property
    def words(self) -> str:
        """Return where it stands in words."""
        if self.sent_at:
            return f"sent on {self.sent_at.day} {self.sent_at:%B %Y}"
        return "saved, not sent" if self.begun else "nothing yet"


def scorings(*, workspace: Workspace, viewer: User) -> QuerySet[Scoring]:
    """Return the scorings of a workspace that the viewer belongs to, newest first."""
    return Scoring.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))


def scoring_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Scoring | None:
    """Return one scoring, None where there is none that the viewer may see."""
    return scorings(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def issues_of(scoring: Scoring) -> tuple[Issue, ...]:
    """Return what is scored, in order."""
    return tuple(scoring.issues.all())


def issue_of(identity: UUID, *, scoring: Scoring) -> Issue | None:
    """Return one issue of a scoring."""
    return scoring.issues.filter(pk=identity).first()


def agency_of(identity: UUID, *, scoring: Scoring) -> Agency | None:
    """Return one agency of a scoring."""
    return scoring.agencies.select_related("scorer").filter(pk=identity).first()


def own_agency(*, scoring: Scoring, viewer: User) -> Agency | None:
    """Return the agency that the viewer marks for, None where there is none."""
    return scoring.agencies.filter(scorer=viewer).first()


def agency_for_link(link: Link) -> Agency:
    """Return the agency that marks by a link, refused where its round is over or there is none."""
    try:
        found = Agency.objects.select_related("scoring").filter(workspace=link.workspace, pk=link.about).first()
    except ValidationError:
        found = None
    if found is None:
        raise rules.CannotScore("there is no such agency.", cure="Ask for another link.")
    rules.check_open(State(found.scoring.state))
    return found


def standings(*, scoring: Scoring, viewer: User) -> tuple[Standing, ...]:
    """Return how far each agency is in the round that is open, or was open last."""
    state = State(scoring.state)
    number = state.open_round or state.shown_round or rules.FIRST
    sheets = {sheet.agency_id: sheet for sheet in Sheet.objects.filter(agency__scoring=scoring, round=number)}
    links: dict[str, str] = {}
    for link in links_of(workspace=scoring.workspace, viewer=viewer, purpose=PURPOSE):
        links.setdefault(link.about, state_of(link).label)
    return tuple(_standing(one, sheets.get(one.pk), links) for one in scoring.agencies.select_related("scorer"))


def _standing(agency: Agency, sheet: Sheet | None, links: Mapping[str, str]) -> Standing:
    return Standing(
        agency=agency,
        sent_at=sheet.sent_at if sheet else None,
        begun=sheet is not None,
        link=links.get(str(agency.pk), ""),
    )


def own_sheet(*, agency: Agency, viewer: User) -> Sheet | None:
    """Return the viewer's own sheet in the open round, None where there is none or it is another's."""
    number = State(agency.scoring.state).open_round or 0
    return agency.sheets.filter(round=number, agency__scorer=viewer).first()


def own_marks(*, agency: Agency, viewer: User) -> dict[UUID, Marked]:
    """Return what the viewer has saved or sent in the open round; in a second round what they sent in the first."""
    sheet = own_sheet(agency=agency, viewer=viewer)
    sheet = sheet or agency.sheets.filter(agency__scorer=viewer, sent_at__isnull=False).order_by("-round").first()
    return marks_on(sheet) if sheet else {}


def marks_on(sheet: Sheet) -> dict[UUID, Marked]:
    """Return the marks on a sheet by issue, for whoever has asked already whether they may be seen."""
    return {row.issue_id: _marked(row) for row in sheet.marks.all()}


def _marked(row: Marks | Any) -> Marked:
    return Marked(scores=row.scores, certainty=row.certainty, comment=row.comment)


def scheme_of(scoring: Scoring) -> Scheme:
    """Return the criteria and the method by which a scoring is done."""
    return rules.scheme_from_kept(scoring.scheme)


def scored_by(person: User, *, workspace: Workspace) -> QuerySet[Agency]:
    """Return the agencies that a person scores for, where the board has not chosen yet."""
    return Agency.objects.filter(workspace=workspace, scorer=person, scoring__chosen_at__isnull=True).select_related(
        "scoring", "workspace"
    )
