"""One indicator: its page, what is written down of it, and what is put before the board."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.indicators import actions
from frankpledge.domain.indicators.actions.evidence import refresh_indicator
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import definition_on, indicators
from frankpledge.domain.indicators.queries.drawn import days_drawn
from frankpledge.domain.indicators.queries.events import dated_events
from frankpledge.domain.indicators.queries.history import values_to_publish
from frankpledge.domain.indicators.queries.sheet import Sheet, sheet_of
from frankpledge.domain.indicators.rules import Origin
from frankpledge.domain.performance.forms import KnownForm, ValueForm
from frankpledge.domain.performance.presenters.one import Page, page_of
from frankpledge.domain.performance.presenters.tables import waiting
from frankpledge.domain.performance.views.overview import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told


def found_indicator(request: HttpRequest, workspace: Workspace, indicator: UUID, capability: Capability) -> Indicator:
    """Return an indicator of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = indicators(workspace=workspace, viewer=reader(request)).filter(pk=indicator).first()
    if found is None:
        raise Http404("there is no such indicator")
    return found


def about(indicator: Indicator, title: str, button: str) -> dict[str, Any]:
    """Return what a page that asks about an indicator shows besides its form."""
    way = crumbs(indicator.workspace, indicator.name, title)
    return {"title": title, "caption": f"{indicator.reference} {indicator.name}", "button": button, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Show an indicator: judgements, chart, numbers, definition, targets, revisions, and all that happened to it."""
    found, viewer = found_indicator(request, workspace, indicator, Capability.SEE), reader(request)
    form = KnownForm(request.GET)
    sheet = sheet_of(found, as_known=form.moment)
    may = {
        one.name.lower(): is_granted(GRANTS, one, workspace=workspace, user=viewer)
        for one in (Capability.KEEP, Capability.RECORD, Capability.PUBLISH)
    }
    shown = {
        "indicator": found,
        "page": _page(sheet, form, viewer) if sheet else None,
        "form": form,
        "may": may,
        "written": sheet is not None and sheet.line.definition.reckoned_from is None,
        "from_evidence": sheet is not None and sheet.line.definition.origin == Origin.EVIDENCE,
        "waiting": waiting(values_to_publish(found), viewer.pk)[:12] if may["publish"] else (),
        "crumbs": crumbs(workspace, found.name),
    }
    return render(request, "performance/one.html", shown)


def _page(sheet: Sheet, form: KnownForm, viewer: User) -> Page:
    """Return the page of an indicator with what else happened in the days that its chart shows."""
    days = days_drawn(sheet.course)
    events = dated_events(sheet.line, viewer=viewer, first=days[0], last=days[1]) if days else ()
    return page_of(sheet, as_known=form.moment, events=events)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def value(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Ask what is known of a period, and write it down beside what was known before."""
    found, by = found_indicator(request, workspace, indicator, Capability.RECORD), reader(request)
    definition = definition_on(found, clock.today())
    if definition is None:
        raise Http404("it has no definition")
    form = ValueForm(request.POST if request.method == "POST" else None, definition=definition)

    def act() -> HttpResponseBase:
        actions.record_value(indicator=found, written=form.written(), by=by)
        messages.success(request, "Written down. Somebody else puts it before the board.")
        return redirect("performance:one", workspace.slug, indicator)

    return answered(request, form, about(found, "Write a value down", "Write down"), act)


@require_POST
@in_workspace
def publish(request: HttpRequest, workspace: Workspace, indicator: UUID, known: UUID) -> HttpResponseBase:
    """Put a value before the board."""
    found, by = found_indicator(request, workspace, indicator, Capability.PUBLISH), reader(request)
    row = found.values.filter(pk=known).select_related("indicator").first()
    if row is None:
        raise Http404("there is no such value")
    told(request, lambda: actions.publish_value(value=row, by=by), "It stands before the board.")
    return redirect("performance:one", workspace.slug, indicator)


@require_POST
@in_workspace
def refresh(request: HttpRequest, workspace: Workspace, indicator: UUID) -> HttpResponseBase:
    """Count an indicator from what was loaded since the last time."""
    found, by = found_indicator(request, workspace, indicator, Capability.RECORD), reader(request)
    told(request, lambda: refresh_indicator(indicator=found, by=by), "Counted: what is new stands in the numbers.")
    return redirect("performance:one", workspace.slug, indicator)
