"""The pages of the address book."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.contacts.actions import end_contact, give_contact
from frankpledge.domain.contacts.forms import ContactForm
from frankpledge.domain.contacts.presenters import book_table, listing
from frankpledge.domain.contacts.queries import Entry, address_book, contacts_on, organisation_here
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, reader, told
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the address book."""
    board = Crumb("People and bodies", reverse("roster:list", args=(workspace.slug,)))
    here = Crumb("Address book", reverse("contacts:list", args=(workspace.slug,)) if words else "")
    return (board, here, *(Crumb(word) for word in words))


def _entries(request: HttpRequest, workspace: Workspace) -> tuple[Entry, ...]:
    check_granted(GRANTS, Capability.SEE_ADDRESSES, workspace=workspace, user=request.user)
    return address_book(workspace=workspace, viewer=reader(request), on=clock.today())


@require_safe
@in_workspace
def book(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show where each organisation is written to."""
    entries = _entries(request, workspace)
    keeps = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=request.user)
    shown = {
        "table": book_table(entries, workspace.slug, keeps=keeps) if entries else None,
        "without": sum(entry.contact is None for entry in entries),
        "crumbs": crumbs(workspace),
    }
    return render(request, "contacts/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the address book as a list, after recording that it left."""
    return list_as_file(
        request, workspace, listing(_entries(request, workspace), today=clock.today()), kind, let_list_out
    )


def found_organisation(request: HttpRequest, workspace: Workspace, organisation: UUID) -> Organisation:
    """Return an organisation whose contact the reader may change."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=request.user)
    found = organisation_here(organisation, workspace=workspace, viewer=reader(request), on=clock.today())
    if found is None:
        raise Http404("there is no such organisation")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def one(request: HttpRequest, workspace: Workspace, organisation: UUID) -> HttpResponseBase:
    """Ask where an organisation is written to, and keep it."""
    found, by = found_organisation(request, workspace, organisation), reader(request)
    known = contacts_on(workspace=workspace, on=clock.today()).filter(organisation=found).first()
    typed = request.POST if request.method == "POST" else None
    form = ContactForm(typed, workspace=workspace, viewer=by, initial={"since": clock.today()})
    shown: dict[str, Any] = {"contact": known, "organisation": found, "crumbs": crumbs(workspace, found.name)}

    def act() -> HttpResponseBase:
        give_contact(organisation=found, by=by, **form.given())
        messages.success(request, "Kept.")
        return redirect("contacts:list", workspace.slug)

    return answered(request, form, shown, act, template="contacts/one.html")


@require_POST
@in_workspace
def end(request: HttpRequest, workspace: Workspace, organisation: UUID) -> HttpResponseBase:
    """End the contact of an organisation, after today."""
    found, by = found_organisation(request, workspace, organisation), reader(request)
    known = contacts_on(workspace=workspace, on=clock.today()).filter(organisation=found).first()
    if known is None:
        raise Http404("it has no contact")
    told(request, lambda: end_contact(contact=known, last=clock.today(), by=by), "It is written to there until today.")
    return redirect("contacts:list", workspace.slug)
