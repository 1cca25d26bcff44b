"""The strategies, and one of them with how it stands to the duty, as pages and files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.serious_violence.documents import leaving
from frankpledge.domain.serious_violence.models import Strategy
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.presenters import (
    facts,
    list_table,
    listing,
    stands_table,
    theirs_table,
    written,
)
from frankpledge.domain.serious_violence.queries import strategies, strategy_of, theirs, whole
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.pages import attachment, in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of a strategy."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    plan = Crumb("Plan", reverse("plans:list", args=(workspace.slug,)))
    home = Crumb("Serious violence", reverse("serious_violence:list", args=(workspace.slug,)) if more else "")
    return (start, plan, home, *more)


def found_strategy(request: HttpRequest, workspace: Workspace, identity: UUID, capability: Capability) -> Strategy:
    """Return a strategy of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = strategy_of(identity, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such strategy")
    return found


@require_safe
@in_workspace
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the strategies, the latest first."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = [whole(one, on=clock.today()) for one in strategies(workspace=workspace, viewer=reader(request))]
    others = theirs(workspace=workspace, viewer=reader(request))
    shown = {
        "table": list_table(found, workspace.slug) if found else None,
        "others": theirs_table(others, workspace.slug) if others else None,
        "may_write": is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "serious_violence/list.html", shown)


@require_safe
@in_workspace
def gaps_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give how each strategy stands to the duty as a file, after recording that it left."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = [whole(one, on=clock.today()) for one in strategies(workspace=workspace, viewer=reader(request))]
    return list_as_file(request, workspace, listing(found, clock.today()), kind, let_list_out)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, strategy: UUID) -> HttpResponseBase:
    """Show a strategy: what is asked for and how it stands, and all that is kept."""
    kept = found_strategy(request, workspace, strategy, Capability.SEE)
    found, paper = whole(kept, on=clock.today()), kept.paper
    in_review = paper is not None and paper.state == State.IN_REVIEW
    shown = {
        "found": found,
        "facts": facts(found),
        "table": stands_table(found),
        "written": written(found),
        "in_review": in_review,
        "may_write": is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request)),
        "may_approve": in_review and may_paper(OfPapers.APPROVE_PAPER, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace, Crumb(kept.title)),
    }
    return render(request, "serious_violence/one.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, strategy: UUID, form: str) -> HttpResponseBase:
    """Give a strategy in one format: its newest edition, or as a draft."""
    kept = found_strategy(request, workspace, strategy, Capability.SEE)
    if form not in FORMATS:
        raise Http404("there is no such format")
    content = leaving(whole(kept, on=clock.today()), form, by=reader(request))
    return attachment(content, name=f"{workspace.slug}-serious-violence.{form}", media_type=FORMATS[form].media_type)
