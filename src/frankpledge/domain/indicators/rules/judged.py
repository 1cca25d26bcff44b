"""The three judgements of an indicator, never one colour: has it changed, how does it stand, is the data good.

Each is words and a shape; only a detected change has a colour, and only where it is stated which way is better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from frankpledge.domain.indicators.rules import Polarity

Verdict = Literal["higher", "lower", "none", "cannot_tell"]
Standing = Literal["meets", "close", "misses", "no_target"]
Side = Literal["smaller", "bigger", "neither"]
SIDES: Mapping[Polarity, Side] = {Polarity.SMALLER: "smaller", Polarity.BIGGER: "bigger"}
SIGNAL_WORDS: Mapping[Verdict, str] = {
    "higher": "Higher than expected",
    "lower": "Lower than expected",
    "none": "No detectable change",
    "cannot_tell": "Cannot tell",
}
STANDING_WORDS: Mapping[Standing, str] = {
    "meets": "Meets the target",
    "close": "Too close to call",
    "misses": "Does not meet the target",
    "no_target": "No target set",
}
IN_DOCUMENTS: Mapping[Standing, str] = {
    "meets": "met",
    "close": "cannot_tell",
    "misses": "not_met",
    "no_target": "no_target",
}
QUALITY_WORDS = {3: "Good", 2: "Use with care", 1: "Poor", 0: "Not usable"}
WORSE = {("higher", "smaller"), ("lower", "bigger")}
BETTER = {("lower", "smaller"), ("higher", "bigger")}


def side_of(polarity: Polarity) -> Side:
    """Return which way is better as shapes are coloured by it: not stated is as neither."""
    return SIDES.get(polarity, "neither")


@dataclass(frozen=True)
class Signal:
    """Has it changed? `note` says from what that is judged; `judged` is False where there was too little to judge."""

    verdict: Verdict
    side: Side = "neither"
    note: str = ""
    words: str = ""
    method: str = ""

    @property
    def said(self) -> str:
        """Return it in words."""
        return self.words or SIGNAL_WORDS[self.verdict]

    @property
    def shape(self) -> str:
        """Return the name of its mark."""
        return f"signal_{self.verdict}"

    @property
    def changed(self) -> bool:
        """Return whether a change was detected."""
        return self.verdict in {"higher", "lower"}

    @property
    def tone(self) -> str:
        """Return worse, better or ink."""
        change = (self.verdict, self.side)
        return "worse" if change in WORSE else "better" if change in BETTER else "ink"


@dataclass(frozen=True)
class Position:
    """How does it stand against the target? `low` to `high` is the interval of the figure, where it has one."""

    standing: Standing
    note: str = ""
    words: str = ""
    low: float | None = None
    high: float | None = None

    @property
    def said(self) -> str:
        """Return it in words."""
        return self.words or STANDING_WORDS[self.standing]

    @property
    def shape(self) -> str:
        """Return the name of its mark."""
        return f"position_{self.standing}"

    @property
    def verdict(self) -> str:
        """Return it as the blocks of documents name it."""
        return IN_DOCUMENTS[self.standing]


@dataclass(frozen=True)
class Quality:
    """How good is the data? 3 good, 2 with care, 1 poor, 0 not usable; `reasons` are what takes from it."""

    steps: int
    reasons: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Return it in words."""
        return QUALITY_WORDS[self.steps]

    @property
    def note(self) -> str:
        """Return what takes from it, as a sentence."""
        told = "; ".join(self.reasons)
        return f"{told[:1].upper()}{told[1:]}." if told else "Complete, settled and with its numbers."

    @property
    def shape(self) -> str:
        """Return the name of its mark."""
        return f"quality_{self.steps}"


@dataclass(frozen=True)
class Judged:
    """The three judgements, in the order in which they are always shown."""

    signal: Signal
    position: Position
    quality: Quality

    @property
    def calls(self) -> bool:
        """Return whether it is an exception that the board looks at first: changed, off its target, or not usable."""
        return self.signal.changed or self.position.standing == "misses" or self.quality.steps == 0
