"""By which channels a campaign reaches people, and what is counted there: our own list, and no law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import Confidence, records


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to reach people, and the unit of its counts."""

    id: str
    label: str
    unit: str
    source: str
    confidence: Confidence


@cache
def channels() -> tuple[Channel, ...]:
    """Return the channels in their order."""
    return records(Channel, "campaigns.toml", "channel")


def channel_called(name: str) -> Channel | None:
    """Return the channel of a short name; None where there is none."""
    return next((one for one in channels() if one.id == name), None)
