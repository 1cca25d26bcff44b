"""Which figures a reader of the report before would not recognise: what each was then, what it is now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frankpledge.domain.indicators.queries.overview import Line, lines_of, printed
from frankpledge.domain.indicators.queries.values import known_values


@dataclass(frozen=True)
class Revised:
    """One figure that is another than when the report before was made."""

    indicator: UUID
    name: str
    label: str
    was: str
    now: str
    because: str


def revised(lines: Iterable[Line], *, since: datetime, published: bool = False) -> tuple[Revised, ...]:
    """Return the figures that were printed otherwise as known at a moment, in the order of the indicators.

    With `published` both are told by what stood before the board.
    """
    every = list(lines)
    held = lines_of([one.indicator for one in every], as_known=since, published=published)
    then = {one.indicator.pk: one for one in held}
    reasons = _reasons(every, published=published)
    found = []
    for line in every:
        old = {one.ends: one for one in then[line.indicator.pk].series} if line.indicator.pk in then else {}
        for shown in line.series:
            was = old.get(shown.ends)
            if was is None or was.figure is None:
                continue
            before, now = printed(was.figure, line.definition), printed(shown.figure, line.definition)
            if before != now:
                why = reasons.get((line.indicator.pk, shown.ends), "no reason was given")
                found.append(Revised(line.indicator.pk, line.indicator.name, shown.label, before, now, why))
    return tuple(found)


def _reasons(lines: Iterable[Line], *, published: bool) -> Mapping[tuple[UUID, date], str]:
    """Return by indicator and last day of a period why its value is another than before."""
    every = list(lines)
    at = every[0].as_known if every else None
    known = known_values([one.indicator for one in every], at=at, published=published)
    return {(one.pk, value.ends): value.because for one, held in known.items() for value in held if value.because}
