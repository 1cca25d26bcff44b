"""What of the explorer can be found: areas by their names, each with its question, and the register of events."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.explorer.queries.asked import lists
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Findable, FindableKind
from frankpledge.lake.areas import NoExtent, UnknownArea

__all__ = ["FINDABLE"]


def _areas(workspace: Workspace, _about: str) -> Iterator[Findable]:
    """Yield the partnership's own area, what lies in it and around it, and its force, as the explorer suggests them."""
    partnership = Partnership.objects.filter(workspace=workspace).first()
    try:
        found = lists(partnership, None)
    except (UnknownArea, NoExtent):
        return
    here = reverse("explorer:ask", args=(workspace.slug,))
    for one in dict.fromkeys(found.near) if found else ():
        name, _, what = one.label.rpartition(": ")
        yield Findable(one.write, name, f"{what[:1].upper()}{what[1:]}", f"{here}?{urlencode({'area': one.write})}")


def _events(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = LocalEvent.objects.filter(Q(workspace=workspace) | Q(workspace=None))
    for one in found.filter(pk=about) if about else found:
        months = one.first if one.first == one.last else f"{one.first} to {one.last}"
        gone = f"Withdrawn: {one.withdrawn_because}." if one.withdrawn_at else ""
        kind = LocalEvent.Kind(one.kind).label
        text = " ".join(filter(None, [f"{kind}, {months}.", gone, ", ".join(one.types), one.force, one.source]))
        href = reverse("explorer:events", args=(workspace.slug,))
        yield Findable(str(one.pk), one.words, text, href, one.withdrawn_at or one.registered_at)


_SEEN = GRANTS[Capability.SEE]
_LOADED = ("evidence.files", "releases.", "partnerships.", "accounts.workspace_created")
FINDABLE = (
    FindableKind("explorer.area", "Areas", _SEEN, _areas, order=20, after=_LOADED),
    FindableKind(LocalEvent._meta.label_lower, "Events on the charts", _SEEN, _events, order=42),
)
