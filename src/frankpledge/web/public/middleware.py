"""The public's host, apart from everything else: no cookie is read or set, no session begun, nobody signed in.

It stands above the sessions, the sign-in and their guards, and answers by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.template.loader import get_template
from django.urls import Resolver404, get_script_prefix, get_urlconf, resolve, set_script_prefix, set_urlconf

from frankpledge.ground.audit.rules import NoLedgerKey
from frankpledge.ground.sealed.rules.keys import CannotOpen, NoKeys
from frankpledge.refusal import Refusal
from frankpledge.web.public import headers
from frankpledge.web.public.cover import cover, is_come_back_to
from frankpledge.web.public.errors import bad_request, not_found, refused
from frankpledge.web.public.frame import frame_of
from frankpledge.web.public.place import QUIET, Place, is_public, only_site, place_of
from frankpledge.web.public.views import sites

NEVER_COVERED = {"public:leave", "public:forget", "public:away"}
# Refusals whose cure is the administrator's: a visitor is told that it is our own failure, and no more.
OURS = (NoKeys, CannotOpen, NoLedgerKey)
log = logging.getLogger("django.request")


class PublicHost:
    """Answers whatever comes to the public's host, and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # Nothing on this host is secret, so pages may be small on their way.
        self.small = GZipMiddleware(ConditionalGetMiddleware(answer))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if not is_public(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        request.urlconf = settings.PUBLIC_URLCONF
        before = get_script_prefix(), get_urlconf()
        set_urlconf(settings.PUBLIC_URLCONF)
        try:
            return self.small(request)  # type: ignore[return-value]  # it answers with what it was given
        finally:
            set_script_prefix(before[0])
            set_urlconf(before[1])


def answer(request: HttpRequest) -> HttpResponse:
    """Return the page of the public that is asked for, with its headers and without any cookie."""
    place = None
    try:
        place = place_of(request)
        response = _page(request, place)
    except (Http404, PermissionDenied):
        response = not_found(request)
    except OURS:
        log.exception("a page of the public failed")
        response = _failed(request, quiet=_is_quiet(request, place))
    except Refusal as refusal:
        response = refused(request, refusal)
    except SuspiciousOperation:
        response = bad_request(request)
    except Exception:
        log.exception("a page of the public failed")
        response = _failed(request, quiet=_is_quiet(request, place))
    return headers.put(response, request=request, quiet=_is_quiet(request, place))


def _is_quiet(request: HttpRequest, place: Place | None) -> bool:
    """Return whether somebody may have to hide this page; before the place is known, the address alone says so."""
    return place.quiet if place is not None else f"/{QUIET}" in request.path


def _failed(request: HttpRequest, *, quiet: bool) -> HttpResponse:
    """Return the page for our own failure, which asks nothing of the database: that may be what failed.

    A safety page can be left at once all the same.
    """
    got_request_exception.send(sender=PublicHost, request=request)
    shown = {"leave": settings.PUBLIC.leave} if quiet else {}
    return HttpResponse(get_template("public/failure.html").render(shown), status=500)


def _page(request: HttpRequest, place: Place | None) -> HttpResponse:
    if place is not None:
        set_script_prefix(place.whole_prefix)
    _set(request, "public", place)
    _set(request, "public_frame", frame_of(request, place))
    if place is None:
        raise Http404("no site is open here")
    if place.workspace is None:
        own = only_site()
        return HttpResponseRedirect(f"{place.prefix}{own.slug}/") if own else sites(request)
    return _of_site(request, place)


def _of_site(request: HttpRequest, place: Place) -> HttpResponse:
    _set(request, "workspace", place.workspace)
    if not place.whole_prefix.endswith("/"):
        return HttpResponsePermanentRedirect(f"{place.whole_prefix}/")
    request.path_info = f"/{place.page}"
    try:
        found = resolve(request.path_info, settings.PUBLIC_URLCONF)
    except Resolver404:
        return _with_slash(request, place)
    request.resolver_match = found
    if place.quiet and found.view_name not in NEVER_COVERED and is_come_back_to(request):
        return cover(request)
    given: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return given


def _with_slash(request: HttpRequest, place: Place) -> HttpResponse:
    """Return the way to the page whose address was written without its last stroke. Refused where there is none."""
    resolve(f"{request.path_info}/", settings.PUBLIC_URLCONF)
    if request.method not in {"GET", "HEAD"}:
        raise Http404("nothing is here")
    return HttpResponsePermanentRedirect(f"{place.whole_prefix}{place.page}/")


def _set(request: HttpRequest, name: str, value: object) -> None:
    setattr(request, name, value)
