"""What tokens tell the ground."""

from __future__ import annotations

from frankpledge.ground.tokens.actions import end_with as ON_EVENT  # noqa: N812 (the name that the ground reads)

__all__ = ["AUDIT_SENTENCES", "ON_EVENT"]

AUDIT_SENTENCES = {
    "tokens.token_made": "made a token for a program, which {does}, until {until}",
    "tokens.token_revoked": "withdrew a token",
    "tokens.program_acted": "did by a program, token {token}: {deed}",
}
