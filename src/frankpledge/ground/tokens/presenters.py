"""Tokens in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frankpledge.ground.tokens.models import Token
from frankpledge.ground.tokens.queries import parts, state_of
from frankpledge.ground.tokens.rules import State


@dataclass(frozen=True)
class Line:
    """One token: what it is called, where it stands, what is known of it, whether it can still be withdrawn."""

    id: UUID
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    open: bool


def lines(tokens: Iterable[Token], *, whose: bool) -> tuple[Line, ...]:
    """Return each token as a line, in the order given, saying whose it is or else for which workspace."""
    known = parts()
    return tuple(_line(one, known, whose=whose) for one in tokens)


def _line(token: Token, known: Mapping[str, str], *, whose: bool) -> Line:
    state = state_of(token)
    reached = "; ".join(known[part] for part in token.parts if part in known)
    facts = (
        ("Made by", token.user.name) if whose else ("Workspace", token.workspace.name),
        ("May", "read and write" if token.writes else "read"),
        ("Reaches", reached),
        ("Made on", day(token.made_at)),
        ("Last used", day(token.used_at)),
        (_end(state), day(token.revoked_at if state is State.REVOKED else token.expires_at)),
    )
    return Line(token.pk, token.name, state.label, facts, state is State.OPEN)


def _end(state: State) -> str:
    return {State.OPEN: "Last day", State.EXPIRED: "Ended on", State.REVOKED: "Withdrawn on"}[state]


def day(at: datetime | None) -> str:
    """Return a moment as its day."""
    return f"{at:%-d %B %Y}" if at else "never"
