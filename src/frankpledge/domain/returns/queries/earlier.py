"""What a supplier is shown beside each box, and what its answer is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from frankpledge.analysis.periods import Month, Quarter, Window
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.values import Known, known_values
from frankpledge.domain.returns.models import Cell, Pair, Return
from frankpledge.domain.returns.queries import box_of, window_of
from frankpledge.domain.returns.rules.answers import Answer, Box
from frankpledge.domain.returns.rules.questions import Before, Held, Question, against, unusual, within

SHOWN = 8


@dataclass(frozen=True)
class Slot:
    """One earlier period: its figure, or why there is none. `hidden`: there may be one, which a code shows."""

    window: Window
    figure: Decimal | None = None
    missing: str = ""
    hidden: bool = False

    @property
    def head(self) -> tuple[str, str]:
        """Return its name in two lines: Q3 and 2023/24, or Jul and 2025."""
        if self.window.length == 1:
            return self.window.first.name[:3], str(self.window.first.year)
        year, quarter = str(Quarter.of(self.window.first)).split()
        return quarter, year


@dataclass(frozen=True)
class Earlier:
    """What came before in one cell: the last periods as they are shown, and all that is known, for the checks."""

    slots: tuple[Slot, ...]
    before: tuple[Before, ...]
    whole: bool

    @property
    def hidden(self) -> int:
        """Return how many earlier values are there and not shown."""
        return sum(one.hidden for one in self.slots)


def earlier_of(one: Return, *, shown: bool = False) -> dict[str, Earlier]:
    """Return by box what came before. Unless `shown`, only what was published and is not sensitive can be seen."""
    cells, window = list(one.cells.all()), window_of(one.round)
    known: dict[str, Mapping[Indicator, Sequence[Known]]] = {}
    for breakdown in {cell.breakdown for cell in cells}:
        held = [cell.indicator for cell in cells if cell.breakdown == breakdown]
        known[breakdown] = known_values(held, breakdown=breakdown)
    return {
        str(cell.pk): _earlier(cell, known[cell.breakdown].get(cell.indicator, ()), window, shown=shown)
        for cell in cells
    }


def _earlier(cell: Cell, known: Sequence[Known], window: Window, *, shown: bool) -> Earlier:
    by_start = {
        one.starts: one for one in known if _window(one).length == window.length and one.ends < window.first.first_day
    }
    slots = []
    for back in range(SHOWN, 0, -1):
        place = window.shifted(-back * window.length)
        slots.append(_slot(place, by_start.get(place.first.first_day), sensitive=cell.indicator.sensitive, shown=shown))
    before = tuple(
        Before(_window(one), one.numbers.numerator, one.numbers.denominator)
        for _, one in sorted(by_start.items())
        if not one.missing
    )
    whole = shown or (not cell.indicator.sensitive and all(one.published for one in by_start.values()))
    return Earlier(tuple(slots), before, whole)


def _window(one: Known) -> Window:
    return Window(Month.of(one.starts), Month.of(one.ends))


def _slot(place: Window, one: Known | None, *, sensitive: bool, shown: bool) -> Slot:
    if one is None:
        return Slot(place)
    if not shown and (sensitive or not one.published):
        return Slot(place, hidden=True)
    return Slot(place, one.figure, one.missing)


# ---- what is asked about an answer -----------------------------------------------------------------------------------


def questions_about(
    one: Return, answers: Mapping[str, Answer], *, at_entry: bool, shown: bool = False
) -> dict[str, list[Question]]:
    """Return by box what the checks ask of some answers.

    At entry only what the holder can see is asked with: else somebody to whom a link was forwarded could find out by
    trying what is hidden. Once sent everything is asked, for the partnership's own eyes.
    """
    cells, window = list(one.cells.all()), window_of(one.round)
    boxes: list[Box] = [box_of(cell) for cell in cells]
    asked = within(boxes, answers)
    earlier = earlier_of(one, shown=shown)
    held = _held(one, cells, at_entry=at_entry)
    for box, cell in zip(boxes, cells, strict=True):
        answer = answers.get(box.id, Answer())
        if asked[box.id]:
            continue
        if not at_entry or earlier[box.id].whole:
            found = unusual(box, answer, window, earlier[box.id].before)
            asked[box.id] += [found] if found else []
        if not cell.breakdown:
            asked[box.id] += against(answer, held.get(cell.indicator_id, ()))
    return asked


def _held(one: Return, cells: Iterable[Cell], *, at_entry: bool) -> dict[UUID, list[Held]]:
    """Return what each indicator of a return is held against: the other's value of the same period, if it is known."""
    pairs = Pair.objects.filter(
        workspace=one.workspace, withdrawn_at__isnull=True, indicator__in=[cell.indicator_id for cell in cells]
    ).select_related("other")
    found = known_values({pair.other for pair in pairs})
    held: dict[UUID, list[Held]] = {}
    for pair in pairs:
        for known in found.get(pair.other, ()):
            if (known.starts, known.ends) != (one.round.starts, one.round.ends) or known.numbers.numerator is None:
                continue
            if at_entry and (pair.other.sensitive or not known.published):
                continue
            held.setdefault(pair.indicator_id, []).append(
                Held(pair.other.name, known.numbers.numerator, pair.low, pair.high, pair.words)
            )
    return held
