"""How an event is sealed: one exact text of all that it says, and the mark of that text under the key."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from frankpledge.refusal import Refusal

INSTALLATION = UUID(int=0)
BEFORE_THE_FIRST = "0" * 64


class LedgerKept(Refusal):
    """An attempt to change or remove an event of the ledger."""


class NoLedgerKey(Refusal):
    """The key that seals the ledger is not there."""


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
