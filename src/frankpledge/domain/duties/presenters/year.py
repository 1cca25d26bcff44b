"""The year month by month: what falls due, and what is usual then; and the figures of the assurance statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.analysis.periods import Month
from frankpledge.domain.duties.presenters.words import counted, due_words, state_part, title_of
from frankpledge.domain.duties.queries.register import Owed, Position
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.duties import PARTS, Usual, usual_year
from frankpledge.statute.obligations import OPEN, State

NOT_BINDING = (State.NOT_IN_FORCE, State.NOT_APPLICABLE)


@dataclass(frozen=True)
class MonthPart:
    """A month of the year: its name, what falls due in it, and what is usual in it."""

    name: str
    note: str
    dated: Table | None
    usual: tuple[Choice, ...]


def months_of(position: Position, slug: str) -> tuple[MonthPart, ...]:
    """Return the twelve months from April, each with its dated obligations and the usual work."""
    at = reverse("duties:list", args=(slug,))
    return tuple(_month(month, position, slug, at) for month in position.year.window.months())


def _month(month: Month, position: Position, slug: str, at: str) -> MonthPart:
    due = [
        one
        for one in position.owed
        if one.obligation.due is not None
        and (one.obligation.due.year, one.obligation.due.month) == (month.year, month.month)
        and one.obligation.state not in NOT_BINDING
    ]
    due.sort(key=lambda one: (one.obligation.due, one.duty.id))
    open_still = sum(one.obligation.state in OPEN for one in due)
    return MonthPart(
        name=f"{month.name} {month.year}",
        note=f"{len(due)} due, {open_still} still open" if due else "",
        dated=_table(due, slug) if due else None,
        usual=tuple(_usual(one, slug, at) for one in usual_year() if month.month in one.months),
    )


def _table(due: Iterable[Owed], slug: str) -> Table:
    rows = tuple(
        Row(
            (title_of(one), due_words(one.obligation), one.owner or "Nobody yet", state_part(one.obligation)),
            href=reverse("duties:one", args=(slug, one.duty.id)),
        )
        for one in due
    )
    columns = (Column("Duty"), Column("Due"), Column("Who answers"), Column("State"))
    return Table("What falls due", columns, rows, caption_hidden=True)


def _usual(one: Usual, slug: str, at: str) -> Choice:
    href = reverse("duties:one", args=(slug, one.duties[0])) if one.duties else at
    return Choice(one.words, href, ", ".join(one.duties) or "practice")


# ---- the statement ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartLine:
    """How many obligations of one part stand how."""

    part: str
    met: int
    due: int
    late: int
    not_evidenced: int

    @property
    def whole(self) -> int:
        """Return how many there are."""
        return self.met + self.due + self.late + self.not_evidenced


def part_lines(position: Position) -> tuple[PartLine, ...]:
    """Return each part of the catalogue that binds here, with how its obligations stand."""
    lines = []
    for part, label in PARTS.items():
        own = [one.obligation.state for one in position.owed if one.duty.part == part]
        line = PartLine(label, *(own.count(state) for state in (State.MET, State.DUE, State.LATE, State.NOT_EVIDENCED)))
        lines += [line] if line.whole else []
    return tuple(lines)


def binding(position: Position) -> tuple[Owed, ...]:
    """Return the obligations that bind here in the year."""
    return tuple(one for one in position.owed if one.obligation.state not in NOT_BINDING)


def opening(position: Position) -> str:
    """Return the sentence that the statement begins with."""
    bound = len(binding(position))
    met, due = position.count(State.MET), position.count(State.DUE)
    late, bare = position.count(State.LATE), position.count(State.NOT_EVIDENCED)
    said = f"Of {counted(bound, 'obligation')} in {position.year}, {met} are met, {due} fall due later,"
    return f"{said} {late} are late and {bare} are not evidenced."


def doubt_words(position: Position) -> str:
    """Return how much of the law behind the statement is unconfirmed, and what does not bind."""
    bound = binding(position)
    unsure = len({one.duty.id for one in bound if one.duty.unconfirmed})
    duties = len({one.duty.id for one in bound})
    out = len({one.duty.id for one in position.owed if one.obligation.state is State.NOT_IN_FORCE})
    return (
        f"Of the {duties} duties behind them, {unsure} rest on law that was not wholly read in the statute itself and"
        f" are marked as unconfirmed; {out} more are not in force. Met means that evidence is on record, not that its"
        " content was judged."
    )
