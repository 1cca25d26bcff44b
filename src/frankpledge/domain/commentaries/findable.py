"""What of commentaries can be found: those that were approved. Their history is told, and people comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from frankpledge.domain.commentaries.actions import write_commentary
from frankpledge.domain.commentaries.models import ApprovedWords, Commentary
from frankpledge.domain.commentaries.permissions import GRANTS, Capability
from frankpledge.domain.commentaries.presenters import one_href, printed
from frankpledge.domain.commentaries.queries import commentary_of, latest, words_of
from frankpledge.domain.commentaries.rules import State, check_state
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind
from frankpledge.statute.deadlines import in_words

__all__ = ["FINDABLE", "SUBJECTS", "VERSIONED"]
COMMENTARY = Commentary._meta.label_lower
TEXT = ApprovedWords._meta.label_lower


def title_of(one: Commentary) -> str:
    """Return what a commentary is called."""
    return f"Commentary on {one.indicator.name}, period to {in_words(one.ends)}"


def _approved(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Commentary.objects.filter(workspace=workspace, approved__isnull=False).distinct()
    found = found.select_related("workspace", "indicator").prefetch_related("approved")
    for one in found.filter(pk=about) if about else found:
        text = latest(one)
        if text is not None:
            said = printed(words_of(text).every, text.figures)
            yield Findable(str(one.pk), title_of(one), said, one_href(one), text.approved_at)


FINDABLE = (
    FindableKind(COMMENTARY, "Commentaries", GRANTS[Capability.SEE], _approved, order=9, after=("commentaries.",)),
)


def _subject(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = commentary_of(UUID(about), workspace=workspace, viewer=viewer)
    return Subject(title_of(one), one_href(one), ((COMMENTARY, (about,)),)) if one else None


SUBJECTS = (SubjectKind(COMMENTARY, "a commentary", _subject, matter=True),)


# ---- how it stood, until it is sent. What was approved is kept beside, and never changes -----------------------

FIELDS = (("happened", "What happened"), ("why", "Why"), ("next", "What next"), ("state", "State"))


def _put_back(one: Commentary, values: Mapping[str, Any], by: Any) -> None:
    write_commentary(indicator=one.indicator, until=one.ends, words=replace(words_of(one), **values), by=by)


def _draft(one: Commentary) -> None:
    check_state(one.state, wanted=State.DRAFT, deed="put back")


VERSIONED = (
    VersionedKind(
        COMMENTARY, Commentary, FIELDS, _subject, _put_back, kept_by(GRANTS, Capability.WRITE, _draft),
        fixed=("state",),
    ),
)  # fmt: skip
