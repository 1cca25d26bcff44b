"""Which cases there are, the counts, and the procedure: nothing on these pages is personal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.asb_reviews.actions import office
from frankpledge.domain.asb_reviews.forms.register import ChoiceForm, PeriodForm, PrintedForm, ProcedureForm
from frankpledge.domain.asb_reviews.models import Case, Procedure
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.presenters import register as shown_as
from frankpledge.domain.asb_reviews.presenters.duties import duties_table
from frankpledge.domain.asb_reviews.presenters.versions import version_facts
from frankpledge.domain.asb_reviews.queries.cases import Line, lines_of
from frankpledge.domain.asb_reviews.queries.counts import counts_for, procedures_for
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader, told
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 50


def crumbs(workspace: Workspace, *words: str, of: Case | None = None) -> tuple[Crumb, ...]:
    """Return the way to a page of the cases, or of one of them."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    board = Crumb("Board", reverse("roster:list", args=(workspace.slug,)))
    home = Crumb("ASB case reviews", reverse("asb_reviews:list", args=(workspace.slug,)) if words else "")
    case = Crumb(str(of).capitalize(), reverse("asb_reviews:one", args=(workspace.slug, of.pk))) if of else None
    return (start, board, home, *([case] if case else ()), *(Crumb(word) for word in words))


def may(request: HttpRequest, workspace: Workspace, capability: Capability) -> bool:
    """Return whether the reader's role allows something."""
    return is_granted(GRANTS, capability, workspace=workspace, user=reader(request))


def asked(workspace: Workspace, title: str, button: str, lede: str = "", caption: str = "") -> dict[str, Any]:
    """Return what a page that asks shows besides its form."""
    return {"title": title, "button": button, "lede": lede, "caption": caption, "crumbs": crumbs(workspace, title)}


def _lines(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, tuple[Line, ...]]:
    """Return what is chosen from, and every case."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.LIST, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET, workspace=workspace, viewer=viewer)
    return form, lines_of(workspace=workspace, viewer=viewer, on=clock.today())


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the cases under the filters in the address."""
    form, every = _lines(request, workspace)
    lines = form.chosen(every)
    rows, pages = paged(request, lines, ON_A_PAGE)
    shown = {
        "form": form,
        "facts": shown_as.facts(lines),
        "doubted": sum(line.doubted for line in every) if form.told()["state"] != "doubted" else 0,
        "table": shown_as.lines_table(rows, workspace.slug) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_take": may(request, workspace, Capability.TAKE),
        "crumbs": crumbs(workspace),
    }
    return render(request, "asb_reviews/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the cases under the filters in the address as a file, after recording that they left."""
    form, every = _lines(request, workspace)
    return list_as_file(
        request, workspace, shown_as.listing(form.chosen(every), today=clock.today()), kind, let_list_out
    )


@require_safe
@in_workspace
def counts(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the four counts of each period, and the versions of the procedure."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.COUNT, workspace=workspace, user=viewer)
    found, versions = counts_for(workspace=workspace, viewer=viewer), procedures_for(workspace=workspace, viewer=viewer)
    shown = {
        "counts": shown_as.counts_table(found) if found else None,
        "versions": shown_as.versions_table(versions, workspace.slug) if versions else None,
        "duties": duties_table(workspace, on=clock.today(), year=str(financial_year_of(clock.today()))),
        "may_keep": may(request, workspace, Capability.KEEP),
        "may_list": may(request, workspace, Capability.LIST),
        "crumbs": crumbs(workspace, "Counts and procedure"),
    }
    return render(request, "asb_reviews/counts.html", shown)


@require_safe
@in_workspace
def counts_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the counts as a file, after recording that they left."""
    check_granted(GRANTS, Capability.COUNT, workspace=workspace, user=reader(request))
    found = shown_as.counts_listing(counts_for(workspace=workspace, viewer=reader(request)), today=clock.today())
    return list_as_file(request, workspace, found, kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def publish(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a period, and publish its four counts."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request))
    form = PeriodForm(request.POST or None)
    lede = "Counted from the record of cases, zeroes too. Counting a period again leaves the earlier row in the ledger."

    def act() -> HttpResponseBase:
        office.publish_counts(workspace=workspace, **form.cleaned_data, by=reader(request))
        return redirect("asb_reviews:counts", workspace.slug)

    return answered(request, form, asked(workspace, "Publish the counts of a period", "Count and publish", lede), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def printed(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for counts of before as they were printed, and keep them."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request))
    form = PrintedForm(request.POST or None)
    lede = "What the paper does not say is not known: leave it empty. 0 is none."

    def act() -> HttpResponseBase:
        office.record_printed(workspace=workspace, **form.given(), by=reader(request))
        return redirect("asb_reviews:counts", workspace.slug)

    return answered(request, form, asked(workspace, "Record counts as printed", "Record", lede), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def write(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for the next version of the procedure, and keep it until somebody else publishes it."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request))
    versions = procedures_for(workspace=workspace, viewer=reader(request))
    form = ProcedureForm(request.POST or None, latest=versions[0] if versions else None)
    lede = "It holds from its day, once a second person has published it."

    def act() -> HttpResponseBase:
        office.write_procedure(workspace=workspace, given=form.cleaned_data, by=reader(request))
        return redirect("asb_reviews:counts", workspace.slug)

    return answered(request, form, asked(workspace, "Write the next version", "Save", lede), act)


def _version(request: HttpRequest, workspace: Workspace, procedure: UUID) -> Procedure:
    check_granted(GRANTS, Capability.COUNT, workspace=workspace, user=reader(request))
    found = {one.pk: one for one in procedures_for(workspace=workspace, viewer=reader(request))}
    if procedure not in found:
        raise Http404("there is no such version")
    return found[procedure]


@require_safe
@in_workspace
def version(request: HttpRequest, workspace: Workspace, procedure: UUID) -> HttpResponseBase:
    """Show a version of the procedure with its rules and targets."""
    found = _version(request, workspace, procedure)
    mine = found.recorded_by_id == reader(request).pk
    shown = {
        "version": found,
        "facts": version_facts(found),
        "may_publish": not found.published_at and not mine and may(request, workspace, Capability.KEEP),
        "crumbs": crumbs(workspace, f"Procedure, version {found.number}"),
    }
    return render(request, "asb_reviews/version.html", shown)


@require_POST
@in_workspace
def put_out(request: HttpRequest, workspace: Workspace, procedure: UUID) -> HttpResponseBase:
    """Publish a version that somebody else wrote."""
    found = _version(request, workspace, procedure)
    told(request, lambda: office.publish_procedure(procedure=found, by=reader(request)), "Published.")
    return redirect("asb_reviews:version", workspace.slug, procedure)
