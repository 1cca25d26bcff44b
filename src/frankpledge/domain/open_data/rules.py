"""What a table is asked to show, which of the fixed tables that is, and how a proposal stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal
from frankpledge.statute.disclosure import Geometry, disclosure

LONGEST_REASON = 500


class State(StrEnum):
    """How a proposal stands."""

    WAITS = "waits"
    RELEASED = "released"
    TURNED_DOWN = "turned_down"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"waits": "Waits for approval", "released": "Released", "turned_down": "Turned down"}[self]


class Place(StrEnum):
    """By which places a table counts."""

    PARTNERSHIP = "csp"
    WARD = "ward"
    NEIGHBOURHOOD = "lsoa"

    @property
    def label(self) -> str:
        """Return the places as they are shown."""
        return {"csp": "The whole partnership", "ward": "Wards", "lsoa": "Neighbourhoods (LSOAs)"}[self]


class Detail(StrEnum):
    """How finely a table tells types apart."""

    TYPE = "type"
    GROUP = "group"
    ALL = "all"
    SENSITIVE = "sensitive"

    @property
    def label(self) -> str:
        """Return the detail as it is shown."""
        words = {"type": "Every type", "group": "Groups of types", "all": "All types together"}
        return words.get(self, "What is sensitive: sexual, domestic, hate, health")


class Period(StrEnum):
    """By which periods a table counts."""

    MONTH = "month"
    QUARTER = "quarter"
    ROLLING = "rolling year"
    YEAR = "year"
    THREE_YEARS = "three years"

    @property
    def label(self) -> str:
        """Return the periods as they are shown."""
        return {
            "month": "Months", "quarter": "Quarters", "rolling year": "Twelve months to the end of each quarter",
            "year": "Years", "three years": "Three years together",
        }[self]  # fmt: skip

    @property
    def span(self) -> int:
        """Return of how many months a period is."""
        return {"month": 1, "quarter": 3, "three years": 36}.get(self, 12)

    @property
    def step(self) -> int:
        """Return how many months lie between the beginnings of two."""
        return {"month": 1, "quarter": 3, "rolling year": 3}.get(self, 12)


class CannotRelease(Refusal):
    """A table may not be released as it was asked for."""


@dataclass(frozen=True)
class Asked:
    """A table as it is asked for: of which data set, by what, from which month to which; `rates`: by residents too."""

    source: str
    place: Place
    detail: Detail
    period: Period
    first: Month
    last: Month
    rates: bool = False

    def as_json(self) -> dict[str, str]:
        """Return it as the proposal keeps it."""
        asked = {
            "source": self.source, "place": self.place.value, "detail": self.detail.value,
            "period": self.period.value, "first": str(self.first), "last": str(self.last),
        }  # fmt: skip
        return {**asked, "rates": "yes"} if self.rates else asked

    @property
    def words(self) -> str:
        """Return the table in words: Wards, every type, years, April 2024 to March 2025."""
        span = self.first.label if self.first == self.last else f"{self.first.label} to {self.last.label}"
        with_rates = ", with rates" if self.rates else ""
        return f"{self.place.label}, {self.detail.label.lower()}, {self.period.label.lower()}, {span}{with_rates}"

    @property
    def geometry(self) -> Geometry | None:
        """Return the fixed table that it is a part or a sum of, None where it is finer than any."""
        if self.detail is Detail.SENSITIVE:
            wanted = "sensitive" if (self.place, self.period) == (Place.PARTNERSHIP, Period.YEAR) else ""
        elif self.place is Place.PARTNERSHIP:
            wanted = "" if self.period is Period.THREE_YEARS else "partnership"
        elif self.place is Place.WARD:
            wanted = "ward" if self.period is Period.YEAR else ""
        else:
            fits = self.period is Period.THREE_YEARS and self.detail is not Detail.TYPE
            wanted = "neighbourhood" if fits else ""
        return disclosure().geometry(wanted) if wanted else None

    @property
    def coarser(self) -> tuple[tuple[str, Asked], ...]:
        """Return ways to ask for less that a table allows: larger places, longer periods, merged types, or several.

        Each changes as little as it can; a way comes once, with the fewest changes first.
        """
        sizes = {Place.NEIGHBOURHOOD: 0, Place.WARD: 1, Place.PARTNERSHIP: 2}
        spans, merges = tuple(Period), (Detail.TYPE, Detail.GROUP, Detail.ALL)
        places = [one for one in sizes if sizes[one] >= sizes[self.place]]
        periods = spans[spans.index(self.period) :]
        details = (self.detail,) if self.detail is Detail.SENSITIVE else merges[merges.index(self.detail) :]
        found = []
        for place in places:
            for period in periods:
                for detail in details:
                    other = replace(self, place=place, period=period, detail=detail, rates=False)
                    if other != self and other.geometry is not None:
                        found.append((self._changes(other), other))
        found.sort(key=lambda one: len(one[0]))
        return tuple((" and ".join(changes), other) for changes, other in found)

    def _changes(self, other: Asked) -> tuple[str, ...]:
        told = (
            ("larger places", self.place != other.place),
            ("a longer period", self.period != other.period),
            ("merged types", self.detail != other.detail),
        )
        return tuple(words for words, changed in told if changed)


def asked_from(kept: Mapping[str, str]) -> Asked:
    """Return what was asked for, as a proposal keeps it."""
    return Asked(
        kept["source"], Place(kept["place"]), Detail(kept["detail"]), Period(kept["period"]),
        Month.parse(kept["first"]), Month.parse(kept["last"]), bool(kept.get("rates")),
    )  # fmt: skip


def check_rates(asked: Asked) -> None:
    """Refuse rates but of whole years, for the partnership or its wards: a rate is told beside its count alone."""
    if asked.rates and (asked.period not in {Period.YEAR, Period.ROLLING} or asked.place is Place.NEIGHBOURHOOD):
        raise CannotRelease(
            "Rates are told of twelve months, for the whole partnership or its wards.",
            cure="Ask for years of larger places, or leave the rates out.",
        )


def check_waits(state: str) -> None:
    """Refuse to decide on a proposal a second time."""
    if state != State.WAITS:
        raise CannotRelease("This proposal was decided on before.", cure="Propose the table again.")


def check_same(seen: str, now: str) -> None:
    """Refuse to release another table than the one that was looked at."""
    if seen != now:
        raise CannotRelease(
            "What may be shown is not what the proposal shows: something else was released meanwhile.",
            cure="Turn it down and propose the table again.",
        )


def check_reason(reason: str) -> str:
    """Return a reason, refused where nothing is said."""
    if not reason.strip():
        raise CannotRelease("It is not said why.", cure="Say why, in a sentence.")
    return reason.strip()[:LONGEST_REASON]


def check_released(state: State) -> None:
    """Refuse to withdraw what never was released."""
    if state is not State.RELEASED:
        raise CannotRelease("nothing of it is public.", cure="Turn the proposal down instead.")


def check_public(*, withdrawn: bool) -> None:
    """Refuse to withdraw what is withdrawn."""
    if withdrawn:
        raise CannotRelease("This table was withdrawn before.")
