"""The pages of the keeping of cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from frankpledge.domain.casework.permissions import GRANTS, Capability
from frankpledge.domain.casework.queries import Kept, kept_case
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Crumb

ASKS = ("GET", "HEAD", "POST")


def crumbs(workspace: Workspace, case: Kept | None = None, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the keeping of cases."""
    way = [
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Board", reverse("roster:list", args=(workspace.slug,))),
    ]
    if case is not None and case.kind.route:
        way.append(Crumb(case.title, reverse(case.kind.route, args=(workspace.slug, case.matter.about))))
    if case is not None:
        way.append(Crumb("Keeping", address(case) if words else ""))
    return (*way, *(Crumb(word) for word in words))


def address(case: Kept, name: str = "one", *more: object) -> str:
    """Return the address of a page of a case."""
    return reverse(f"casework:{name}", args=(case.workspace.slug, case.sort, case.matter.about, *more))


def found_case(request: HttpRequest, workspace: Workspace, sort: str, case: UUID) -> Kept:
    """Return a case, sealed, to whoever's role allows it; refused where they neither keep times nor were let in."""
    check_granted(GRANTS, Capability.ANSWER, workspace=workspace, user=reader(request))
    found = kept_case(sort, case, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such case")
    return found


def typed(request: HttpRequest) -> Any:
    """Return what was sent with a form; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def asking(case: Kept, title: str, button: str, lede: str = "") -> dict[str, Any]:
    """Return what a page that asks shows besides its form."""
    way = crumbs(case.workspace, case, title)
    return {"title": title, "button": button, "lede": lede, "caption": case.title, "crumbs": way}
