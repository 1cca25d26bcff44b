"""What of plans can be found, and what people comment on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.plans.actions import PlanFacts, describe_plan, write_part
from frankpledge.domain.plans.models import Effect, Measure, Objective, Plan, Priority, Share, Step
from frankpledge.domain.plans.permissions import GRANTS, Capability, may_see, sees_drafts
from frankpledge.domain.plans.queries import MODELS, editions_of_plan, plan_of, plans_of, priority_of
from frankpledge.domain.plans.rules import FourP, NotAPlan, Outcome, PlanState, Standing, check_state
from frankpledge.domain.plans.rules.parts import TEXTS, Kind
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import Beyond, VersionedKind
from frankpledge.statute.plan import plan_texts, strategies

__all__ = ["FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]
STEP, PLAN, PRIORITY = (model._meta.label_lower for model in (Step, Plan, Priority))


def _steps(workspace: Workspace, about: str) -> Iterator[Findable]:
    """Yield the steps of plans, but of those that are drafts."""
    found = Step.objects.filter(workspace=workspace)
    found = found.exclude(priority__plan__state__in=(PlanState.DRAFT, PlanState.BEFORE_BOARD))
    for one in found.filter(pk=about) if about else found:
        text = f"Step of the plan of {one.year}, led by {one.lead}. {_outcome(one)}. {one.why}".strip()
        href = reverse("plans:priority", args=(workspace.slug, one.priority_id)) if one.priority_id else ""
        yield Findable(
            str(one.pk), one.words, text, href or reverse("plans:steps", args=(workspace.slug,)), one.recorded_at
        )


def _outcome(step: Step) -> str:
    return Outcome(step.outcome).label if step.outcome else "Not said yet"


def _plans(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Plan.objects.filter(workspace=workspace, state=PlanState.APPROVED)
    for one in found.filter(pk=about) if about else found:
        text = " ".join(str(words) for words in one.texts.values())
        yield Findable(
            str(one.pk), one.title, text, reverse("plans:one", args=(workspace.slug, one.pk)), one.recorded_at
        )


def _priorities(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Priority.objects.filter(workspace=workspace, plan__state=PlanState.APPROVED).select_related("plan")
    for one in (found.filter(pk=about) if about else found).prefetch_related("objectives", "outcomes", "measures"):
        under = [str(row) for rows in (one.objectives, one.outcomes, one.measures) for row in rows.all()]
        text = " ".join(filter(None, [one.plan.title, one.why, one.equality, one.risks, *under]))
        href = reverse("plans:priority", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"{one.name}, {one.plan.year}", text, href, one.recorded_at)


_SEE = GRANTS[Capability.SEE]
FINDABLE = (
    FindableKind(PLAN, "Partnership plans", _SEE, _plans, order=26, after=("plans.",)),
    FindableKind(PRIORITY, "Priorities of plans", _SEE, _priorities, order=27, after=("plans.",)),
    FindableKind(STEP, "Steps of plans", _SEE, _steps, order=28),
)


def _plan(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not may_see(workspace=workspace, user=viewer):
        return None
    one = plan_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    editions = tuple(str(edition.pk) for edition in editions_of_plan(one))
    events = ((PLAN, (about,)), (Edition._meta.label_lower, editions))
    return Subject(one.title, reverse("plans:one", args=(workspace.slug, one.pk)), events)


def _priority(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not may_see(workspace=workspace, user=viewer):
        return None
    one = priority_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    title = f"{one.name}, {one.plan.title}"
    return Subject(title, reverse("plans:priority", args=(workspace.slug, one.pk)), ((PRIORITY, (about,)),))


SUBJECTS = (
    SubjectKind(PLAN, "a partnership plan", _plan),
    SubjectKind(PRIORITY, "a priority of a plan", _priority, matter=True),
)


# ---- on the thread: of a plan that is a draft nothing, for whoever reads no drafts ------------------------------

OBJECTIVE, MEASURE, EFFECT, SHARE, EDITION = (
    one._meta.label_lower for one in (Objective, Measure, Effect, Share, Edition)
)


def _priority_places(asked: PlacesAsked) -> Iterator[Place]:
    if not may_see(workspace=asked.workspace, user=asked.viewer):
        return
    plans = plans_of(workspace=asked.workspace, viewer=asked.viewer)
    for one in asked.among(Priority.objects.filter(plan__in=plans).select_related("plan", "lead", "went_to")):
        yield Place(
            Ref(PRIORITY, str(one.pk)), f"{one.name}, {one.plan.year}",
            reverse("plans:priority", args=(asked.workspace.slug, one.pk)), words=Standing(one.standing).label,
            whose=str(one.lead) if one.lead else one.lead_words, over=hasattr(one, "went_to"),
        )  # fmt: skip


def _under(model: Any, asked: PlacesAsked) -> Iterator[Place]:
    """Yield the parts of one kind under the priorities that a person may see."""
    if not may_see(workspace=asked.workspace, user=asked.viewer):
        return
    plans = plans_of(workspace=asked.workspace, viewer=asked.viewer)
    for one in asked.among(model.objects.filter(priority__plan__in=plans).select_related("priority__plan", "went_to")):
        yield Place(
            Ref(model._meta.label_lower, str(one.pk)), one.words,
            reverse("plans:priority", args=(asked.workspace.slug, one.priority_id)),
            words=f"{one.priority.name}, {one.priority.plan.year}", over=hasattr(one, "went_to"),
        )  # fmt: skip


def _share_places(asked: PlacesAsked) -> Iterator[Place]:
    """Yield what each authority puts into the plans that a person may see: money, people, places."""
    if not may_see(workspace=asked.workspace, user=asked.viewer):
        return
    plans = plans_of(workspace=asked.workspace, viewer=asked.viewer)
    found = Share.objects.filter(plan__in=plans).exclude(resources="").select_related("plan", "organisation", "went_to")
    for one in asked.among(found):
        yield Place(
            Ref(SHARE, str(one.pk)), one.resources, reverse("plans:one", args=(asked.workspace.slug, one.plan_id)),
            words=f"put in by {one.organisation}, {one.plan.year}", whose=str(one.organisation),
            over=hasattr(one, "went_to"),
        )  # fmt: skip


def _of_shares(workspace: Workspace) -> Iterator[Implied]:
    """Yield which priority an authority leads on, with what it puts into that plan."""
    shares = Share.objects.filter(workspace=workspace).exclude(resources="")
    put_in = {(plan, whose): pk for pk, plan, whose in shares.values_list("pk", "plan_id", "organisation_id")}
    led = Priority.objects.filter(workspace=workspace, lead__isnull=False)
    for priority, plan, lead in led.values_list("pk", "plan_id", "lead_id"):
        if (plan, lead) in put_in:
            here = Ref(SHARE, str(put_in[plan, lead]))
            yield Implied(Ref(PRIORITY, str(priority)), here, "who leads on it puts this into the plan")


def _of_priorities(workspace: Workspace) -> Iterator[Implied]:
    """Yield on which edition a priority rests, and from which of last year's it came."""
    rows = Priority.objects.filter(workspace=workspace)
    for pk, edition, before in rows.values_list("pk", "plan__assessment_id", "came_from_id"):
        here = Ref(PRIORITY, str(pk))
        if edition is not None:
            yield Implied(Ref(EDITION, str(edition)), here, "the plan was made from this edition")
        if before is not None:
            yield Implied(Ref(PRIORITY, str(before)), here, "it was rolled forward from the year before")


