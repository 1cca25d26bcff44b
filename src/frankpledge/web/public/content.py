"""Pages that the partnership wrote, as they were approved: help, have your say, privacy, contact and any other."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.presenters import Part, parts
from frankpledge.domain.site.queries import shown_page, shown_pages, shown_quietly
from frankpledge.domain.site.rules import BOARD, CONTACT, HELP, PRIVACY, SAY, STANDING, Language
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.parts import Choice
from frankpledge.web.public.directory import services
from frankpledge.web.public.own import crumbs, own

ROUTES = {
    HELP: "public:help",
    SAY: "public:say",
    PRIVACY: "public:privacy",
    CONTACT: "public:contact",
    BOARD: "public:board",
}


def address(version: Version) -> str:
    """Return where the public reads a page."""
    page = version.page
    if page.quiet:
        return reverse("public:quiet_page", args=(page.number,))
    if page.language == Language.WELSH:
        return reverse("public:welsh", args=(page.slug,))
    return reverse(ROUTES[page.slug]) if page.slug in ROUTES else reverse("public:page", args=(page.slug,))


def _shown(request: HttpRequest, found: Version | None) -> HttpResponse:
    if found is None:
        raise Http404("no page is shown here")
    today = clock.today()
    others = shown_pages(own(request), on=today)
    elsewhere = Language.ENGLISH if found.page.language == Language.WELSH else Language.WELSH
    other = others.get((found.page.slug, elsewhere))
    shown = {
        "version": found,
        "parts": () if found.withdrawn_at else shown_parts(request, found, today),
        "welsh": found.page.language == Language.WELSH,
        "other": address(other) if other and not other.withdrawn_at else "",
        "quiet_pages": _quiet(others) if found.page.slug == HELP else (),
        "directory": found.page.slug == HELP,
        "say": found.page.slug == SAY and not found.withdrawn_at and found.page.language == Language.ENGLISH,
        "addresses": found.page.slug == PRIVACY and not found.withdrawn_at and not found.page.quiet,
        "crumbs": () if found.page.quiet else crumbs(found.title),
        "layout": "public/safety.html" if found.page.quiet else "public/base.html",
    }
    return render(request, "public/page.html", shown, status=410 if found.withdrawn_at else 200)


def shown_parts(request: HttpRequest, version: Version, today: date) -> tuple[Part, ...]:
    """Return the blocks of a version as the public reads them, with links to what is published."""
    return parts(version.blocks, workspace=own(request), today=today, lead=document_address)


def document_address(publication: Publication) -> str:
    """Return where the public reads a document."""
    return reverse("public:document", args=(publication.pk,))


def _quiet(pages: dict[tuple[str, str], Version]) -> tuple[Choice, ...]:
    """Return the safety pages that are shown, as links by what they are for: the page that lists them is none."""
    found = [one for one in pages.values() if one.page.quiet and not one.withdrawn_at]
    return tuple(Choice(one.title, address(one), one.lede) for one in sorted(found, key=lambda one: one.title))


def doors(workspace: Workspace) -> tuple[Choice, ...]:
    """Return the three ways on from the first page; one whose page is not shown yet is left out."""
    shown = shown_pages(workspace, on=clock.today())
    near = Choice("What is recorded near you", reverse("public:near"), "Choose your town or ward. No postcode needed.")
    written = [(HELP, "Get help", "Local and national services, day and night."), (SAY, "Have your say", "")]
    found = [(shown.get((slug, Language.ENGLISH)), words, note) for slug, words, note in written]
    return (near, *(Choice(words, address(one), note or one.lede) for one, words, note in found if one))


def more_pages(workspace: Workspace) -> tuple[Choice, ...]:
    """Return the pages that the partnership added and that no other page leads to; a safety page is led to by none."""
    shown = shown_pages(workspace, on=clock.today())
    english = {slug for slug, language in shown if language == Language.ENGLISH}
    found = [
        one
        for (slug, language), one in shown.items()
        if not one.page.quiet and not one.withdrawn_at
        and (slug not in STANDING if language == Language.ENGLISH else slug not in english)
    ]  # fmt: skip
    return tuple(Choice(one.title, address(one), one.lede) for one in sorted(found, key=lambda one: one.title))


@require_safe
def standing(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page that stands at an address of its own."""
    return _shown(request, shown_page(own(request), page, on=clock.today()))


@require_safe
def added(request: HttpRequest, written: str) -> HttpResponse:
    """Show a page that the partnership added. A safety page is not shown here, whose address would tell."""
    found = shown_page(own(request), written, on=clock.today())
    return _shown(request, None if found is None or found.page.quiet or written in STANDING else found)


@require_safe
def welsh(request: HttpRequest, written: str) -> HttpResponse:
    """Show a page in Welsh."""
    found = shown_page(own(request), written, on=clock.today(), language=Language.WELSH)
    return _shown(request, None if found is None or found.page.quiet else found)


@require_safe
def quiet_page(request: HttpRequest, quiet: int) -> HttpResponse:
    """Show a safety page, by its number."""
    found = shown_quietly(own(request), quiet, on=clock.today())
    return _shown(request, found if found is not None and found.page.quiet else None)


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Give the services of the page of help for other directories (Open Referral UK). Safety pages are not in it."""
    found = shown_page(own(request), HELP, on=clock.today())
    if found is None or found.withdrawn_at:
        raise Http404("no directory is shown here")
    return JsonResponse(services(found), json_dumps_params={"ensure_ascii": False})
