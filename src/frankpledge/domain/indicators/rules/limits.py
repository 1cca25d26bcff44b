"""The parts of an indicator with what was expected of them: what every way of judging them answers with."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.change.two_counts import Change
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.rules import Rule
from frankpledge.domain.indicators.rules import figure
from frankpledge.domain.indicators.rules.judged import Verdict
from frankpledge.domain.indicators.rules.windows import Part, Way


@dataclass(frozen=True)
class Limit:
    """A part as it was judged: what was expected of it, its range, and whether a rule fired. All as figures."""

    part: Part
    value: float | None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    rules: tuple[Rule, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return whether it is a signal, and on which side."""
        if not self.rules or self.value is None or self.centre is None:
            return "none"
        return "higher" if self.value > self.centre else "lower"


@dataclass(frozen=True)
class Limits:
    """The parts of an indicator with their limits, and the method in words; `why` where there was too little."""

    points: tuple[Limit, ...]
    method: str = ""
    why: str = ""
    change: Change | None = None


def value_of(part: Part, way: Way) -> float | None:
    """Return the figure of one part."""
    made = figure(way.measure, per=way.per, numbers=part.numbers)
    return None if made is None else float(made)


def is_unusual(part: Part, way: Way) -> bool:
    """Return whether a part touches a month of which no baseline is made."""
    return bool(way.unusual & set(Window(Month.of(part.starts), Month.of(part.ends)).months()))
