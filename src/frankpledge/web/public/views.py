"""The first pages of the public: the list of sites, a site's first page, its documents, and how a visit stays quiet."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import newer_publication, publication, publications
from frankpledge.domain.site.presenters.area import beside_picture, facts, facts_source
from frankpledge.domain.site.queries import open_sites, shown_page
from frankpledge.domain.site.queries.area import beside_force, own_area, whole_of
from frankpledge.domain.site.rules import CONTACT
from frankpledge.ground import clock
from frankpledge.ground.documents.formats import HTML_POLICY
from frankpledge.ground.ui.pages import attachment
from frankpledge.ground.ui.parts import Choice, Crumb
from frankpledge.web.public import documents as shown_documents
from frankpledge.web.public.content import doors, more_pages
from frankpledge.web.public.own import crumbs, own
from frankpledge.web.public.plan import plan_of, plans


def sites(request: HttpRequest) -> HttpResponse:
    """Show every partnership that has opened its site."""
    choices = [Choice(one.workspace.name, f"/{one.workspace.slug}/") for one in open_sites()]
    return render(request, "public/sites.html", {"choices": choices})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page of a site: what is recorded, where to go on, and what is new."""
    area = own_area(own(request))
    whole = whole_of(*area) if area else None
    others = beside_force(*area) if area and whole else None
    shown = {
        "beside": beside_picture(others, whole, generated=own(request).generated) if others and whole else None,
        "choices": shown_documents.choices(publications().filter(workspace=own(request))[:5]),
        "facts": facts(whole) if whole else (),
        "facts_source": facts_source(whole, generated=own(request).generated) if whole else "",
        "doors": doors(own(request)),
        "more": more_pages(own(request)),
        "plan": next((plan for one in plans(own(request))[:3] if (plan := plan_of(one))), None),
    }
    return render(request, "public/home.html", shown)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Show every document that is public."""
    found = shown_documents.by_kind(publications().filter(workspace=own(request)))
    return render(request, "public/documents.html", {"groups": found, "crumbs": crumbs("Documents")})


def _own_publication(request: HttpRequest, identity: UUID) -> Publication:
    found = publication(identity)
    if found is None or found.workspace_id != own(request).pk:
        raise Http404("nothing is published here")
    return found


@require_safe
def document(request: HttpRequest, identity: UUID) -> HttpResponse:
    """Show one publication and its files; a withdrawn one says so."""
    found = _own_publication(request, identity)
    files = () if found.withdrawn_at else shown_documents.files(found)
    shown = {"publication": found, "files": files, "newer": newer_publication(found)}
    trail = (Crumb("Home", reverse("public:home")), Crumb("Documents", reverse("public:documents")))
    shown["crumbs"] = (*trail, Crumb(found.edition.title))
    return render(request, "public/document.html", shown, status=410 if found.withdrawn_at else 200)


@require_safe
def document_file(request: HttpRequest, identity: UUID, form: str) -> HttpResponse:
    """Give one file of what is public, as it was frozen."""
    found = _own_publication(request, identity)
    file = None if found.withdrawn_at else found.edition.files.filter(format=form).first()
    if file is None:
        raise Http404("nothing is published here")
    if form != "html":
        return attachment(bytes(file.content), name=f"document.{form}", media_type=file.media_type)
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Security-Policy"] = "; ".join(f"{what} {' '.join(to)}" for what, to in HTML_POLICY.items())
    return response


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Say that this site sets no cookie."""
    return render(request, "public/cookies.html", {"crumbs": crumbs("Cookies")})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what works for whom, and what does not."""
    found = shown_page(own(request), CONTACT, on=clock.today())
    contact = reverse("public:contact") if found and not found.withdrawn_at else ""
    return render(request, "public/accessibility.html", {"contact": contact, "crumbs": crumbs("Accessibility")})


@require_safe
def quiet_visits(request: HttpRequest) -> HttpResponse:
    """Say how to look for help unseen, and what no page can hide."""
    return render(request, "public/quiet_visits.html")


@require_safe
def leave(_request: HttpRequest) -> HttpResponse:
    """Begin to lead away: without scripts the button comes here, and goes on at once to where the browser forgets.

    It takes two steps, since a browser keeps a page for Back only when the next one has come.
    """
    response = HttpResponse("", content_type="text/html; charset=utf-8")
    response["Refresh"] = f"0; url={reverse('public:forget')}"
    return response


@require_safe
def forget(_request: HttpRequest) -> HttpResponse:
    """Lead away, and have the browser forget what it kept of the pages before."""
    response = HttpResponse(status=303)
    response["Location"] = settings.PUBLIC.leave
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """Return the empty page that takes the place of a visit which was left, and leads away."""
    return render(request, "public/away.html")
