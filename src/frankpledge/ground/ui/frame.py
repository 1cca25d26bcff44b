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


@dataclass(frozen=True)
class Entry:
    """A word of the navigation, with its address."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """What the base layout draws around a page."""

    theme: str
    other_theme: str
    workspace: Workspace | None
    entries: tuple[Entry, ...]
    person: Any
    roles: str
    several_workspaces: bool
    return_to: str


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Return the frame for templates. A page that failed before the session was read is framed as a stranger's."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    workspace = getattr(request, "workspace", None) if signed_in else None
    theme = theme_of(request)
    return {
        "frame": Frame(
            theme=theme,
            other_theme="light" if theme == "contrast" else "contrast",
            workspace=workspace,
            entries=navigation(request, workspace) if workspace else (),
            person=person if signed_in else None,
            roles=", ".join(sorted(role.label for role in roles_of(person, workspace))) if workspace else "",
            several_workspaces=signed_in and workspaces_of(person)[1:2].exists(),
            return_to=request.get_full_path() if request.method in {"GET", "HEAD"} else "",
        )
    }


def theme_of(request: HttpRequest) -> str:
    """Return the theme that the reader chose, else the light one."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]


def navigation(request: HttpRequest, workspace: Workspace) -> tuple[Entry, ...]:
    """Return the entries that apps registered and that this reader may see, in order, the current one marked."""
    told_entries: list[NavigationEntry] = [entry for _, entries in told("NAVIGATION") for entry in entries]
    shown = [entry for entry in told_entries if entry.shown_to(request.user, workspace)]
    addresses = [(entry.label, reverse(entry.route, args=(workspace.slug,))) for entry in sorted(shown, key=order)]
    return tuple(Entry(label, href, request.path.startswith(href)) for label, href in addresses)


def order(entry: NavigationEntry) -> int:
    """Return where an entry stands."""
    return entry.order


def safe_return(request: HttpRequest, *, otherwise: str) -> str:
    """Return the address of ours that the form names as `next`, or the route `otherwise`: never an address elsewhere."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and own else otherwise
