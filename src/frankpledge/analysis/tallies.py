"""Adding up counts of which some are not known: nothing recorded, none, and not known stay three things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum of counts: what is known of it, and how many were counted and how many were not.

    `total` is None where nothing was counted at all; `str` gives it in words: "not recorded", "0", "34", "at least 34".
    """

    total: int | None
    counted: int
    not_known: int

    @property
    def whole(self) -> bool:
        """Return whether every count is known, and there is one."""
        return self.counted > 0 and not self.not_known

    def __str__(self) -> str:
        if self.total is None:
            return "not known" if self.not_known else "not recorded"
        return f"at least {self.total:,}" if self.not_known else f"{self.total:,}"


def tally(*, counts: Iterable[int | None]) -> Tally:
    """Return the sum of counts, of which those that are None were not known. A count below zero is a ValueError."""
    found = list(counts)
    known = [each for each in found if each is not None]
    if any(each < 0 for each in known):
        raise ValueError("a count cannot be negative")
    return Tally(sum(known) if known else None, len(known), len(found) - len(known))


def mean_score(*, counts: dict[int, int]) -> float | None:
    """Return the mean of answers on a scale, given how many chose each step; None where nobody answered."""
    answers = sum(counts.values())
    return sum(step * count for step, count in counts.items()) / answers if answers else None
