"""What the search adds to the ground: it hears of every event of the ledger."""

from __future__ import annotations

from frankpledge.ground.search.actions import note_due as ON_EVENT  # noqa: N812 (the name that the ground reads)

__all__ = ["ON_EVENT"]
