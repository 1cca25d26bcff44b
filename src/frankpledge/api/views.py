"""The description of the interface, for programs and for people, and what every answer of it has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from frankpledge.api import openapi, problems
from frankpledge.api.presenters import reference_page
from frankpledge.ground.ui.parts import Crumb

View = Callable[..., HttpResponseBase]


def by_token(view: View) -> View:
    """Return a view that asks for a token and no session; nobody keeps its answers, and each is a problem or JSON."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            told = problems.problem(405, f"{request.method} is not asked here.", cure=f"Use {response['Allow']}.")
            told["Allow"] = response["Allow"]
            response = told
        response["Cache-Control"] = "no-store, private"
        return response

    asked.by_token = True  # type: ignore[attr-defined]  # guards tell these routes from pages by it
    return csrf_exempt(asked)


@login_not_required
@by_token
def nowhere(_request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address of the interface that leads nowhere."""
    return problems.nowhere(rest)


@login_not_required
@require_safe
def description(_request: HttpRequest) -> HttpResponse:
    """Give the description in OpenAPI. It holds nothing of anybody's."""
    return JsonResponse(openapi.description())


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show what programs may ask, in the frame of every other page."""
    crumbs = (
        Crumb("Account", reverse("web:account")),
        Crumb("Tokens", reverse("tokens:own")),
        Crumb("What programs may ask"),
    )
    return render(request, "api/reference.html", {"page": reference_page(openapi.description()), "crumbs": crumbs})
