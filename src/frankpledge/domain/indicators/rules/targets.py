"""What a target has to say, by its kind, and how it is told in words; the column of red, amber and green."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from frankpledge.domain.indicators.rules import NotATarget, Polarity, TargetKind
from frankpledge.domain.indicators.rules.judged import Position

Colour = Literal["red", "amber", "green", "grey"]
COLUMN_RULE = (
    "From the position against the target alone: green where the figure with its interval meets it, red where it does "
    "not, amber where it is too close to call, grey where there is no target, no figure or no interval. It says "
    "nothing of change or of the data."
)
FEWEST_POINTS = 2


def check_aimed(
    kind: TargetKind, *, low: Decimal | None, high: Decimal | None, points: Sequence[tuple[date, Decimal]],
    reason: str, expected_on: date | None,
) -> None:  # fmt: skip
    """Refuse a target that lacks what its kind needs."""
    match kind:
        case TargetKind.VALUE:
            if low is None or high is not None:
                raise NotATarget("a value is one number.", where="low", cure="Write the number in the first box alone.")
        case TargetKind.RANGE:
            _check_range(low, high)
        case TargetKind.TRAJECTORY:
            _check_points(points)
        case TargetKind.NONE_YET:
            _check_none_yet(reason, expected_on)
        case TargetKind.DIRECTION:
            if low is not None or high is not None:
                raise NotATarget("a direction has no number.", where="low", cure="Clear it, or choose a value.")


def _check_none_yet(reason: str, expected_on: date | None) -> None:
    if not reason.strip():
        raise NotATarget("it is not said why there is none yet.", where="reason", cure="Write why.")
    if expected_on is None:
        raise NotATarget("it is not said when there will be one.", where="expected_on", cure="Write the day by which.")


def _check_range(low: Decimal | None, high: Decimal | None) -> None:
    if low is None or high is None:
        raise NotATarget("a range has two ends.", where="high", cure="Write both.")
    if low >= high:
        raise NotATarget("the range ends before it begins.", where="high", cure="Write the lower end first.")


def _check_points(points: Sequence[tuple[date, Decimal]]) -> None:
    if len(points) < FEWEST_POINTS:
        raise NotATarget(
            "a trajectory has two points or more.", where="points", cure="Write a day and a value on each line."
        )
    days = [day for day, _ in points]
    if len(set(days)) != len(days):
        raise NotATarget("a day is there twice.", where="points", cure="Leave one.")


def read_points(text: str) -> tuple[tuple[date, Decimal], ...]:
    """Return the points of a trajectory, a day and a value on each line or before each semicolon; else refused."""
    found = []
    for line in filter(None, (one.strip() for one in text.replace(";", "\n").splitlines())):
        try:
            said, value = line.split()
            found.append((date.fromisoformat(said), Decimal(value)))
        except (ValueError, InvalidOperation):
            raise NotATarget(
                f"“{line}” is no day with a value.", where="points", cure="Write 2026-03-31 120 on a line."
            ) from None
    return tuple(found)


def target_words(
    kind: TargetKind, polarity: Polarity, *, low: Decimal | None, high: Decimal | None,
    points: Sequence[tuple[date, Decimal]], decimals: int = 0, sign: str = "",
) -> str:  # fmt: skip
    """Return a target in words: "at most 32%", "80 to 125", "smaller each year", "from 100 to 60 by 1 April 2026"."""

    def said(value: Decimal | None) -> str:
        return "" if value is None else f"{value:,.{decimals}f}{sign}"

    match kind:
        case TargetKind.VALUE:
            before = {Polarity.SMALLER: "at most ", Polarity.BIGGER: "at least "}.get(polarity, "")
            return f"{before}{said(low if low is not None else high)}"
        case TargetKind.RANGE:
            return f"{said(low)} to {said(high)}"
        case TargetKind.DIRECTION:
            ways = {Polarity.SMALLER: "lower than a year before", Polarity.BIGGER: "higher than a year before"}
            return ways.get(polarity, "which way is not stated")
        case TargetKind.TRAJECTORY:
            (_, first), (day, last) = points[0], points[-1]
            return f"from {said(first)} to {said(last)} by {day.day} {day:%B %Y}"
        case _:
            return "none yet"


def colour_of(position: Position) -> Colour:
    """Return the colour that a reporting column shows of a position; grey wherever nothing can be told."""
    if position.low is None and position.standing not in {"meets", "misses"}:
        return "grey"
    colours: dict[str, Colour] = {"meets": "green", "misses": "red", "close": "amber"}
    return colours.get(position.standing, "grey")
