"""The public's addresses, written by hand: what each needs, and whether it takes a form. One that is not here fails."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import get_resolver

from tests.guards.routes import walk


@dataclass(frozen=True)
class PublicRoute:
    """An address of the public: `takes_a_form` where it may be posted to, `page` where it shows one.

    `needs_evidence` says that it is not there where no open data is loaded. Without `kept` nobody keeps the page, or
    learns where its reader came from.
    """

    takes_a_form: bool = False
    page: bool = True
    needs_evidence: bool = False
    kept: bool = True


PUBLIC: dict[str, PublicRoute] = {
    "public:home": PublicRoute(),
    "public:documents": PublicRoute(),
    "public:document": PublicRoute(),
    "public:document_file": PublicRoute(page=False),
    "public:open_data": PublicRoute(),
    "public:data_table": PublicRoute(),
    "public:data_file": PublicRoute(page=False),
    "public:data_catalogue": PublicRoute(page=False),
    "public:priorities": PublicRoute(),
    "public:board": PublicRoute(),
    "public:reviews": PublicRoute(),
    "public:search": PublicRoute(),
    "public:feed": PublicRoute(page=False),
    "public:near": PublicRoute(),
    "public:near_place": PublicRoute(needs_evidence=True),
    "public:help": PublicRoute(),
    "public:directory": PublicRoute(page=False),
    "public:say": PublicRoute(),
    "public:privacy": PublicRoute(),
    "public:contact": PublicRoute(),
    "public:page": PublicRoute(),
    "public:welsh": PublicRoute(),
    "public:quiet_page": PublicRoute(),
    "public:cookies": PublicRoute(),
    "public:accessibility": PublicRoute(),
    "public:quiet_visits": PublicRoute(),
    "public:leave": PublicRoute(page=False),
    "public:forget": PublicRoute(page=False),
    "public:away": PublicRoute(),
    "board:dates": PublicRoute(),
    "board:dates_feed": PublicRoute(page=False),
    "board:said": PublicRoute(),
    "subscribing:ask": PublicRoute(takes_a_form=True, kept=False),
    "subscribing:confirm": PublicRoute(takes_a_form=True, kept=False),
    "subscribing:stop": PublicRoute(takes_a_form=True, kept=False),
    "asking:start": PublicRoute(),
    "asking:check": PublicRoute(takes_a_form=True),
    "asking:write": PublicRoute(takes_a_form=True),
    "asking:code": PublicRoute(takes_a_form=True),
    "asking:lost": PublicRoute(),
}


def public_routes() -> dict[str, tuple[str, ...]]:
    """Return every route of the public's host with the parts that its address needs."""
    return dict(walk(get_resolver(settings.PUBLIC_URLCONF).url_patterns, ""))
