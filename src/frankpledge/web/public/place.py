"""Which partnership's site an address of the public's host belongs to, and in which colours it is asked for.

An address is `/hereford/high-contrast/documents/`: the partnership, where the host serves several; the colours, where
the reader chose them; and the page. All before the page is what Django calls the script's prefix, so that every link of
a page keeps to the partnership and to the colours. Nothing is kept in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from frankpledge.domain.site.queries import open_site, open_sites
from frankpledge.ground.accounts.models import Workspace

CONTRAST = "high-contrast"
# Beneath this address everything is a safety page, what goes wrong too.
QUIET = "i/"


@dataclass(frozen=True)
class Place:
    """Where a request leads: whose site (None for the list of sites), what stands before the page, and the page."""

    workspace: Workspace | None
    prefix: str
    contrast: bool
    page: str

    @property
    def whole_prefix(self) -> str:
        """Return what stands before every page in these colours."""
        return f"{self.prefix}{CONTRAST}/" if self.contrast else self.prefix

    @property
    def quiet(self) -> bool:
        """Return whether this is a safety page."""
        return self.page.startswith(QUIET)

    @property
    def in_other_colours(self) -> str:
        """Return this very page in the other colours."""
        return f"{replace(self, contrast=not self.contrast).whole_prefix}{self.page}"


def is_public(request: HttpRequest) -> bool:
    """Return whether a request came to the public's port, or to a host of the public."""
    if request.META.get(settings.PUBLIC_MARK):
        return True
    return bool(settings.PUBLIC.hosts) and _host(request) in settings.PUBLIC.hosts


def _host(request: HttpRequest) -> str:
    try:
        return request.get_host().partition(":")[0].lower()
    except DisallowedHost:
        return ""


def place_of(request: HttpRequest) -> Place | None:
    """Return where a request leads; None where no open site is asked for."""
    rest, before = request.path_info.lstrip("/"), "/"
    slug = settings.PUBLIC.hosts.get(_host(request), "")
    if not slug:
        slug, slash, after = rest.partition("/")
        if slug in {"", CONTRAST}:
            return _sites(rest)
        rest, before = after, f"/{slug}/"
        if not slash:
            return _without_slash(slug)
    site = open_site(slug)
    return _coloured(site.workspace, before, rest) if site else None


def _without_slash(slug: str) -> Place | None:
    """Return the first page of a site whose name was written without the stroke that ends it, or the list's page."""
    site = open_site(slug)
    return Place(site.workspace, f"/{slug}", contrast=False, page="") if site else None


def _sites(rest: str) -> Place | None:
    found = _coloured(None, "/", rest)
    return found if not found.page else None


def _coloured(workspace: Workspace | None, prefix: str, rest: str) -> Place:
    first, slash, after = rest.partition("/")
    contrast = first == CONTRAST and bool(slash)
    return Place(workspace, prefix, contrast=contrast, page=after if contrast else rest)


def only_site() -> Workspace | None:
    """Return whose site is open where there is one alone."""
    found = list(open_sites()[:2])
    return found[0].workspace if len(found) == 1 else None
