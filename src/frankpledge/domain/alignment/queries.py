"""Reading plans of other bodies, and how ours stands to each: pair by pair, orphans, conflicts, what nobody judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.alignment.models import Judgement, TheirPlan, TheirPriority
from frankpledge.domain.alignment.rules import Judged, Now, Standing, Verdict, standing
from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.plans.queries import plans_of
from frankpledge.domain.plans.rules import Standing as OurStanding
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.queries import workspaces_of


@dataclass(frozen=True)
class Pair:
    """One of ours beside one of theirs, and how they stand."""

    ours: Priority
    theirs: TheirPriority
    stands: Standing


@dataclass(frozen=True)
class Matrix:
    """A plan of ours against plans of theirs as on a day. `pairs` by the keys of both sides."""

    plan: Plan | None
    on: date
    ours: tuple[Priority, ...]
    plans: tuple[TheirPlan, ...]
    theirs: Mapping[UUID, tuple[TheirPriority, ...]]
    pairs: Mapping[tuple[UUID, UUID], Pair]

    @property
    def every(self) -> tuple[Pair, ...]:
        """Return every pair, plan by plan."""
        return tuple(self.pairs.values())

    @property
    def conflicts(self) -> tuple[Pair, ...]:
        """Return the pairs that run against each other."""
        return tuple(one for one in self.every if one.stands.verdict is Verdict.CONFLICTS)

    @property
    def outdated(self) -> tuple[Pair, ...]:
        """Return the pairs whose judgement does not hold as it was made."""
        return tuple(one for one in self.every if one.stands.outdated)

    @property
    def unjudged(self) -> tuple[Pair, ...]:
        """Return the pairs that nobody judged."""
        return tuple(one for one in self.every if one.stands.verdict is None)

    @property
    def our_orphans(self) -> tuple[Priority, ...]:
        """Return our priorities that go with none of theirs, of those that were judged at all."""
        return tuple(one for one in self.ours if self._lonely([pair for pair in self.every if pair.ours.pk == one.pk]))

    @property
    def their_orphans(self) -> tuple[TheirPriority, ...]:
        """Return priorities of theirs that go with none of ours, of those that were judged at all."""
        every = [one for plan in self.plans for one in self.theirs[plan.pk]]
        return tuple(one for one in every if self._lonely([pair for pair in self.every if pair.theirs.pk == one.pk]))

    def _lonely(self, pairs: list[Pair]) -> bool:
        judged = [one.stands.verdict for one in pairs if one.stands.verdict]
        return bool(judged) and len(judged) == len(pairs) and not any(one.joins for one in judged)


def their_plans(*, workspace: Workspace, viewer: Any) -> QuerySet[TheirPlan]:
    """Return the plans of other bodies that a workspace of the viewer's holds its own against."""
    found = TheirPlan.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer), withdrawn_at=None)
    standing_ones = TheirPriority.objects.filter(withdrawn_at=None).order_by("number")
    return found.select_related("owner", "workspace").prefetch_related(
        Prefetch("priorities", queryset=standing_ones, to_attr="standing")
    )


def their_plan(identity: UUID, *, workspace: Workspace, viewer: Any) -> TheirPlan | None:
    """Return one plan of another body; None where there is none that the viewer may see."""
    return their_plans(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def priorities_of(plan: TheirPlan) -> tuple[TheirPriority, ...]:
    """Return the priorities of a plan of theirs in order, those that were dropped among them."""
    kept: list[TheirPriority] = plan.standing  # type: ignore[attr-defined]  # read with the plan
    return tuple(kept)


def our_plan(year: str, *, workspace: Workspace, viewer: Any) -> Plan | None:
    """Return our plan of a year, or the latest that the viewer may see; None where there is none."""
    found = plans_of(workspace=workspace, viewer=viewer)
    return (found.filter(year=year) if year else found).first()


def matrix(*, workspace: Workspace, viewer: Any, on: date, year: str = "", kind: str = "") -> Matrix:
    """Return how our plan stands to theirs on a day: to all, or to those of one sort."""
    plan = our_plan(year, workspace=workspace, viewer=viewer)
    found = their_plans(workspace=workspace, viewer=viewer)
    plans = tuple(found.filter(kind=kind) if kind else found)
    ours = tuple(plan.priorities.exclude(standing=OurStanding.BRIEF).order_by("standing", "number")) if plan else ()
    theirs = {one.pk: tuple(each for each in priorities_of(one) if each.dropped_on is None or _told(each))
              for one in plans}  # fmt: skip
    latest = _latest(ours)
    pairs = {
        (mine.pk, other.pk): Pair(mine, other, _stands(latest.get((mine.pk, other.pk)), mine, other, one, on))
        for one in plans
        for other in theirs[one.pk]
        for mine in ours
        if other.dropped_on is None or (mine.pk, other.pk) in latest
    }
    return Matrix(plan, on, ours, plans, theirs, pairs)


def _told(one: TheirPriority) -> bool:
    return one.judgements.exists()


def _latest(ours: tuple[Priority, ...]) -> dict[tuple[UUID, UUID], Judgement]:
    rows = Judgement.objects.filter(ours__in=[one.pk for one in ours], withdrawn_at=None).order_by("recorded_at")
    return {(one.ours_id, one.theirs_id): one for one in rows}


def _stands(judged: Judgement | None, ours: Priority, theirs: TheirPriority, plan: TheirPlan, on: date) -> Standing:
    then = None
    if judged is not None:
        verdict = Verdict(judged.verdict)
        then = Judged(verdict, judged.reason, judged.recorded_at, judged.ours_then, judged.theirs_then)
    return standing(then, Now(ours.name, theirs.name, theirs.changed_at, theirs.dropped_on, plan.ends), on=on)


def pair_of(ours: UUID, theirs: UUID, *, workspace: Workspace, viewer: Any, on: date) -> Pair | None:
    """Return one of ours beside one of theirs; None where the viewer may not see both."""
    mine = Priority.objects.filter(pk=ours, plan__in=plans_of(workspace=workspace, viewer=viewer))
    other = TheirPriority.objects.filter(pk=theirs, withdrawn_at=None, plan__withdrawn_at=None)
    one = mine.select_related("plan").first()
    two = other.filter(workspace=workspace).select_related("plan__owner").first()
    if one is None or two is None:
        return None
    return Pair(one, two, _stands(_latest((one,)).get((one.pk, two.pk)), one, two, two.plan, on))


def history_of(pair: Pair) -> QuerySet[Judgement]:
    """Return every judgement of a pair, the latest first."""
    found = Judgement.objects.filter(ours=pair.ours, theirs=pair.theirs, withdrawn_at=None)
    return found.select_related("recorded_by").order_by("-recorded_at")