def _of_parts(workspace: Workspace) -> Iterator[Implied]:
    for model, why in ((Objective, "it is aimed at under this priority"), (Effect, "it is what will be different"),
                       (Measure, "it will be known by this")):  # fmt: skip
        for pk, priority in model.objects.filter(workspace=workspace).values_list("pk", "priority_id"):
            yield Implied(Ref(PRIORITY, str(priority)), Ref(model._meta.label_lower, str(pk)), why)
    for pk, indicator in Measure.objects.filter(workspace=workspace, indicator__isnull=False).values_list(
        "pk", "indicator_id"
    ):
        yield Implied(Ref(MEASURE, str(pk)), Ref("indicators.indicator", str(indicator)), "it is measured by this")


THREAD = (
    PlaceKind(PRIORITY, "a priority of a plan", "Priorities", Stage.PRIORITY, _priority_places, _of_priorities),
    PlaceKind(
        OBJECTIVE, "an objective of a plan", "Objectives", Stage.OBJECTIVE, partial(_under, Objective), _of_parts
    ),
    PlaceKind(MEASURE, "a measure of a plan", "Measures", Stage.INDICATOR, partial(_under, Measure)),
    PlaceKind(
        SHARE, "what an authority puts into a plan", "What authorities put in", Stage.MONEY, _share_places, _of_shares
    ),
    PlaceKind(EFFECT, "an outcome of a plan", "Outcomes", Stage.OUTCOME, partial(_under, Effect)),
)


# ---- how a plan and each of its parts stood, while it is a draft. What was approved is an edition ---------------

