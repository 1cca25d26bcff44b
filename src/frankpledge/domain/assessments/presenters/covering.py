"""Coverage as the document itself prints it, in thirteen parts."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.ground.documents.blocks import Document, State
from frankpledge.ground.documents.blocks import Table as DocumentTable
from frankpledge.ground.ui.parts import Covered


def coverage_of(
    document: Document, labels: Mapping[str, str] | None = None
) -> tuple[tuple[Covered, ...], tuple[Covered, ...]]:
    """Return the states of the coverage chapter's two tables, as the document itself prints them.

    `labels`: short words for a requirement by its code, where the whole wording would be too long.
    """
    chapter = next(section for section in document.sections if section.ref == "coverage")
    contents, inputs = (block for block in chapter.blocks if isinstance(block, DocumentTable))
    return _parts(contents, labels or {}), _parts(inputs, labels or {})


def _parts(table: DocumentTable, labels: Mapping[str, str]) -> tuple[Covered, ...]:
    parts = []
    for row in table.rows:
        (code,), (words,), (where,), (state,) = row.cells
        if isinstance(state, State):
            place = "" if where.text == "none" else where.text  # type: ignore[union-attr]  # a cell of text
            label = labels.get(code.text) or f"{code.text} {words.text}"  # type: ignore[union-attr]
            parts.append(Covered(label=label, kind=state.kind, words=place))
    return tuple(parts)
