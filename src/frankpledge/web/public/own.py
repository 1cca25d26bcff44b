"""Whose site is read, and the way to a page of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from frankpledge.ground.ui.parts import Crumb


def own(request: HttpRequest) -> Any:
    """Return the partnership whose site is read."""
    return getattr(request, "workspace")  # noqa: B009 (set by the public's host on every request of a site)


def crumbs(*steps: str) -> tuple[Crumb, ...]:
    """Return the way from the first page: each step is a word, the last this very page."""
    return (Crumb("Home", reverse("public:home")), *(Crumb(words) for words in steps))
