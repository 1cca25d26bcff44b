"""What of scorings can be found, and whose history is told. Nobody's marks are, before they are shown or after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.priorities.models import Agency, Issue, Scoring
from frankpledge.domain.priorities.permissions import GRANTS, Capability
from frankpledge.domain.priorities.queries.scorings import scoring_of
from frankpledge.domain.priorities.rules import LABELS, State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
SCORING = Scoring._meta.label_lower


def _scorings(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Scoring.objects.filter(workspace=workspace).prefetch_related("issues", "agencies")
    for one in found.filter(pk=about) if about else found:
        issues = "; ".join(issue.name for issue in one.issues.all())
        agencies = ", ".join(agency.name for agency in one.agencies.all())
        text = f"{LABELS[State(one.state)]}. Scoring for {one.year}. {issues}. {agencies}."
        yield Findable(str(one.pk), one.title, text, _page(one, workspace), one.chosen_at or one.created_at)


def _issues(workspace: Workspace, _about: str) -> Iterator[Findable]:
    for one in Issue.objects.filter(workspace=workspace).select_related("scoring"):
        chosen = {True: "Chosen by the board.", False: "Not chosen by the board.", None: ""}[one.chosen]
        text = " ".join(filter(None, [chosen, one.reason, one.evidence]))
        at = one.scoring.chosen_at or one.scoring.created_at
        yield Findable(str(one.pk), f"{one.name}: {one.scoring.title}", text, _page(one.scoring, workspace), at)


def _page(one: Scoring, workspace: Workspace) -> str:
    return reverse("priorities:one", args=(workspace.slug, one.pk))


_SEEN = GRANTS[Capability.SEE]
_CHANGED = ("priorities.scoring", "priorities.issue", "priorities.agency", "priorities.choice")
FINDABLE = (
    FindableKind(SCORING, "Scorings", _SEEN, _scorings, order=24, after=_CHANGED[1:]),
    FindableKind(Issue._meta.label_lower, "Issues that were scored", _SEEN, _issues, order=26, after=_CHANGED),
)


# ---- whose history is told -------------------------------------------------------------------------------------


def _scoring(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = scoring_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    events = (
        (SCORING, (about,)),
        (Issue._meta.label_lower, tuple(str(issue.pk) for issue in one.issues.all())),
        (Agency._meta.label_lower, tuple(str(agency.pk) for agency in one.agencies.all())),
    )
    return Subject(one.title, _page(one, workspace), events)


SUBJECTS = (SubjectKind(SCORING, "a scoring", _scoring),)
