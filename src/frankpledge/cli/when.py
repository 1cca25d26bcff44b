"""Days and moments as a person types them."""

from __future__ import annotations

from datetime import UTC, datetime

from frankpledge.cli.counts_published import BadQuestion


def moment(text: str) -> datetime | None:
    """Return a moment written as a date or date and time (UTC when it says nothing else), None when left out."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadQuestion(f"“{text}” is not a date.", where="--known-at", cure="Write it as 2025-06-30.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