_TEXTS = {f"text_{one.id}": one for one in plan_texts()}
PLAN_FIELDS = (
    ("title", "Title"), ("first_year", "First year"), ("last_year", "Last year"), ("assessment", "Rests on"),
    *((name, one.label) for name, one in _TEXTS.items()), ("state", "State"),
)  # fmt: skip
# What a part says besides its texts.
BESIDES: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.PRIORITY: (
        ("standing", "Standing"), ("recommended", "Recommended as"), ("lead", "Lead"), ("strategies", "Strategies"),
        ("four_ps", "Prevent, pursue, protect, prepare"),
    ),
    Kind.STEP: (
        ("organisation", "Organisation that leads"), ("objective", "Objective"), ("due", "By when"),
        ("status", "Status"), ("outcome", "How far it was carried out"), ("why", "Why no further"),
    ),
    Kind.MEASURE: (("indicator", "Indicator"),),
    Kind.SHARE: (("organisation", "Authority"),),
}  # fmt: skip
SAID_LATER = ("status", "outcome", "why")
SHORT: Mapping[Kind, Mapping[str, Callable[[str], str]]] = {
    Kind.PRIORITY: {
        "strategies": lambda name: next((one.label for one in strategies(on=date.max) if one.id == name), name),
        "four_ps": lambda name: FourP(name).label,
    },
}  # fmt: skip


def _text_of(name: str, plan: Plan) -> str:
    return str(plan.texts.get(name, ""))


def _put_plan_back(plan: Plan, values: Mapping[str, Any], by: Any) -> None:
    rest = {name: values.get(name, getattr(plan, name)) for name in ("title", "first_year", "last_year", "assessment")}
    texts = {one.id: values[name] for name, one in _TEXTS.items() if name in values}
    describe_plan(plan=plan, given=PlanFacts(**rest, texts=texts), by=by)


def _put_part_back(kind: Kind, row: Any, values: Mapping[str, Any], by: Any) -> None:
    names = [name for name, _ in (*((one.name, "") for one in TEXTS[kind]), *BESIDES.get(kind, ()))]
    now = {name: getattr(row, name) for name in names}
    under = row.priority if kind.under_priority else None
    write_part(plan=_plan_of(row), kind=kind, values={**now, **values}, under=under, part=row, by=by)


def _plan_of(row: Any) -> Plan:
    """Return the plan of a part. Refused for a step of the register, which stands in none."""
    plan = row.priority.plan if getattr(row, "priority", None) is not None else getattr(row, "plan", None)
    if plan is None:
        raise NotAPlan("the step stands in no plan that is written here.", cure="Record it anew as it should be.")
    return plan  # type: ignore[no-any-return]  # of a part of any kind


def _draft(row: Any) -> None:
    plan = row if isinstance(row, Plan) else _plan_of(row)
    check_state(plan.state, wanted=PlanState.DRAFT, deed="put back")


def _drafted(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    """Return a plan for whoever reads drafts: what stood in one before it was approved is for nobody else."""
    return _plan(workspace, viewer, about) if sees_drafts(workspace=workspace, user=viewer) else None


def _part(kind: Kind, workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    """Return a part of a plan for whoever reads drafts, on the page of its priority or of the plan."""
    if not sees_drafts(workspace=workspace, user=viewer):
        return None
    row = MODELS[kind].objects.filter(workspace=workspace, pk=UUID(about)).first()
    if row is None or (kind is Kind.STEP and row.priority_id is None):
        return None
    if kind.under_priority:
        whole = _priority(workspace, viewer, str(row.priority_id))
    else:
        whole = _plan(workspace, viewer, str(row.plan_id))
    return Subject(f"{kind.label}: {row}", whole.href, ()) if whole else None


def _versioned(kind: Kind) -> VersionedKind:
    model = MODELS[kind]
    texts = tuple((one.name, one.label) for one in TEXTS[kind])
    return VersionedKind(
        model._meta.label_lower, model, (*texts, *BESIDES.get(kind, ())), partial(_part, kind),
        partial(_put_part_back, kind), kept_by(GRANTS, Capability.WRITE, _draft),
        fixed=SAID_LATER if kind is Kind.STEP else (), words=SHORT.get(kind, {}),
    )  # fmt: skip


VERSIONED = (
    VersionedKind(
        PLAN, Plan, PLAN_FIELDS, _drafted, _put_plan_back, kept_by(GRANTS, Capability.WRITE, _draft), fixed=("state",),
        beyond={name: Beyond(partial(_text_of, one.id)) for name, one in _TEXTS.items()},
    ),
    *(_versioned(kind) for kind in Kind),
)  # fmt: skip
