"""Figures that came in print, in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table


@dataclass(frozen=True)
class PublishedGroup:
    """Printed figures that belong together."""

    title: str
    table: Table


def published_groups(figures: Iterable[PublishedFigure]) -> tuple[PublishedGroup, ...]:
    """Return printed figures by group, in the order of the record."""
    groups = []
    for title, members in groupby(figures, key=lambda figure: figure.group):
        rows = tuple(Row((f.label, f.period, _printed(f), f.unit, f.caveat or "–")) for f in members)
        columns = (
            Column("What"),
            Column("Period"),
            Column("Printed", right=True),
            Column("Unit"),
            Column("What to know"),
        )
        groups.append(PublishedGroup(title, Table(title, columns, rows, caption_hidden=True)))
    return tuple(groups)


def _printed(figure: PublishedFigure) -> str:
    if figure.value is None:
        return component("absent", kind="missing", words=figure.missing)
    whole = figure.value == figure.value.to_integral_value()
    return f"{figure.value:,.0f}" if whole else f"{figure.value.normalize():,}"
