"""Writing a plan: begun, described, its parts written, moved and taken out, rolled on into the next year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.plans import actions
from frankpledge.domain.plans.actions.rolling import roll_forward
from frankpledge.domain.plans.forms.writing import PartForm, PlanForm, RemovalForm, part_as_typed, plan_as_typed
from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.presenters.writing import one_of
from frankpledge.domain.plans.queries import part_of, priority_of
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.domain.plans.views.reading import crumb_of, crumbs, found_plan
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb

UP = "up"


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def start(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for the years of a plan and begin it."""
    by = reader(request)
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    form = PlanForm(request.POST or None, workspace=workspace, viewer=by, today=clock.today())
    shown: dict[str, Any] = {"title": "Start a plan", "button": "Start it", "crumbs": crumbs(workspace, Crumb("Start"))}

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        made = actions.start_plan(
            workspace=workspace, year=told["year"], given=form.given(), printed=told["printed"], by=by
        )
        return redirect("plans:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def describe(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Ask for what is said once for the whole plan."""
    plan, by = found_plan(request, workspace, partnership_plan, Capability.WRITE), reader(request)
    form = PlanForm(
        request.POST or None, workspace=workspace, viewer=by, today=clock.today(), plan=plan,
        initial=plan_as_typed(plan),
    )  # fmt: skip
    shown: dict[str, Any] = {"title": "The whole plan", "button": "Save", "caption": plan.title}
    shown["crumbs"] = crumbs(workspace, crumb_of(plan), Crumb("The whole plan"))

    def act() -> HttpResponseBase:
        actions.describe_plan(plan=plan, given=form.given(), by=by)
        return redirect("plans:one", workspace.slug, plan.pk)

    return answered(request, form, shown, act)


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise Http404("there is no such part of a plan") from None


def _back(plan: Plan, kind: Kind, row: Any, under: Priority | None) -> HttpResponseBase:
    slug = plan.workspace.slug
    if kind is Kind.PRIORITY and row is not None:
        return redirect("plans:priority", slug, row.pk)
    return redirect("plans:priority", slug, under.pk) if under else redirect("plans:one", slug, plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, partnership_plan: UUID, part_kind: str) -> HttpResponseBase:
    """Ask for a part and write it in the plan."""
    plan, by = found_plan(request, workspace, partnership_plan, Capability.WRITE), reader(request)
    kind, under = _kind(part_kind), _under(request, plan)
    if kind.under_priority and under is None:
        raise Http404("it is a part of a priority, and none is named")
    form = PartForm(request.POST or None, kind=kind, plan=plan, viewer=by, under=under)
    shown = _asks(plan, f"Add {one_of(kind)}", under)

    def act() -> HttpResponseBase:
        made = actions.write_part(plan=plan, kind=kind, values=form.given(), under=under, by=by)
        messages.success(request, "Written.")
        return _back(plan, kind, made, under)

    return answered(request, form, shown, act)


def _under(request: HttpRequest, plan: Plan) -> Priority | None:
    try:
        identity = UUID(request.GET.get("priority", ""))
    except ValueError:
        return None
    found = priority_of(identity, workspace=plan.workspace, viewer=reader(request))
    return found if found and found.plan_id == plan.pk else None


def _asks(plan: Plan, title: str, under: Priority | None) -> dict[str, Any]:
    steps = [crumb_of(plan)]
    if under is not None:
        steps.append(Crumb(under.name, reverse("plans:priority", args=(plan.workspace.slug, under.pk))))
    caption = under.name if under else plan.title
    return {
        "title": title,
        "button": "Save",
        "caption": caption,
        "crumbs": crumbs(plan.workspace, *steps, Crumb(title)),
    }


def _part(request: HttpRequest, workspace: Workspace, plan_: UUID, word: str, part: UUID) -> tuple[Plan, Kind, Any]:
    plan, kind = found_plan(request, workspace, plan_, Capability.WRITE), _kind(word)
    row = part_of(kind, part, plan=plan)
    if row is None:
        raise Http404("there is no such part")
    return plan, kind, row


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(
    request: HttpRequest, workspace: Workspace, partnership_plan: UUID, part_kind: str, plan_part: UUID
) -> HttpResponseBase:
    """Ask for a part anew, with the way to move it and to take it out."""
    plan, kind, row = _part(request, workspace, partnership_plan, part_kind, plan_part)
    by, under = reader(request), row.priority if kind.under_priority else None
    form = PartForm(
        request.POST or None, kind=kind, plan=plan, viewer=by, under=under, initial=part_as_typed(kind, row)
    )
    shown = _asks(plan, kind.label, under) | {"plan": plan, "kind": kind.value, "row": row}
    shown["thing"] = row._meta.label_lower

    def act() -> HttpResponseBase:
        actions.write_part(plan=plan, kind=kind, values=form.given(), under=under, part=row, by=by)
        messages.success(request, "Saved.")
        return _back(plan, kind, row, under)

    return answered(request, form, shown, act, template="plans/part.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def drop(
    request: HttpRequest, workspace: Workspace, partnership_plan: UUID, part_kind: str, plan_part: UUID
) -> HttpResponseBase:
    """Ask why a part goes, and take it out."""
    plan, kind, row = _part(request, workspace, partnership_plan, part_kind, plan_part)
    under = row.priority if kind.under_priority else None
    form = RemovalForm(request.POST if request.method == "POST" else None)
    shown = _asks(plan, "Take it out", under) | {"button": "Take it out", "lede": str(row)}

    def act() -> HttpResponseBase:
        reason = form.cleaned_data["reason"]
        actions.remove_part(plan=plan, kind=kind, part=row, reason=reason, by=reader(request))
        messages.success(request, "Taken out.")
        return _back(plan, kind, None, under)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def order(
    request: HttpRequest, workspace: Workspace, partnership_plan: UUID, part_kind: str, plan_part: UUID
) -> HttpResponseBase:
    """Let a part stand one place further up or down."""
    plan, kind, row = _part(request, workspace, partnership_plan, part_kind, plan_part)
    up, by = request.POST.get("to") == UP, reader(request)
    told(request, lambda: actions.order_part(plan=plan, kind=kind, part=row, up=up, by=by), "Moved.")
    return _back(plan, kind, None, row.priority if kind.under_priority else None)


@require_POST
@in_workspace
def roll(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Begin the plan of the next year from this one."""
    plan = found_plan(request, workspace, partnership_plan, Capability.WRITE)
    made: list[Plan] = []
    words = "Begun from the plan before: tie each priority to what the new assessment recommends."
    told(request, lambda: made.append(roll_forward(plan=plan, by=reader(request))), words)
    return redirect("plans:one", workspace.slug, made[0].pk if made else plan.pk)


@require_POST
@in_workspace
def discard(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Take out a draft that was begun by mistake."""
    plan = found_plan(request, workspace, partnership_plan, Capability.WRITE)
    told(request, lambda: actions.discard_plan(plan=plan, by=reader(request)), "The draft is taken out.")
    return redirect("plans:list", workspace.slug)
