"""Looking: the register, one duty, the year month by month, the assurance statement."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.analysis.periods import FinancialYear
from frankpledge.domain.duties import documents, rules
from frankpledge.domain.duties.forms import RegisterForm, YearForm
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters import duty as one_duty
from frankpledge.domain.duties.presenters.register import query_of, register_table, tallies
from frankpledge.domain.duties.presenters.year import doubt_words, months_of, opening
from frankpledge.domain.duties.queries.kept import duty_here, event_words, evidence, timeline
from frankpledge.domain.duties.queries.register import Owed, Position, position, years_shown
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.blocks import Numbers, drawn_blocks
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Choice, Crumb
from frankpledge.statute.duties import Duty


def crumbs(workspace: Workspace, *steps: Crumb | str) -> tuple[Crumb, ...]:
    """Return the way to a page of duties."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Duties", reverse("duties:list", args=(workspace.slug,)) if steps else "")
    return (start, home, *(step if isinstance(step, Crumb) else Crumb(step) for step in steps))


def duty_crumb(workspace: Workspace, duty: Duty) -> Crumb:
    """Return the step to the page of a duty."""
    return Crumb(duty.title, reverse("duties:one", args=(workspace.slug, duty.id)))


def asked_year(request: HttpRequest) -> FinancialYear:
    """Return the year of the address, the running one where it names none; another word is no page."""
    try:
        return rules.year_of(request.GET.get("year", ""), today=clock.today())
    except rules.NotAYear as refusal:
        raise Http404(str(refusal)) from None


def duty_of(request: HttpRequest, workspace: Workspace, code: str, capability: Capability) -> Duty:
    """Return the duty of an address, for somebody who may."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    try:
        return duty_here(code, workspace=workspace, on=clock.today())
    except rules.NoSuchDuty as refusal:
        raise Http404(str(refusal)) from None


def stands(request: HttpRequest, workspace: Workspace) -> Position:
    """Return how the duties stand in the year of the address, for somebody who may see it."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    return position(workspace=workspace, year=asked_year(request), today=clock.today())


def chosen(request: HttpRequest, found: Position) -> tuple[RegisterForm, tuple[Owed, ...]]:
    """Return the form of the address, and the obligations that it asks for."""
    years = tuple(sorted({*years_shown(found.today), found.year}, reverse=True))
    form = RegisterForm(request.GET.dict(), years=years, year=found.year)
    wanted, viewer = form.wanted(), reader(request).pk
    return form, tuple(one for one in found.owed if wanted.holds(one, today=found.today, viewer=viewer))


def year_form(found: Position) -> YearForm:
    """Return the form that chooses another year of the same page."""
    return YearForm(years=tuple(sorted({*years_shown(found.today), found.year}, reverse=True)), year=found.year)


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the obligations that the address asks for, the most pressing first."""
    found = stands(request, workspace)
    form, owed = chosen(request, found)
    shown = {
        "form": form,
        "position": found,
        "facts": tallies(found, workspace.slug),
        "table": register_table(owed, workspace.slug, year=str(found.year)) if owed else None,
        "count": f"{len(owed)} of {len(found.owed)}",
        "take_away": reverse("duties:export", args=(workspace.slug, "csv")).removesuffix(".csv"),
        "query": f"?{query_of(form.data)}",
        "may_prove": is_granted(GRANTS, Capability.PROVE, workspace=workspace, user=reader(request)),
        "may_subscribe": is_granted(GRANTS, Capability.SUBSCRIBE, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "duties/list.html", shown)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, code: str) -> HttpResponseBase:
    """Show one duty: the law, how it stands in a year, what proves it, and what was done about it."""
    duty, viewer = duty_of(request, workspace, code, Capability.SEE), reader(request)
    found = stands(request, workspace)
    owed = found.of(duty.id)
    may_prove = is_granted(GRANTS, Capability.PROVE, workspace=workspace, user=viewer)
    kept = evidence(workspace=workspace, viewer=viewer, duty=duty.id)
    events = event_words(workspace=workspace)
    shown = {
        "duty": duty,
        "form": year_form(found),
        "caption": one_duty.caption_of(duty),
        "year": found.year,
        "parts": one_duty.owed_parts(owed, workspace.slug, may_prove=may_prove),
        "law": one_duty.law_details(duty),
        "owner": one_duty.owner_details(owed[0]) if owed else (),
        "held": one_duty.held_choices(owed),
        "evidence": one_duty.evidence_table(kept, workspace.slug, events=events) if kept else None,
        "timeline": timeline(duty.id, workspace=workspace),
        "may_prove": may_prove,
        "may_assign": is_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, duty.title),
    }
    return render(request, "duties/one.html", shown)


@require_safe
@in_workspace
def calendar(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the year month by month: what falls due, and what is usual."""
    found = stands(request, workspace)
    shown = {
        "form": year_form(found),
        "months": months_of(found, workspace.slug),
        "year": found.year,
        "crumbs": crumbs(workspace, "Calendar"),
    }
    return render(request, "duties/calendar.html", shown)


@require_safe
@in_workspace
def statement_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the assurance statement of a year as it stands today, with its files."""
    found = stands(request, workspace)
    made = documents.statement(found, workspace)
    files = [
        Choice(form.label, f"{reverse('duties:statement_file', args=(workspace.slug, name))}?year={found.year}")
        for name, form in documents.FORMS.items()
    ]
    shown = {
        "form": year_form(found),
        "document": made,
        "opening": opening(found),
        "facts": tallies(found, workspace.slug),
        "blocks": drawn_blocks(made.sections[0].blocks[2:-1], made.figures, Numbers("")),
        "doubt": doubt_words(found),
        "files": files,
        "crumbs": crumbs(workspace, "Assurance statement"),
    }
    return render(request, "duties/statement.html", shown)
