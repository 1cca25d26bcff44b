"""The pages of figures: what is recorded near you."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.site.queries.area import own_area
from frankpledge.web.public.near import REASONS, lacking, near, places
from frankpledge.web.public.own import crumbs, own
from frankpledge.web.public.picture_of import near_page


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for a place, and lead to its page. Nothing that is typed is asked for: a place is chosen by name."""
    found = own_area(own(request))
    offered = places(*found) if found else ()
    chosen = request.GET.get("place", "")
    if any(one.code == chosen for one in offered):
        return HttpResponseRedirect(reverse("public:near_place", args=(chosen,)))
    shown: dict[str, Any] = {"places": [(one.code, display_name(one)) for one in offered], "chosen": ""}
    return render(request, "public/near.html", shown | {"crumbs": crumbs("Near you")})


@require_safe
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show what is recorded in a place beside all of the area."""
    found = own_area(own(request))
    offered = places(*found) if found else ()
    here = next((one for one in offered if one.code == place), None)
    if found is None or here is None:
        raise Http404("there is no such place here")
    compared = near(*found, here)
    shown: dict[str, Any] = {
        "places": [(one.code, display_name(one)) for one in offered],
        "chosen": place,
        "name": display_name(here),
        "near": compared,
        "reason": "" if compared else REASONS[lacking(*found, here)],
        "page": near_page(compared, generated=own(request).generated) if compared else None,
        "crumbs": crumbs("Near you"),
    }
    return render(request, "public/near.html", shown)
