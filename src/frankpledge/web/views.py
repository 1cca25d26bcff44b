"""Choosing a workspace, "This quarter", and the ledger of a workspace in sentences."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.domain.founding.queries import may_found
from frankpledge.domain.partnerships.queries import served
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import GRANTS, Capability, check_granted, is_granted, looks_after, roles_of
from frankpledge.ground.accounts.queries import factors_of, workspaces_of
from frankpledge.ground.audit.queries import as_happenings, events_of, recent
from frankpledge.ground.links.actions import revoke_link
from frankpledge.ground.links.permissions import GRANTS as LINK_GRANTS
from frankpledge.ground.links.permissions import Capability as OfLinks
from frankpledge.ground.links.queries import link_of, links_of
from frankpledge.ground.ui.frame import THEME_COOKIE, THEMES, safe_return
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb, Pages
from frankpledge.refusal import Refusal
from frankpledge.statute.synonyms import synonyms
from frankpledge.web.forms import SPANS, SearchForm
from frankpledge.web.home import quarter_page
from frankpledge.web.links import link_lines
from frankpledge.web.searching import Asked, search_page

YEAR_IN_SECONDS = 365 * 24 * 60 * 60
EVENTS_ON_A_PAGE = 50
EVENTS_AT_HOME = 5
LINKS_SHOWN = 200


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead on to the reader's only workspace, or to the list of them."""
    own = list(workspaces_of(request.user)[:2])
    return redirect("web:home", slug=own[0].slug) if len(own) == 1 else redirect("web:workspaces")


@require_POST
@login_not_required
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of colours, and go back to where they were."""
    response = redirect(safe_return(request, otherwise="web:start"))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        secure = request.is_secure()
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR_IN_SECONDS, httponly=True, secure=secure, samesite="Lax")
    return response


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show who the reader is here, and where they act as what."""
    own = workspaces_of(request.user)
    roles = [(place.name, ", ".join(sorted(role.label for role in roles_of(request.user, place)))) for place in own]
    person = reader(request)
    you = [("Name", person.name), ("E-mail address", person.email)]
    factors = ", ".join(one.name.lower() for one in factors_of(person)) or "not set up"
    shown = {"roles": roles, "you": you, "places": own[:1], "factors": factors}
    return render(request, "web/account.html", shown)


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "web/accessibility.html")


@require_safe
def workspaces(request: HttpRequest) -> HttpResponse:
    """Show the workspaces that the reader belongs to, to choose one."""
    viewer = reader(request)
    return render(request, "web/workspaces.html", {"workspaces": served(viewer), "may_found": may_found(viewer)})


@require_safe
@in_workspace
def home(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show "This quarter": what needs the reader, where the quarter stands, what changed."""
    page = quarter_page(workspace=workspace, viewer=request.user, today=clock.today())
    may_read = is_granted(GRANTS, Capability.READ_LEDGER, workspace=workspace, user=request.user)
    last = recent(workspace, limit=EVENTS_AT_HOME) if may_read else None
    gives_links = is_granted(LINK_GRANTS, OfLinks.WITHDRAW, workspace=workspace, user=request.user)
    shown = {
        "page": page,
        "recent": last,
        "gives_links": gives_links,
        "keeps_people": looks_after(request.user, workspace),
    }
    return render(request, "web/home.html", shown)


@require_safe
@in_workspace
def ledger(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what happened in the workspace, newest first, in sentences."""
    check_granted(GRANTS, Capability.READ_LEDGER, workspace=workspace, user=request.user)
    page = Paginator(events_of(workspace), EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "events": tuple(as_happenings(page.object_list)),
        "pages": Pages(number=page.number, last=page.paginator.num_pages),
        "count": f"{page.paginator.count:,} in all",
        "crumbs": (Crumb("This quarter", reverse("web:home", args=(workspace.slug,))), Crumb("What happened")),
    }
    return render(request, "web/ledger.html", shown)


@require_safe
@in_workspace
def search(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what of a workspace the reader may read and has the words of the address."""
    told = {name: request.GET.get(name, "") for name in ("q", "kind", "since", "page")}
    form = SearchForm({"since": told["since"] if told["since"] in SPANS else ""})
    page = search_page(Asked(**told), workspace=workspace, viewer=request.user, today=clock.today())
    crumbs = (Crumb("This quarter", reverse("web:home", args=(workspace.slug,))), Crumb("Search"))
    return render(request, "web/search.html", {"page": page, "form": form, "crumbs": crumbs})


@require_safe
@in_workspace
def words(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the words of one meaning, by which the search finds one another."""
    here = Crumb("Search", reverse("web:search", args=(workspace.slug,)))
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    crumbs = (start, here, Crumb("Words and abbreviations"))
    return render(request, "web/words.html", {"words": synonyms(), "crumbs": crumbs})


@require_safe
@in_workspace
def links(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the links without an account that the workspace gave out, newest first, and what became of each."""
    check_granted(LINK_GRANTS, OfLinks.WITHDRAW, workspace=workspace, user=request.user)
    found = links_of(workspace=workspace, viewer=reader(request))[:LINKS_SHOWN]
    crumbs = (Crumb("This quarter", reverse("web:home", args=(workspace.slug,))), Crumb("Links without an account"))
    return render(request, "web/links.html", {"lines": link_lines(found), "crumbs": crumbs})


@require_POST
@in_workspace
def withdraw_link(request: HttpRequest, workspace: Workspace, link: UUID) -> HttpResponseBase:
    """Withdraw a link, which stops at once."""
    check_granted(LINK_GRANTS, OfLinks.WITHDRAW, workspace=workspace, user=request.user)
    found = link_of(link, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such link")
    try:
        revoke_link(link=found, by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The link for {found.to_whom} was withdrawn.")
    return redirect("web:links", workspace.slug)
