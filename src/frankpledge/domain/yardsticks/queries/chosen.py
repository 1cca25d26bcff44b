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
    weights = WeightSet.objects.filter(workspace=workspace).values_list("pk", "loaded_at")
    return (peers.identity if peers else "no peers", *(f"weights {pk} of {at.isoformat()}" for pk, at in weights))
