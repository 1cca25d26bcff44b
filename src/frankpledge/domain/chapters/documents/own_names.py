"""Names of its own for the figures and pictures of a dated chapter: they are other numbers than the document's."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from frankpledge.domain.chapters.queries.written import Written
from frankpledge.ground.documents.blocks import Figure, FigureRef, KeyFigures, Picture


def with_own_names(written: Written) -> Written:
    """Return the chapter with every figure and picture named after it."""
    prefix = written.chapter.ref
    parts = tuple(
        replace(
            part,
            blocks=tuple(_renamed(block, prefix) for block in part.blocks),
            figures=tuple(_figure(figure, prefix) for figure in part.figures),
        )
        for part in written.parts
    )
    return replace(written, parts=parts)


def _figure(figure: Figure, prefix: str) -> Figure:
    return replace(figure, key=f"{prefix}/{figure.key}")


def _renamed(node: Any, prefix: str) -> Any:
    """Return a part of a tree with its references and names changed."""
    match node:
        case FigureRef(key=key):
            return FigureRef(f"{prefix}/{key}")
        case KeyFigures(items=items):
            return KeyFigures(tuple((f"{prefix}/{key}", words) for key, words in items))
        case Picture():
            return replace(node, name=f"{prefix}-{node.name}"[:60])
        case tuple():
            return tuple(_renamed(one, prefix) for one in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{each.name: _renamed(getattr(node, each.name), prefix) for each in fields(node)})
    return node
