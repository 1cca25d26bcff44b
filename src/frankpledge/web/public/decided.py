"""The pages of what was decided and planned: priorities, the plan's summary, and what the board published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.queries import shown_page
from frankpledge.domain.site.rules import BOARD
from frankpledge.domain.site.rules import Kind as PageBlock
from frankpledge.ground import clock
from frankpledge.web.public import documents as shown_documents
from frankpledge.web.public.content import shown_parts
from frankpledge.web.public.own import crumbs, own
from frankpledge.web.public.plan import plan_of, plans

NEWEST = 50
# What the board publishes of its own work, by the kind of its editions, in the order in which it is shown.
OF_THE_BOARD = (
    ("minutes", "Minutes of meetings"), ("decision_report", "Decisions"), ("performance report", "Progress reports"),
)  # fmt: skip


@require_safe
def priorities(request: HttpRequest) -> HttpResponse:
    """Show the priorities with what is done about each, as the published plan has them; and past editions."""
    found = list(plans(own(request)))
    told = [(one, plan_of(one)) for one in found]
    newest = next(((one, plan) for one, plan in told if plan), None)
    shown = {
        "publication": newest[0] if newest else None,
        "plan": newest[1] if newest else None,
        "past": shown_documents.choices(one for one in found if newest and one != newest[0]),
        "crumbs": crumbs("Priorities"),
    }
    return render(request, "public/priorities.html", shown)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the board: what was written of it, who sits there by role, its meetings, and what it published.

    Minutes stand in the table of meetings where the page has one.
    """
    today = clock.today()
    version = shown_page(own(request), BOARD, on=today)
    written = () if version is None or version.withdrawn_at else shown_parts(request, version, today)
    found = publications().filter(workspace=own(request))
    has_meetings = any(one.kind == PageBlock.MEETINGS for one in written)
    kinds = [(kind, title) for kind, title in OF_THE_BOARD if not (has_meetings and kind == "minutes")]
    published = [(title, shown_documents.choices(found.filter(edition__kind=kind))) for kind, title in kinds]
    shown = {
        "version": version,
        "parts": written,
        "published": [one for one in published if one[1]],
        "crumbs": crumbs("The board"),
    }
    return render(request, "public/board.html", shown, status=410 if version and version.withdrawn_at else 200)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what was published lately, for a reader of feeds. It knows nothing of who reads it."""

    def whole(address: str) -> str:
        return request.build_absolute_uri(address)

    made = Atom1Feed(
        title=f"{own(request).name}: published documents",
        link=whole(reverse("public:documents")),
        description="",
        feed_url=whole(reverse("public:feed")),
        language="en-GB",
    )
    for one in publications().filter(workspace=own(request))[:NEWEST]:
        made.add_item(
            title=f"{one.edition.title}, edition {one.edition.number}",
            link=whole(reverse("public:document", args=(one.pk,))),
            description=one.edition.note,
            pubdate=one.published_at,
            updateddate=one.published_at,
            unique_id=f"urn:uuid:{one.pk}",
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
