"""What the evidence says of one area over one window: everything that a page or a chapter may quote.

Values only: the words are the documents' and the presenters'. Every number carries what it was worked out from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shapely import Geometry

from frankpledge.analysis.change import Change
from frankpledge.analysis.periods import Month, Window, same_period_last_year
from frankpledge.analysis.rates import Rate
from frankpledge.statute.events import Event


@dataclass(frozen=True)
class Compared:
    """Two counts of like months, and what may be said of the difference."""

    now: int
    before: int
    change: Change


@dataclass(frozen=True)
class Series:
    """Counts by month; None where a month was not published (missing, never zero)."""

    months: tuple[Month, ...]
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Band:
    """What one month was expected to be, from the months before it, and whether it is a signal.

    A signal lies outside the range, or (`in_a_run`) within it among seven or more on one side of the centre. A month
    that is recorded otherwise than those before (`unsure`) is never a signal.
    """

    centre: float
    lower: float | None
    upper: float | None
    signal: Literal["higher", "lower", ""] = ""
    in_a_run: bool = False
    unsure: bool = False


SHOWN_MONTHS = 36


def lately(series: Series, bands: tuple[Band | None, ...]) -> tuple[Series, tuple[Band | None, ...]]:
    """Return the last three years of a series and of what was expected: as much as a picture can hold.

    Months before the first that is there are left out: a gap is drawn between values, not before them.
    """
    start = max(0, len(series.months) - SHOWN_MONTHS)
    start = next((at for at, value in enumerate(series.values) if at >= start and value is not None), start)
    return Series(series.months[start:], series.values[start:]), bands[start:]


@dataclass(frozen=True)
class TypeReading:
    """One crime type: its total in the window, and its comparison over the months that both years have."""

    name: str
    total: int
    compared: Compared | None


@dataclass(frozen=True)
class AreaLevel:
    """The level of an area among others: events, residents and the rate with its interval."""

    code: str
    name: str
    events: int
    people: int | None
    rate: Rate | None
    own: bool = False


@dataclass(frozen=True)
class Comparison:
    """The area beside the other partnerships of its force, and against the force without it."""

    areas: tuple[AreaLevel, ...]
    force: AreaLevel | None
    verdict: str
    reason: str
    lower: float | None = None
    upper: float | None = None
    ratio: float | None = None
    placeless: int = 0


@dataclass(frozen=True)
class PlaceReading:
    """One neighbourhood (smallest group of LSOAs common to both vintages) or ward."""

    code: str
    name: str
    within: str
    events: int
    people: int | None
    rate: Rate | None


def most_first(places: Iterable[PlaceReading]) -> tuple[PlaceReading, ...]:
    """Return places in the order of their events, most first, those with as many by name."""
    return tuple(sorted(places, key=lambda place: (-place.events, place.name)))


def fewest_holding_half(places: tuple[PlaceReading, ...]) -> int:
    """Return how many of the first places together hold at least half of all events."""
    half, held = sum(place.events for place in places) / 2, 0
    for number, place in enumerate(places, start=1):
        held += place.events
        if held >= half:
            return number
    return len(places)


@dataclass(frozen=True)
class Places:
    """The neighbourhoods and wards of the area, most crime first, and how concentrated crime is among them."""

    neighbourhoods: tuple[PlaceReading, ...]
    wards: tuple[PlaceReading, ...]
    wards_unknown: int
    fewest_holding_half: int
    top_share: float
    top_count: int
    gini: float | None


@dataclass(frozen=True)
class Outline:
    """The outline of one neighbourhood or ward, in longitude and latitude, and the events in it (None: not known)."""

    code: str
    name: str
    events: int | None
    shape: Geometry


@dataclass(frozen=True)
class SourceLine:
    """One data set that was used: who supplied it, for when, how good it is, and whether it comes from the police."""

    data_set: str
    supplier: str
    period: str
    quality: int
    know: str
    police: bool
    context: bool = False


@dataclass(frozen=True)
class QualityReading:
    """What a reader must know of the rows behind the counts."""

    rows: int
    duplicates: int
    placeless: int
    force_rows: int
    missing_now: tuple[str, ...]
    missing_before: tuple[str, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class AreaReading:
    """All of it. `like` are the months of the window that the year before has too; `like_before` those months then.

    `events` are those registered beside the national ones.
    """

    kind: str
    code: str
    name: str
    force: str
    window: Window
    like: tuple[Month, ...]
    complete: bool
    known_on: date
    generated: bool
    people: int | None
    people_year: int | None
    people_flag: str
    crime: int
    crime_rate: Rate | None
    crime_compared: Compared | None
    asb: int
    asb_compared: Compared | None
    types: tuple[TypeReading, ...]
    crime_series: Series
    asb_series: Series
    expected: tuple[Band | None, ...]
    dispersion: float | None
    comparison: Comparison | None
    places: Places | None
    sources: tuple[SourceLine, ...]
    quality: QualityReading
    releases: tuple[str, ...]
    outlines: tuple[Outline, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def span(self) -> str:
        """The window as a figure must name it: with the months that are missing from it, if any are."""
        gone = self.quality.missing_now
        if not gone:
            return self.window.label
        there = len(self.window) - len(gone)
        return f"{there} of {len(self.window)} months of the {self.window.label} (not {', '.join(gone)})"

    @property
    def within(self) -> str:
        """The same, as it stands in a sentence: "in the year ending December 2025"."""
        return f"in {self.span}" if self.quality.missing_now else f"in the {self.span}"

    @property
    def before(self) -> Window:
        """The same months a year earlier."""
        return same_period_last_year(self.window)

    @property
    def like_before(self) -> tuple[Month, ...]:
        """The like months, a year earlier."""
        return tuple(month - 12 for month in self.like)

    @property
    def known_at(self) -> str:
        """The day of the cut-off as it is printed: 31 March 2026."""
        return f"{self.known_on.day} {self.known_on:%B %Y}"

    @property
    def cut_off(self) -> str:
        """The cut-off in words."""
        return f"As known on {self.known_at}"
