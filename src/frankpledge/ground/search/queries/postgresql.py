"""The search of PostgreSQL: `tsvector` with the English stems, over plain words as FTS5 would take them apart."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from frankpledge.ground.search.models import Entry
from frankpledge.ground.search.rules import Sought
from frankpledge.statute.synonyms import Phrase, plain

COUNTS = """
    SELECT e.kind, count(*) FROM search_entry e, to_tsquery('english', %s) asked
    WHERE e.words @@ asked AND e.workspace_id = %s AND coalesce(e.changed_at, %s) >= %s
      AND e.kind IN (SELECT jsonb_array_elements_text(%s::jsonb))
    GROUP BY e.kind
"""
FOUND = """
    SELECT e.kind, e.about, e.href, e.changed_at, ts_headline('english', e.title, asked, %s),
           ts_headline('english', e.text, asked, %s)
    FROM search_entry e, to_tsquery('english', %s) asked
    WHERE e.words @@ asked AND e.workspace_id = %s AND coalesce(e.changed_at, %s) >= %s
      AND e.kind IN (SELECT jsonb_array_elements_text(%s::jsonb))
    ORDER BY ts_rank(e.words, asked) DESC, e.changed_at DESC NULLS LAST, e.id
    LIMIT %s OFFSET %s
"""
MARKS = ("StartSel=\x02, StopSel=\x03, HighlightAll=true", "StartSel=\x02, StopSel=\x03, MaxWords=34, MinWords=20")
WRITE = """
    UPDATE search_entry
    SET words = setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'D')
    WHERE id = %s
"""


def match_of(sought: Sought) -> str:
    """Return what is looked for as `to_tsquery` takes it: every word quoted, so that none is an operator."""
    wanted = (_any(one.phrases, beginning=one.beginning) for one in sought.wanted)
    return " & ".join([*wanted, *(f"!({_phrase(phrase)})" for phrase in sought.left_out)])


def write_words(keys: Iterable[int]) -> None:
    """Write the index of entries that were just kept."""
    kept = Entry.objects.filter(pk__in=list(keys)).values_list("title", "text", "pk")
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, [(" ".join(plain(title)), " ".join(plain(text)), key) for title, text, key in kept])


def _any(phrases: Iterable[Phrase], *, beginning: bool) -> str:
    return f"({' | '.join(_phrase(phrase, beginning=beginning) for phrase in phrases)})"


def _phrase(phrase: Phrase, *, beginning: bool = False) -> str:
    *first, last = (f"'{word}'" for word in phrase)
    return " <-> ".join([*first, f"{last}:*" if beginning else last])
