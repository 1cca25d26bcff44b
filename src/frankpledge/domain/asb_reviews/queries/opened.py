"""A case that was opened: its rows with their words, for as long as a page or an act needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frankpledge.domain.asb_reviews.models import Case
from frankpledge.ground.sealed.models import SealedModel

RELATIONS = (
    "reports", "requests", "decisions", "panels", "members", "risks", "steps", "recommendations", "letters", "messages",
    "pauses", "discontents", "files",
)  # fmt: skip
NAMED = {
    "requests": "organisation",
    "members": "organisation",
    "steps": "organisation",
    "recommendations": "organisation",
}


class Open:
    """A row with its words: what is sealed reads as it was written, everything else as it stands. Missing is empty."""

    def __init__(self, row: SealedModel, words: dict[str, str | None]) -> None:
        self.row: Any = row
        self._words = words

    def __getattr__(self, name: str) -> Any:
        words = self.__dict__.get("_words", {})
        return words[name] or "" if name in words else getattr(self.__dict__["row"], name)

    def __repr__(self) -> str:
        return f"Open({self.row})"


class OpenCase(Open):
    """A case with its words, and all that belongs to it."""

    def __init__(self, row: Case, words: dict[str, str | None], parts: dict[str, list[Open]]) -> None:
        super().__init__(row, words)
        self.parts = parts

    def __getattr__(self, name: str) -> Any:
        parts = self.__dict__.get("parts", {})
        return parts[name] if name in parts else super().__getattr__(name)


def rows_of(case: Case) -> dict[str, list[SealedModel]]:
    """Return every row that belongs to a case, by relation, sealed."""
    found = {}
    for name in RELATIONS:
        rows = getattr(case, name).all()
        found[name] = list(rows.select_related(NAMED[name]) if name in NAMED else rows)
    return found


def every(case: Case, rows: dict[str, list[SealedModel]]) -> Iterator[SealedModel]:
    """Yield a case and all of its rows."""
    yield case
    for found in rows.values():
        yield from found
