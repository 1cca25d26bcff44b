"""The pages from which the public site is written: the list, one version with its blocks, and each act on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.site import actions
from frankpledge.domain.site.forms import FORMS, ApproveForm, BlockForm, PageForm, ReasonForm, WordsForm, asked_again
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.domain.site.presenters import address_of, block_lines, how_hard, left_out, parts, state_of
from frankpledge.domain.site.queries import mark_of, site_of, version_of, versions_of
from frankpledge.domain.site.rules import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb

ASKS = ("GET", "HEAD", "POST")


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page from which the site is written."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    here = Crumb("Public site", reverse("site:list", args=(workspace.slug,)) if words else "")
    return (start, here, *(Crumb(word) for word in words))


def _found(request: HttpRequest, workspace: Workspace, version: UUID, capability: Capability) -> Version:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = version_of(version, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such page")
    return found


def _about(version: Version, title: str, button: str, said: str = "") -> dict[str, Any]:
    way = crumbs(version.workspace, address_of(version), title)
    return {"title": title, "caption": str(version), "button": button, "lede": said, "crumbs": way}


def _may(request: HttpRequest, workspace: Workspace) -> dict[str, bool]:
    asked = {"write": Capability.WRITE, "approve": Capability.APPROVE, "open": Capability.OPEN}
    return {name: is_granted(GRANTS, one, workspace=workspace, user=reader(request)) for name, one in asked.items()}


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show every page of the site with its versions, and whether the site is open."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    site, today = site_of(workspace=workspace, viewer=reader(request)), clock.today()
    found = versions_of(workspace=workspace, viewer=reader(request))
    shown = {
        "lines": [(one, address_of(one), state_of(one, on=today)) for one in found],
        "open": site is not None and site.closed_at is None,
        "may": _may(request, workspace),
        "crumbs": crumbs(workspace),
    }
    return render(request, "site/list.html", shown)


@require_POST
@in_workspace
def open_it(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Open the public site."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=reader(request))
    told(request, lambda: actions.open_public_site(workspace=workspace, by=reader(request)), "The site is open.")
    return redirect("site:list", workspace.slug)


@require_POST
@in_workspace
def close_it(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Close the public site."""
    check_granted(GRANTS, Capability.OPEN, workspace=workspace, user=reader(request))
    told(request, lambda: actions.close_public_site(workspace=workspace, by=reader(request)), "The site is closed.")
    return redirect("site:list", workspace.slug)


