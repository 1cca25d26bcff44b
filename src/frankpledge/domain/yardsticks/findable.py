"""What of yardsticks can be found: sets of peers, by their members too."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.domain.yardsticks.permissions import GRANTS, Capability
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Findable, FindableKind

__all__ = ["FINDABLE"]


def _peer_sets(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = PeerSet.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        use = "In use." if one.in_use else ""
        members = ", ".join(member["name"] for member in one.members)
        text = " ".join(filter(None, [use, f"{PeerSet.Method(one.method).label}.", one.reason, members]))
        yield Findable(str(one.pk), one.name, text, reverse("yardsticks:peers", args=(workspace.slug,)), one.made_at)


_CHANGED = ("yardsticks.peer_set",)
FINDABLE = (
    FindableKind(
        PeerSet._meta.label_lower, "Sets of peers", GRANTS[Capability.SEE], _peer_sets, order=46, after=_CHANGED
    ),
)
