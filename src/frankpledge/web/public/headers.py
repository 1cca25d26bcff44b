"""The headers of the public's host: nothing is set in a browser, nothing is fetched from elsewhere, pages may be kept.

A safety page is kept nowhere, and tells nobody where its reader came from.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FOR_EVERYBODY = {"Referrer-Policy": "same-origin", "Cache-Control": "public, max-age=300"}
QUIETLY = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
NOT_KEPT = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}


def put(response: HttpResponse, *, request: HttpRequest, quiet: bool) -> HttpResponse:
    """Return a response with the headers of its kind. What a view said itself stays, but for a safety page's."""
    response.cookies.clear()
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    kind = _kind(response, request, quiet=quiet)
    for name, value in kind.items():
        if quiet:
            response[name] = value
        else:
            response.headers.setdefault(name, value)
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
    return response


def _kind(response: HttpResponse, request: HttpRequest, *, quiet: bool) -> dict[str, str]:
    if quiet:
        return QUIETLY
    lasting = request.method in {"GET", "HEAD"} and response.status_code in {200, 301}
    return FOR_EVERYBODY if lasting else NOT_KEPT
