"""How an event is sealed: one exact text of all that it says, and the mark of that text under the key."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from frankpledge.refusal import Refusal

INSTALLATION = UUID(int=0)
BEFORE_THE_FIRST = "0" * 64
# A name by which programs know a thing, and no reader would write.
SHORT_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")


class LedgerKept(Refusal):
    """An attempt to change or remove an event of the ledger."""


class NoLedgerKey(Refusal):
    """The key that seals the ledger is not there."""


def day_of(text: str) -> date | None:
    """Return the day that a fact names as programs write it, None where it says anything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-04-01") else None
    except ValueError:
        return None


def moment(at: datetime) -> str:
    """Return a time to the microsecond in UTC, the same whichever database gave it back."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def sealed_text(said: Mapping[str, object]) -> bytes:
    """Return the one way of writing what an event says: JSON with sorted keys and no spaces."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def seal(key: bytes, said: Mapping[str, object]) -> str:
    """Return the HMAC-SHA256 of an event, in hex. `said` includes the seal of the event before."""
    return hmac.new(key, sealed_text(said), hashlib.sha256).hexdigest()


def same(first: str, second: str) -> bool:
    """Return whether two seals are equal, in time that tells nothing."""
    return hmac.compare_digest(first, second)
