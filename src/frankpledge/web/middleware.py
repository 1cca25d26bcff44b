"""What becomes of a refusal that no view turned into a form error: a page that says what, why and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.refusal import Refusal
from frankpledge.web.errors import not_permitted, refused


class Refusals:
    """Answers a refusal with a page: 403 where the role is what is wanting, 422 otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page of a refusal, or nothing for any other exception, which is our own failure."""
        if isinstance(exception, NotPermitted):
            return not_permitted(request, exception)
        return refused(request, exception) if isinstance(exception, Refusal) else None
