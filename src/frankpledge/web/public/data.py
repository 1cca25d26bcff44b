"""Open data on the public's host: the catalogue, a table and what stands in it, and its files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.open_data.documents import FILES, as_dcat
from frankpledge.domain.open_data.models import DataTable
from frankpledge.domain.open_data.presenters import file_choices, public_numbers, public_summary, table_choices
from frankpledge.domain.open_data.queries import catalogue, cells_of, table_of
from frankpledge.ground.ui.pages import attachment
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.disclosure import disclosure
from frankpledge.web.public.own import crumbs, own

DCAT = "application/ld+json"


def _own_table(request: HttpRequest, identity: UUID) -> DataTable:
    found = table_of(identity)
    if found is None or found.workspace_id != own(request).pk:
        raise Http404("no such table is public")
    return found


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Show the catalogue: every table that is public."""
    found = table_choices(catalogue(own(request)), lambda one: reverse("public:data_table", args=(one.pk,)))
    shown = {"choices": found, "policy": disclosure(), "crumbs": crumbs("Open data")}
    return render(request, "public/open_data.html", shown)


@require_safe
def table(request: HttpRequest, data_table: UUID) -> HttpResponse:
    """Show a table, what its marks mean, and its files; a withdrawn one says so."""
    found = _own_table(request, data_table)
    gone = found.withdrawn_at is not None
    trail = (Crumb("Home", reverse("public:home")), Crumb("Open data", reverse("public:open_data")))
    shown = {
        "table": found,
        "policy": disclosure(),
        "summary": public_summary(found),
        "files": () if gone else file_choices(FILES, lambda name: reverse("public:data_file", args=(found.pk, name))),
        "numbers": None if gone else public_numbers(found, cells_of(found)),
        "crumbs": (*trail, Crumb(found.proposal.title)),
    }
    return render(request, "public/data_table.html", shown, status=410 if gone else 200)


@require_safe
def table_file(request: HttpRequest, data_table: UUID, data_file: str) -> HttpResponse:
    """Give one file of a table, made from the register of releases."""
    found = _own_table(request, data_table)
    if found.withdrawn_at is not None or data_file not in FILES:
        raise Http404("no such file is public")
    _, make, media, _ = FILES[data_file]
    return attachment(make(found, cells_of(found)), name=data_file, media_type=media)


@require_safe
def data_catalogue(request: HttpRequest) -> HttpResponse:
    """Give the catalogue as DCAT, for those who gather catalogues."""
    here = request.build_absolute_uri(reverse("public:open_data"))
    title = f"Open data of {own(request).name}"
    content = as_dcat(catalogue(own(request)), title=title, address=lambda part: f"{here}{part}")
    return HttpResponse(content, content_type=DCAT)