@require_http_methods(ASKS)
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a new page and begin it."""
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request))
    form = PageForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Add a page", "button": "Begin it", "crumbs": crumbs(workspace, "Add a page")}

    def act() -> HttpResponseBase:
        made = actions.begin_page(workspace=workspace, **form.cleaned_data, by=reader(request))
        return redirect("site:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, webpage: UUID) -> HttpResponseBase:
    """Show a version as the public would see it, with what can be done with it."""
    found = _found(request, workspace, webpage, Capability.SEE)
    hard, too_hard = how_hard(found)
    shown_now = parts(found.blocks, workspace=workspace, today=clock.today())
    shown = {
        "version": found,
        "state": state_of(found, on=clock.today()),
        "parts": shown_now,
        "left_out": left_out(found.blocks, shown_now),
        "lines": block_lines(found.blocks, shown_now),
        "hard": hard,
        "too_hard": too_hard,
        "kinds": [(kind.value, kind.label) for kind in Kind],
        "may": _may(request, workspace),
        "draft": found.approved_at is None,
        "own": found.drafted_by_id == reader(request).pk,
        "crumbs": crumbs(workspace, address_of(found)),
    }
    return render(request, "site/one.html", shown)


@require_http_methods(ASKS)
@in_workspace
def words(request: HttpRequest, workspace: Workspace, webpage: UUID) -> HttpResponseBase:
    """Ask for the title of a draft and the sentence beneath it."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    now = {"title": found.title, "lede": found.lede}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=now)

    def act() -> HttpResponseBase:
        actions.reword(version=found, **form.cleaned_data, by=reader(request))
        return redirect("site:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, "Title", "Keep"), act)


def _block_form(request: HttpRequest, workspace: Workspace, kind: str, now: dict[str, Any] | None) -> BlockForm:
    if kind not in FORMS:
        raise Http404("there is no such block")
    given = request.POST if request.method == "POST" else None
    return FORMS[kind](given, initial=now and asked_again(now), workspace=workspace)


@require_http_methods(ASKS)
@in_workspace
def add_block(request: HttpRequest, workspace: Workspace, webpage: UUID, block: str) -> HttpResponseBase:
    """Ask for a block and put it at the end of a draft."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    form = _block_form(request, workspace, block, None)

    def act() -> HttpResponseBase:
        actions.put_block(version=found, block=form.block(), by=reader(request))
        return redirect("site:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, Kind(block).label, "Add"), act)


@require_http_methods(ASKS)
@in_workspace
def edit_block(request: HttpRequest, workspace: Workspace, webpage: UUID, at: int) -> HttpResponseBase:
    """Ask for a block of a draft anew."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    if at >= len(found.blocks):
        raise Http404("there is no such block")
    form = _block_form(request, workspace, found.blocks[at]["kind"], found.blocks[at])

    def act() -> HttpResponseBase:
        actions.put_block(version=found, block=form.block(), at=at, by=reader(request))
        return redirect("site:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, f"Change block {at + 1}", "Keep"), act)


@require_POST
@in_workspace
def take_out(request: HttpRequest, workspace: Workspace, webpage: UUID, at: int) -> HttpResponseBase:
    """Take a block out of a draft."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    told(request, lambda: actions.remove_block(version=found, at=at, by=reader(request)), "Taken out.")
    return redirect("site:one", workspace.slug, found.pk)


@require_POST
@in_workspace
def move_up(request: HttpRequest, workspace: Workspace, webpage: UUID, at: int) -> HttpResponseBase:
    """Move a block of a draft one place up."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    told(request, lambda: actions.raise_block(version=found, at=at, by=reader(request)), "Moved.")
    return redirect("site:one", workspace.slug, found.pk)


@require_POST
@in_workspace
def submit(request: HttpRequest, workspace: Workspace, webpage: UUID) -> HttpResponseBase:
    """Ask for a second person."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    told(request, lambda: actions.submit_version(version=found, by=reader(request)), "It waits for a second person.")
    return redirect("site:one", workspace.slug, found.pk)


@require_http_methods(ASKS)
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, webpage: UUID) -> HttpResponseBase:
    """Ask from when the public sees a draft, and approve it: as somebody who did not draft it."""
    found = _found(request, workspace, webpage, Capability.APPROVE)
    form = ApproveForm(
        request.POST if request.method == "POST" else None,
        initial={"shown_from": clock.today(), "seen": mark_of(found)},
    )
    said = f"Drafted by {found.drafted_by}. {how_hard(found)[0]}"

    def act() -> HttpResponseBase:
        actions.approve_version(version=found, **form.cleaned_data, by=reader(request))
        return redirect("site:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, "Approve this page", "Approve", said), act)


@require_POST
@in_workspace
def again(request: HttpRequest, workspace: Workspace, webpage: UUID) -> HttpResponseBase:
    """Begin the next version of a page."""
    found = _found(request, workspace, webpage, Capability.WRITE)
    told(request, lambda: actions.begin_version(version=found, by=reader(request)), "A new draft is begun.")
    return redirect("site:list", workspace.slug)


@require_http_methods(ASKS)
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, webpage: UUID) -> HttpResponseBase:
    """Ask why a page is withdrawn, and withdraw it."""
    found = _found(request, workspace, webpage, Capability.APPROVE)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.withdraw_version(version=found, **form.cleaned_data, by=reader(request))
        return redirect("site:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, "Withdraw this page", "Withdraw"), act)
