"""Printed figures that mislead, in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.domain.yardsticks.queries.unsound import WorkedOut
from frankpledge.ground.ui.parts import Column, Row, Table


@dataclass(frozen=True)
class ShownCase:
    """One case: as printed, what is wrong, what follows and from what, and the table where there is one."""

    ref: str
    title: str
    note: str
    printed: str
    wrong: str
    finding: str
    source: str
    table: Table | None


def shown_cases(found: Iterable[WorkedOut]) -> tuple[ShownCase, ...]:
    """Return cases as a page shows them."""
    return tuple(_shown(one) for one in found)


def _shown(one: WorkedOut) -> ShownCase:
    case = one.case
    return ShownCase(
        ref=case.id,
        title=case.title,
        note="Counts invented" if case.invented else "",
        printed=case.printed,
        wrong=case.wrong,
        finding=one.finding,
        source=f"Base: {case.base}. Source: {case.source}.",
        table=_table(one) if one.rows else None,
    )


def _table(one: WorkedOut) -> Table:
    numeric = [all(row[at][:1].isdigit() for row in one.rows) for at in range(len(one.heads))]
    columns = tuple(Column(head, right=at > 0 and numeric[at]) for at, head in enumerate(one.heads))
    return Table(
        f"{one.case.title}, worked out again", columns, tuple(Row(row) for row in one.rows), caption_hidden=True
    )
