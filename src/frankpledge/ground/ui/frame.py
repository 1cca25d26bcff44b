"""What every page is set in: whose it is, the navigation, the theme, and where to go back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.registry import NavigationEntry, told

THEME_COOKIE = "theme"
THEMES = ("light", "contrast")
PRODUCT = "Frankpledge"
PARTNERSHIP = "Community Safety Partnership"


@dataclass(frozen=True)
class Entry:
    """A word of the navigation, with its address. current: page (this very page), true (this part), or empty."""

    label: str
    href: str
    current: str


@dataclass(frozen=True)
class Named:
    """Whose page it is, as the masthead and the title say it."""

    workspace: Workspace | None

    @property
    def name(self) -> str:
        """Return whose page this is, for the title."""
        return self.workspace.name if self.workspace else PRODUCT

    @property
    def name_first(self) -> str:
        """Return the place of a partnership's name, which stands above the rest of it."""
        return self.name.removesuffix(PARTNERSHIP).strip() or self.name

    @property
    def name_rest(self) -> str:
        """Return the rest of a partnership's name."""
        return PARTNERSHIP if self.name.endswith(f" {PARTNERSHIP}") else ""


@dataclass(frozen=True)
class Frame(Named):
    """What the base layout draws around a page."""

    theme: str
    entries: tuple[Entry, ...]
    own_links: tuple[Entry, ...]
    person: Any
    roles: str
    home: str
    return_to: str
    guest: bool
    search: str = ""
    asked: str = ""

    @property
    def other_theme(self) -> str:
        """Return the theme that the foot offers."""
        return "light" if self.theme == "contrast" else "contrast"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame for templates. A page that failed before the session was read is framed as a stranger's.

    The public's host has a frame of its own, which it puts on the request.
    """
    of_the_public = getattr(request, "public_frame", None)
    if of_the_public is not None:
        return {"frame": of_the_public}
    person = getattr(request, "user", None)
    person = person if person and person.is_authenticated else None
    workspace = getattr(request, "workspace", None) if person else None
    # Whoever comes by a link sees whose page it is, and no way further in.
    guest, host = hasattr(request, "guest_of"), getattr(request, "guest_of", None)
    return {
        "frame": Frame(
            theme=theme_of(request),
            workspace=workspace or host,
            entries=navigation(request, workspace) if workspace else (),
            own_links=own_links(request, person) if person else (),
            person=person,
            roles=", ".join(sorted(role.label for role in roles_of(person, workspace))) if workspace else "",
            home=home_of(workspace, guest=guest),
            return_to=request.get_full_path() if request.method in {"GET", "HEAD"} else "",
            guest=guest,
            search=reverse("web:search", args=(workspace.slug,)) if workspace else "",
            asked=asked(request),
        )
    }


def asked(request: HttpRequest) -> str:
    """Return what the search box holds: on the page of the search what was asked, elsewhere nothing."""
    found = request.resolver_match
    return request.GET.get("q", "") if found and found.view_name == "web:search" else ""


def home_of(workspace: Workspace | None, *, guest: bool) -> str:
    """Return where the name at the top leads: a guest stays where they are, having nowhere else to go."""
    if guest:
        return "#main"
    return reverse("web:home", args=(workspace.slug,)) if workspace else reverse("web:start")


def theme_of(request: HttpRequest) -> str:
    """Return the theme that the reader chose, or nothing, which leaves it to their system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def navigation(request: HttpRequest, workspace: Workspace) -> tuple[Entry, ...]:
    """Return the entries that apps registered and that this reader may see, in order, the current one marked."""
    shown = _shown(request, workspace)
    beneath_it = {one.under for one in shown if one.under and _lies_at(request, one.route, workspace.slug)}
    return tuple(
        entry(request, one.label, one.route, workspace.slug, holds=one.route in beneath_it)
        for one in shown
        if not one.under
    )


def beneath(request: HttpRequest, workspace: Workspace, route: str) -> tuple[Entry, ...]:
    """Return the entries that hang under the page of a route and that this reader may see, in order."""
    found = (one for one in _shown(request, workspace) if one.under == route)
    return tuple(entry(request, one.label, one.route, workspace.slug) for one in found)


def _shown(request: HttpRequest, workspace: Workspace) -> list[NavigationEntry]:
    entries: list[NavigationEntry] = [entry for _, entries in told("NAVIGATION") for entry in entries]
    return sorted((one for one in entries if one.shown_to(request.user, workspace)), key=lambda one: one.order)


def _lies_at(request: HttpRequest, route: str, slug: str) -> bool:
    return request.path.startswith(reverse(route, args=(slug,)))


def own_links(request: HttpRequest, person: Any) -> tuple[Entry, ...]:
    """Return the reader's own pages: their account, and the choice of workspace where they have several."""
    several = workspaces_of(person)[1:2].exists()
    choice = (entry(request, "Change workspace", "web:workspaces"),) if several else ()
    return (*choice, entry(request, "Account", "web:account"))


def entry(request: HttpRequest, label: str, route: str, *args: str, holds: bool = False) -> Entry:
    """Return an entry, marked where the page shown is its own or lies beneath it."""
    href = reverse(route, args=args)
    current = "page" if request.path == href else "true" if holds or request.path.startswith(href) else ""
    return Entry(label, href, current)


def safe_return(request: HttpRequest, *, otherwise: str) -> str:
    """Return the address that the form names as `next`, if it is ours, or the route `otherwise`."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and own else otherwise
