"""The months of one question, with what every study needs to know of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.periods import Month, Window, same_period_last_year
from frankpledge.domain.evidence.queries.area import Comparing, around
from frankpledge.domain.evidence.queries.explore import Explored, chosen_by, explored_of, type_of
from frankpledge.domain.evidence.queries.months import Months, months_of
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.lake import queries
from frankpledge.refusal import Refusal
from frankpledge.statute.events import Event, events_touching, recording_changes


class CannotStudy(Refusal):
    """A study has too little to go by, or would say what its method cannot."""


@dataclass(frozen=True)
class Subject:
    """One question with its months: `values` are those of `months`, None where a month was not published."""

    asked: Asked
    explored: Explored
    all: Months
    months: tuple[Month, ...]
    values: tuple[int | None, ...]
    comparing: Comparing
    source: str

    @property
    def name(self) -> str:
        """Return the area's name as it is printed."""
        return self.explored.name

    @property
    def window(self) -> Window:
        """Return the months asked about."""
        return self.asked.window

    @property
    def before(self) -> Window:
        """Return the same months a year earlier."""
        return same_period_last_year(self.window)

    @property
    def cut_off(self) -> str:
        """Return the cut-off in words."""
        return self.explored.cut_off

    @property
    def dispersion(self) -> float | None:
        """Return how far months vary around their season, None where it is not known."""
        return self.explored.compared.change.dispersion if self.explored.compared else None

    @property
    def events(self) -> tuple[Event, ...]:
        """Return the events and changes of recording that touch the months and what is counted, the earliest first."""
        return events_touching(
            first=self.months[0],
            last=self.months[-1],
            force=self.comparing["force"] or None,
            nation=self.comparing["nation"],
            crime_type=type_of(self.asked.what),
            also=self.comparing["events"],
        )

    def unbroken(self, *, since: Month | None = None) -> tuple[tuple[Month, ...], tuple[float, ...]]:
        """Return the last months of the series without a gap, none of them before `since`."""
        held: list[tuple[Month, float]] = []
        for month, value in zip(reversed(self.months), reversed(self.values), strict=True):
            if value is None or (since and month < since):
                break
            held.append((month, float(value)))
        held.reverse()
        return tuple(month for month, _ in held), tuple(value for _, value in held)

    def recorded_otherwise(self, first: Window, last: Window) -> tuple[Event, ...]:
        """Return the changes of recording that part two windows of what is counted."""
        found = recording_changes(
            before=first,
            after=last,
            force=self.comparing["force"] or None,
            crime_type=type_of(self.asked.what),
            also=self.comparing["events"],
        )
        chosen = chosen_by(self.asked.what)
        return tuple(event for event in found if not event.types or any(chosen(kind) for kind in event.types))


def subject(asked: Asked) -> Subject:
    """Return the months of a question. Refused where no month of its window is loaded."""
    return _subject(asked)


@lru_cache(maxsize=64)
def _subject(asked: Asked) -> Subject:
    found = explored_of(asked.snapshot, asked.area, what=asked.what, window=asked.window, events=asked.events)
    months = months_of(asked.snapshot, asked.area, asked.window)
    whole = months.series(chosen_by(asked.what), last=asked.window.last)
    return Subject(
        asked=asked,
        explored=found,
        all=months,
        months=whole.months,
        values=whole.values,
        comparing=around(asked.snapshot, asked.area, asked.events),
        source=f"data.police.uk, street-level files of {', '.join(queries.force_name(slug) for slug in months.forces)}",
    )
