"""The search of SQLite: FTS5 with Porter's stems, over the words of the entries themselves."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.ground.search.rules import Sought
from frankpledge.statute.synonyms import Phrase

# In both: what is looked for, whose, since when, kinds as JSON. A CROSS JOIN has SQLite ask the words first: left to
# itself it asks them once for every entry of a workspace.
COUNTS = """
    SELECT e.kind, count(*) FROM search_words CROSS JOIN search_entry e ON e.id = search_words.rowid
    WHERE search_words MATCH %s AND e.workspace_id = %s AND coalesce(e.changed_at, %s) >= %s
      AND e.kind IN (SELECT value FROM json_each(%s))
    GROUP BY e.kind
"""
# A title weighs eight times what a text weighs. After the same four: how many, and after how many.
FOUND = """
    SELECT e.kind, e.about, e.href, e.changed_at, highlight(search_words, 0, char(2), char(3)),
           snippet(search_words, 1, char(2), char(3), '…', 32)
    FROM search_words CROSS JOIN search_entry e ON e.id = search_words.rowid
    WHERE search_words MATCH %s AND e.workspace_id = %s AND coalesce(e.changed_at, %s) >= %s
      AND e.kind IN (SELECT value FROM json_each(%s))
    ORDER BY bm25(search_words, 8.0, 1.0), e.changed_at DESC, e.id
    LIMIT %s OFFSET %s
"""
MARKS = ()


def match_of(sought: Sought) -> str:
    """Return what is looked for as FTS5 takes it: every phrase in quotation marks, so that no word is an operator."""
    wanted = (_any(one.phrases, "*" if one.beginning else "") for one in sought.wanted)
    return "".join([" AND ".join(wanted), *(f" NOT {_phrase(phrase)}" for phrase in sought.left_out)])


def write_words(_keys: Iterable[int]) -> None:
    """Do nothing: triggers of the database keep the index beside the entries."""


def _any(phrases: Iterable[Phrase], more: str) -> str:
    return f"({' OR '.join(f'{_phrase(phrase)}{more}' for phrase in phrases)})"


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'
