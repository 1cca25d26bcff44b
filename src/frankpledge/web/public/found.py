"""Searching what is published: pages that are shown and documents that are public, and nothing else.

Safety pages are not found, since a list of results would say what they are for. What is asked is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.presenters import found_by
from frankpledge.domain.site.queries import shown_pages
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Strong, Subheading, Text
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.ui.parts import Choice
from frankpledge.web.public.content import address
from frankpledge.web.public.own import crumbs, own

LONGEST, AROUND, MOST = 100, 80, 50


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show where the words that are asked for stand."""
    asked = " ".join(request.GET.get("q", "")[:LONGEST].split())
    found = tuple(results(own(request), asked, on=clock.today()))[:MOST] if asked else ()
    shown = {"asked": asked, "found": found, "crumbs": crumbs("Search")}
    response = render(request, "public/search.html", shown)
    if asked:
        response["Cache-Control"] = "no-store"
    return response


def results(workspace: Workspace, asked: str, *, on: date) -> Iterator[Choice]:
    """Yield each page and document that holds all the words, with the place where the first of them stands."""
    words = asked.casefold().split()
    for version in shown_pages(workspace, on=on).values():
        if not version.page.quiet and not version.withdrawn_at:
            where = excerpt(found_by(version), words)
            if where is not None:
                yield Choice(version.title, address(version), where)
    for one in publications().filter(workspace=workspace):
        where = excerpt(f"{one.edition.title}. {text_of(one.edition_id)}", words)
        if where is not None:
            title = f"{one.edition.title}, edition {one.edition.number}"
            yield Choice(title, reverse("public:document", args=(one.pk,)), where)


def excerpt(text: str, words: list[str]) -> str | None:
    """Return the words around the first of those asked for; None where one of them is not in the text."""
    flat = " ".join(text.split())
    low = flat.casefold()
    if not words or not all(word in low for word in words):
        return None
    at = low.index(words[0])
    first, last = max(0, at - AROUND), at + len(words[0]) + AROUND
    return f"{'…' if first else ''}{flat[first:last]}{'…' if last < len(flat) else ''}"


@lru_cache(maxsize=256)
def text_of(edition: UUID) -> str:
    """Return the words of a public edition. It never changes, so it is read once."""
    found = publications().get(edition=edition).edition
    return " ".join(_texts(document_of(found).sections))


def _texts(piece: Any) -> Iterator[str]:
    if isinstance(piece, Text | Strong | Subheading):
        yield piece.text
    elif isinstance(piece, tuple | list):
        for one in piece:
            yield from _texts(one)
    elif is_dataclass(piece):
        title = getattr(piece, "title", "")
        yield from [title] if isinstance(title, str) and title else []
        for field in fields(piece):
            value = getattr(piece, field.name)
            if not isinstance(value, str):
                yield from _texts(value)
