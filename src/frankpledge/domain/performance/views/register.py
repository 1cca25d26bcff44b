"""The register: an indicator comes in, is put right, defined anew, aimed at, retired; the reporting column."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from frankpledge.domain.indicators import actions
from frankpledge.domain.indicators.actions import keeping
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import definition_on, indicators, newest_definition
from frankpledge.domain.performance.forms import (
    AddForm,
    AmendForm,
    ColumnForm,
    DefineForm,
    OrderForm,
    RetireForm,
    RewordForm,
    TargetForm,
    as_typed,
    indicator_typed,
    wording_typed,
)
from frankpledge.domain.performance.views.one import about, found_indicator
from frankpledge.domain.performance.views.overview import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for an indicator with its first definition, and put it into the register."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = AddForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Add an indicator", "button": "Add", "crumbs": crumbs(workspace, "Add")}

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        made = actions.register_indicator(
            workspace=workspace, reference=told["reference"], name=told["name"], defined=form.defined(), by=by,
            supplier=form.named()["supplier"], sensitive=told["sensitive"],
        )  # fmt: skip
        messages.success(request, f"{made.reference} is in the register. Say next what is aimed at.")
        return redirect("performance:target", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@ASKS
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Put the name, the supplier or the sensitivity right."""
    found, by = found_indicator(request, workspace, indicator, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = AmendForm(typed, workspace=workspace, viewer=by, initial=indicator_typed(found))

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        keeping.amend_indicator(
            indicator=found, name=told["name"], supplier=form.named()["supplier"], sensitive=told["sensitive"], by=by
        )
        return redirect("performance:one", workspace.slug, indicator)

    return answered(request, form, about(found, "Put it right", "Save"), act)


@ASKS
@in_workspace
def define(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Ask how an indicator is counted from a day on, and why."""
    found, by = found_indicator(request, workspace, indicator, Capability.KEEP), reader(request)
    now = definition_on(found, clock.today())
    form = DefineForm(request.POST if request.method == "POST" else None, initial=as_typed(now) if now else {})
    shown = about(found, "Define it anew", "Define")
    shown["lede"] = (
        "Values that are there keep the definition by which they were counted. Words, source, caveats and days that "
        "change no number are put right on the definition that stands."
    )

    def act() -> HttpResponseBase:
        told = form.defined()
        keeping.define_again(indicator=found, defined=told, because=form.cleaned_data["because"], by=by)
        return redirect("performance:one", workspace.slug, indicator)

    return answered(request, form, shown, act)


@ASKS
@in_workspace
def reword(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Ask what the definition that stands should say, where no number changes by it, and why."""
    found, by = found_indicator(request, workspace, indicator, Capability.KEEP), reader(request)
    now = newest_definition(found)
    form = RewordForm(request.POST if request.method == "POST" else None, initial=wording_typed(now) if now else {})
    shown = about(found, "Put its definition right", "Save")
    shown["lede"] = "What is counted, of what, over which window and to how many decimals changes by a new definition."

    def act() -> HttpResponseBase:
        keeping.reword_definition(indicator=found, said=form.wording(), because=form.cleaned_data["because"], by=by)
        return redirect("performance:one", workspace.slug, indicator)

    return answered(request, form, shown, act)


@ASKS
@in_workspace
def target(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Ask what is aimed at from a day on."""
    found, by = found_indicator(request, workspace, indicator, Capability.KEEP), reader(request)
    form = TargetForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        keeping.set_target(indicator=found, aimed=form.aimed(), by=by)
        return redirect("performance:one", workspace.slug, indicator)

    return answered(request, form, about(found, "Set a target", "Set"), act)


@ASKS
@in_workspace
def retire(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Ask from when an indicator is counted no longer, and why; or take up again one that was retired."""
    found, by = found_indicator(request, workspace, indicator, Capability.KEEP), reader(request)
    if found.retired_on and request.method == "POST":
        keeping.take_up_again(indicator=found, by=by)
        return redirect("performance:one", workspace.slug, indicator)
    form = RetireForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        keeping.retire_indicator(indicator=found, on=told["on"], because=told["because"], by=by)
        return redirect("performance:one", workspace.slug, indicator)

    return answered(request, form, about(found, "Retire it", "Retire"), act)


@ASKS
@in_workspace
def order(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask at which place each indicator stands, in the register and in reports; one may be pushed up or down."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    found = tuple(indicators(workspace=workspace, viewer=by).filter(retired_on__isnull=True))
    form = OrderForm(request.POST if request.method == "POST" else None, found=found)
    pushed = form.pushed() if form.is_bound else None
    shown: dict[str, Any] = {"title": "Order of indicators", "crumbs": crumbs(workspace, "Order"), "found": found}

    def act() -> HttpResponseBase:
        keeping.put_in_order(workspace=workspace, order=pushed or form.ordered(), by=by)
        return redirect("performance:order" if pushed else "performance:list", workspace.slug)

    return act() if pushed else answered(request, form, shown, act, template="performance/order.html")


@ASKS
@in_workspace
def column(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask whether a column of red, amber and green is shown beside the three judgements, by which rule."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = ColumnForm(request.POST if request.method == "POST" else None, initial={"since": clock.today(), "on": "on"})
    title = "Red, amber and green"
    shown: dict[str, Any] = {"title": title, "button": "Keep", "crumbs": crumbs(workspace, title)}
    shown["lede"] = "It stands beside signal, position and data quality, and never instead of them."

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        words = {name: told[name] for name in ("since", "rule", "because")}
        keeping.set_reporting_column(workspace=workspace, on=told["on"] == "on", by=by, **words)
        return redirect("performance:list", workspace.slug)

    return answered(request, form, shown, act)
