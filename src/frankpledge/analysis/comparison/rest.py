"""An area against the rest: the ratio of their rates, with the area itself taken out of its comparator."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.change.two_counts import Change, Verdict, compare_counts
from frankpledge.analysis.counts import check_base, check_count
from frankpledge.analysis.refusals import NotACount

_WORDS: dict[Verdict, str] = {
    "higher": "higher than",
    "lower": "lower than",
    "none": "about the same as",
    "cannot_tell": "not to be told from",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An area's rate ÷ the rate of the others, with its interval and what it allows to be said.

    `ratio` is infinite where the others had no events and None where nobody had any; `low` and `high` are None where
    nothing could be tested (from 50 events without a dispersion).
    """

    verdict: Verdict
    ratio: float | None
    low: float | None
    high: float | None
    statistic: float | None
    p_value: float | None
    n: float
    dispersion: float | None
    confidence: float
    method: str
    reason: str

    @property
    def lower(self) -> float | None:
        """The ratio's lower bound, by its longer name."""
        return self.low

    @property
    def upper(self) -> float | None:
        """The ratio's upper bound, by its longer name."""
        return self.high

    @property
    def words(self) -> str:
        """What may be written between the area and its comparator: "higher than", "not to be told from"."""
        return _WORDS[self.verdict]


def compare_with_rest(
    *,
    events: float,
    population: float,
    rest_events: float,
    rest_population: float,
    dispersion: float | None,
    confidence: float = 0.95,
    material: float = 0.10,
) -> Comparison:
    """Return how the area's rate stands to that of the rest, whose counts must not include the area's own.

    Higher: the dispersion-adjusted interval of the ratio lies above 1. Method and edges are those of
    `change.compare_counts`, with populations as exposures. `compare_with_whole` takes the area out for you.
    """
    change = compare_counts(
        before=rest_events,
        after=events,
        exposure_before=check_base(rest_population, name="rest_population"),
        exposure_after=check_base(population, name="population"),
        dispersion=dispersion,
        confidence=confidence,
        material=material,
    )
    return _comparison(change)


def compare_with_whole(
    *,
    events: float,
    population: float,
    whole_events: float,
    whole_population: float,
    dispersion: float | None,
    confidence: float = 0.95,
    material: float = 0.10,
) -> Comparison:
    """Return how the area's rate stands to that of the others in a whole (a force, a region) that contains it."""
    check_count(events, name="events")
    check_count(whole_events, name="whole_events")
    if events > whole_events:
        raise NotACount(f"The area has {events:g} events but the whole only {whole_events:g}.", where="whole_events")
    return compare_with_rest(
        events=events,
        population=population,
        rest_events=whole_events - events,
        rest_population=whole_population - population,
        dispersion=dispersion,
        confidence=confidence,
        material=material,
    )


def _comparison(change: Change) -> Comparison:
    return Comparison(
        verdict=change.verdict,
        ratio=change.ratio,
        low=change.low,
        high=change.high,
        statistic=change.statistic,
        p_value=change.p_value,
        n=change.n,
        dispersion=change.dispersion,
        confidence=change.confidence,
        method=change.method,
        reason=change.reason,
    )
