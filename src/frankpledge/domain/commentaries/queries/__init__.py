"""Reading commentaries: one, the list, what is asked for, and what was approved as known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from frankpledge.domain.commentaries.models import ApprovedWords, Commentary
from frankpledge.domain.commentaries.queries.quoted import displays, quotable
from frankpledge.domain.commentaries.rules import NotACommentary, Overtaken, State, Words, overtaken
from frankpledge.domain.indicators.models import Indicator, Value
from frankpledge.domain.indicators.queries.overview import Line, line_of, overview
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


@dataclass(frozen=True)
class Asked:
    """An indicator of which a commentary is asked, and the one that there is."""

    line: Line
    commentary: Commentary | None

    @property
    def state(self) -> str:
        """Return asked, or the state of the commentary."""
        return self.commentary.state if self.commentary else "asked"


def commentaries_of(*, workspace: Workspace, viewer: Any) -> QuerySet[Commentary]:
    """Return the commentaries of a workspace that the viewer belongs to, the latest period first."""
    found = Commentary.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    whose = found.select_related("workspace", "indicator__supplier", "written_by").prefetch_related("approved")
    return whose.order_by("-ends", "indicator__order", "indicator__reference")


def commentary_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Commentary | None:
    """Return one commentary; None where there is none that the viewer may see."""
    return commentaries_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def words_of(one: Commentary | ApprovedWords) -> Words:
    """Return what a commentary, or a text of it that was approved, says."""
    return Words(one.happened, one.why, one.next)


def latest(one: Commentary) -> ApprovedWords | None:
    """Return the text that was approved last; None where none was."""
    return max(one.approved.all(), key=lambda text: text.number, default=None)


def line_to_tell(indicator: Indicator, until: date | None) -> Line:
    """Return an indicator as it is shown for a period that ends on a day. Refused where nothing is known of it."""
    line = line_of(indicator, until=until)
    if line is None or not line.series:
        raise NotACommentary("nothing is known of this indicator yet.", cure="Write its values down first.")
    return line


def is_known_of(indicator: UUID, *, workspace: Workspace) -> bool:
    """Return whether a value of an indicator is written down, or of the one that it is reckoned from."""
    own, reckoned = Q(indicator=indicator), Q(indicator__reckoned__indicator=indicator)
    return Value.objects.filter(own | reckoned, workspace=workspace, withdrawn_at__isnull=True).exists()


def line_now(one: Commentary) -> Line | None:
    """Return the indicator of a commentary as its period is known now."""
    return line_of(one.indicator, until=one.ends)


def overtaken_in(one: Commentary) -> tuple[Overtaken, ...]:
    """Return the sentences of a commentary whose figure is printed otherwise by now."""
    line = line_now(one)
    accepted = {name: str(kept["display"]) for name, kept in one.figures.items()}
    return overtaken(words_of(one), accepted, displays(quotable(line)) if line else {})


def there_for(indicator: Indicator, *, starts: date, ends: date) -> Commentary | None:
    """Return the commentary on an indicator for a period."""
    found = Commentary.objects.filter(indicator=indicator, starts=starts, ends=ends)
    return found.select_related("written_by", "workspace", "indicator").first()


def before(indicator: Indicator, *, starts: date) -> Commentary | None:
    """Return the commentary on the period before: the prompt of the next."""
    found = Commentary.objects.filter(indicator=indicator, ends__lt=starts)
    return found.select_related("written_by", "workspace", "indicator").order_by("-ends").first()


def asked_for(*, workspace: Workspace, viewer: User, until: date | None = None) -> tuple[Asked, ...]:
    """Return the indicators of which a commentary is asked for a period: those with a signal, in their order."""
    lines = [one for one in overview(workspace=workspace, viewer=viewer, until=until) if one.judged.signal.changed]
    found = Commentary.objects.filter(workspace=workspace, indicator__in=[one.indicator.pk for one in lines])
    held = {(one.indicator_id, one.ends): one for one in found.select_related("written_by", "workspace", "indicator")}
    return tuple(Asked(one, held.get((one.indicator.pk, one.shown.ends))) for one in lines)


def approved_as_known(lines: Iterable[Line], *, at: datetime | None = None) -> dict[UUID, ApprovedWords]:
    """Return by indicator the text on its shown period that was approved last by a moment (now without one)."""
    ends = {one.indicator.pk: one.shown.ends for one in lines}
    found = ApprovedWords.objects.filter(commentary__indicator__in=ends)
    if at is not None:
        found = found.filter(approved_at__lte=at)
    told: dict[UUID, ApprovedWords] = {}
    for one in found.select_related("commentary", "written_by", "approved_by").order_by("number"):
        if one.commentary.ends == ends[one.commentary.indicator_id]:
            told[one.commentary.indicator_id] = one
    return told


def waiting(*, workspace: Workspace, viewer: User) -> QuerySet[Commentary]:
    """Return the commentaries that wait for another person than the viewer to be approved by them."""
    return commentaries_of(workspace=workspace, viewer=viewer).filter(state=State.SENT).exclude(written_by=viewer)


def named_in(person: User, *, workspace: Workspace) -> QuerySet[Commentary]:
    """Return the commentaries that a person has begun and that are not approved."""
    found = Commentary.objects.filter(workspace=workspace, written_by=person).exclude(state=State.APPROVED)
    return found.select_related("workspace", "indicator")


def chosen(found: QuerySet[Commentary], *, state: str = "", words: str = "") -> QuerySet[Commentary]:
    """Return the commentaries under a choice: their state, and words that they or their indicator hold."""
    if state:
        found = found.filter(state=state)
    for word in words.split():
        held = Q(happened__icontains=word) | Q(why__icontains=word) | Q(next__icontains=word)
        found = found.filter(held | Q(indicator__name__icontains=word))
    return found
