"""What became of each crime, and what a publication of a given month could know of it.

The street file shows the latest outcome; the outcomes file lists each when it was decided. A charge is shown first as
awaiting the court, then, since courts' results are not matched, as a result that is not available.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.demo.generator.partition import Ints
from frankpledge.demo.generator.profiles import profiles

CHARGED = "Suspect charged"
_UNDER_INVESTIGATION = "Under investigation"
_AWAITING = "Awaiting court outcome"
_COURT_UNKNOWN = "Court result unavailable"
_UNKNOWN = "Status update unavailable"
_NEVER_TOLD = 0.07
_NEVER_TOLD_AFTER = 5


@dataclass(frozen=True)
class Outcomes:
    """For each record the outcome in the end ("" for none), and the positions of its month and of the court's."""

    decided: NDArray[np.object_]
    month: Ints
    court: Ints

    def shown(self, *, recorded: Ints, as_of: int) -> NDArray[np.object_]:
        """The last outcome category of each record in a street file published in the month `as_of`."""
        words = self.decided.copy()
        charged = self.decided == CHARGED
        words[charged] = np.where(self.court[charged] <= as_of, _COURT_UNKNOWN, _AWAITING)
        pending = (self.month > as_of) & (self.decided != "")
        words[pending] = _UNDER_INVESTIGATION
        words[(self.decided == _UNKNOWN) & (as_of - recorded < _NEVER_TOLD_AFTER)] = _UNDER_INVESTIGATION
        return words

    def listed(self, *, month: int) -> NDArray[np.intp]:
        """The records whose outcome was decided in a month, for its outcomes file."""
        return np.flatnonzero((self.month == month) & (self.decided != "") & (self.decided != _UNKNOWN))


def outcomes(*, kind: Ints, month: Ints, rng: np.random.Generator) -> Outcomes:
    """Return what became of records of these crime types recorded in these months."""
    decided = np.full(len(kind), "", dtype=object)
    for position, profile in enumerate(profiles()):
        here = np.flatnonzero(kind == position)
        if profile.outcomes:
            odds = np.array(list(profile.outcomes.values()))
            words = np.array(list(profile.outcomes), dtype=object)
            decided[here] = rng.choice(words, size=len(here), p=odds / odds.sum())
            decided[here[rng.random(len(here)) < _NEVER_TOLD]] = _UNKNOWN
    wait = rng.geometric(0.45, len(kind)) - 1
    wait[decided == CHARGED] += rng.integers(0, 3, int((decided == CHARGED).sum()))
    return Outcomes(decided, month + wait, month + wait + rng.integers(3, 15, len(kind)))
