"""The states of a run, and which may follow which."""

from __future__ import annotations

from enum import StrEnum

from frankpledge.refusal import Refusal


class State(StrEnum):
    """Where a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Return whether nothing more will happen."""
        return self in OVER

    @property
    def label(self) -> str:
        """Return the state in a word for the page."""
        return self.value.capitalize()


OVER = frozenset({State.DONE, State.REFUSED, State.FAILED})


class UnknownJob(Refusal):
    """No app registered a job of this name."""
