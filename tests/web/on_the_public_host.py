"""Asking the public's host, for tests: a browser that would take any cookie, and addresses beneath a partnership."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from django.urls import reverse, set_script_prefix


def visitor() -> Client:
    """Return somebody who comes to the public's port."""
    return Client(**{settings.PUBLIC_MARK: "1"})


@contextmanager
def beneath(prefix: str) -> Iterator[None]:
    """Let addresses be made beneath a prefix."""
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix("/")


def address(name: str, *, slug: str, contrast: bool = False, **parts: object) -> str:
    """Return the address of a page of a partnership's site."""
    with beneath(f"/{slug}/high-contrast/" if contrast else f"/{slug}/"):
        return reverse(name, urlconf=settings.PUBLIC_URLCONF, kwargs=parts)
