"""All indicators on one page under the choice in the address, as files, and what changed in a quarter."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries.history import (
    definitions_begun,
    reporting_column,
    restatements,
    targets_begun,
)
from frankpledge.domain.indicators.queries.overview import Line, newest_period, overview
from frankpledge.domain.indicators.queries.used import marks, used_in
from frankpledge.domain.indicators.queries.values import moment_of
from frankpledge.domain.performance.forms import ChoiceForm
from frankpledge.domain.performance.presenters.changed import moved, restated_table, said, unsaid
from frankpledge.domain.performance.presenters.overview import (
    Chosen,
    column_words,
    facts,
    further,
    keeping,
    lines_table,
    listing,
    side_by_side,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Choice, Crumb
from frankpledge.statute.deadlines import in_words

NOTES = {"Exceptions": "Changed, off its target, or not usable", "The others": "In the order of the register"}


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of performance."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Performance", reverse("performance:list", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, tuple[Line, ...]]:
    """Return the form of the choice in the address, and the lines that it names."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET, workspace=workspace, viewer=viewer)
    told = form.told()
    lines = overview(
        workspace=workspace, viewer=viewer, as_known=form.moment, published=told["board"] == "board",
        until=form.until, retired=told["show"] == "retired",
    )  # fmt: skip
    chosen = Chosen(told["show"], told["supplier"], told["words"])
    return form, tuple(line for line in lines if chosen.keeps(line))


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every indicator with its three judgements, the exceptions first."""
    form, lines = _asked(request, workspace)
    viewer, day = reader(request), form.moment.date() if form.moment else clock.today()
    column = reporting_column(workspace, day)
    query = f"?as_known={day}" if form.moment else ""
    tables = [
        (name, lines_table(some, workspace.slug, caption=name, coloured=column is not None, query=query), NOTES[name])
        for name, some in _parted(lines)
    ]
    shown: dict[str, Any] = {
        "form": form,
        "facts": facts(lines) if lines else (),
        "tables": tables,
        "column": column_words(column) if column else "",
        "known": f"As known on {in_words(day)}",
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "further": further(workspace.slug),
        "keeping": keeping(workspace.slug) if _keeps(workspace, viewer) else (),
        "crumbs": crumbs(workspace),
    }
    return render(request, "performance/list.html", shown)


def _keeps(workspace: Workspace, viewer: User) -> bool:
    return is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)


def _parted(lines: tuple[Line, ...]) -> tuple[tuple[str, list[Line]], ...]:
    """Return the exceptions and the others, those that there are."""
    first = [line for line in lines if line.judged.calls]
    rest = [line for line in lines if not line.judged.calls]
    return tuple((name, some) for name, some in (("Exceptions", first), ("The others", rest)) if some)


@require_safe
@in_workspace
def side_by_side_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the last four figures of every indicator side by side, each over its own window."""
    form, lines = _asked(request, workspace)
    shown = {
        "form": form,
        "table": side_by_side(lines, workspace.slug) if lines else None,
        "crumbs": crumbs(workspace, "Side by side"),
    }
    return render(request, "performance/side_by_side.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the indicators under the choice in the address as a file, after recording that they left."""
    _, lines = _asked(request, workspace)
    return list_as_file(request, workspace, listing(lines, today=clock.today()), kind, let_list_out)


@require_safe
@in_workspace
def changed(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what changed in a quarter: signals, restated values, definitions and targets."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    quarter = _quarter(request, workspace)
    first, last = quarter.window.first.first_day, quarter.window.last.last_day
    lines = overview(workspace=workspace, viewer=viewer, until=last)
    found = restatements(
        [line.indicator for line in lines], since=moment_of(first - timedelta(days=1)), at=moment_of(last)
    )
    used = marks(used_in(found, workspace=workspace, viewer=viewer))
    shown = {
        "quarter": str(quarter),
        "signals": _signals(lines, workspace.slug),
        "unsaid": unsaid(lines, first),
        "restated": restated_table(found, workspace.slug, used) if found else None,
        "moved": moved(
            definitions_begun(workspace, first, last), targets_begun(workspace, first, last), workspace.slug
        ),
        "others": _others(workspace, quarter),
        "crumbs": crumbs(workspace, f"What changed in {quarter}"),
    }
    return render(request, "performance/changed.html", shown)


def _signals(lines: tuple[Line, ...], slug: str) -> list[Choice]:
    """Return the indicators that changed, as links with what changed."""
    return [
        Choice(line.indicator.name, reverse("performance:one", args=(slug, line.indicator.pk)), said(line))
        for line in lines
        if line.judged.signal.changed
    ]


def _quarter(request: HttpRequest, workspace: Workspace) -> Quarter:
    """Return the quarter of the address, or the newest that most indicators have reached, or else the last over."""
    try:
        return Quarter.parse(request.GET.get("quarter", ""))
    except ValueError:
        newest = newest_period({workspace.pk})
        return Quarter.of(Month.of(newest) if newest else Month.of(clock.today()) - 3)


def _others(workspace: Workspace, quarter: Quarter) -> list[Choice]:
    """Return the quarter before and the quarter after, as links."""
    here = reverse("performance:changed", args=(workspace.slug,))
    near = (Quarter.of(quarter.window.first - 1), Quarter.of(quarter.window.last + 1))
    return [Choice(str(one), f"{here}?quarter={str(one).replace(' ', '+')}") for one in near]
