"""What a workspace has chosen to be held against, as one key, so that a kept drawing is known to be out of date."""

from __future__ import annotations

from frankpledge.domain.yardsticks.models import WeightSet
from frankpledge.domain.yardsticks.queries.peers import peers_in_use
from frankpledge.ground.accounts.models import Workspace


def choices(workspace: Workspace | None) -> tuple[str, ...]:
    """Return the set of peers in use and the own weights of a workspace, as names that change with the choice."""
    if workspace is None:
        return ()
    peers = peers_in_use(workspace)
    weights = WeightSet.objects.filter(workspace=workspace).values_list("pk", flat=True)
    return (f"peers {peers.pk if peers else 'none'}", *(f"weights {pk}" for pk in weights))
