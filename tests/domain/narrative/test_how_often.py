"""How often claims of change find what was planted, and how often they claim what was not: rates, never one detection.

That a claim holds exactly when `compared` gives its verdict is proved on the county, type by type, in `test_claims`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import nct
from scipy.stats import t as student

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.demo.generator.series import Nature, expected, months_from, simulate
from frankpledge.demo.generator.truths import planted_truths
from frankpledge.domain.evidence.queries.months import Months, compared, crime
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import offered
from frankpledge.domain.narrative.queries.catalogue import figure_query, judged, predicate
from tests.demo.generator.chance import plausible
from tests.domain.narrative.conftest import YEAR

MONTHS = months_from("2023-01", 36)
WINDOW = year_ending(Month(2025, 12))
MEAN, ALPHA, FREEDOM = 100, 0.006, 24 - 5
KIND = "Vehicle crime"


def factors_of(name: str) -> NDArray[np.float64]:
    change, factors = planted_truths().change(name), np.ones(len(MONTHS))
    factors[list(change.span(len(MONTHS)))] = change.factor
    return factors


def verdicts(factors: NDArray[np.float64], *, copies: int, seed: int) -> Counter[str]:
    """Return what claims of change would say of so many areas in which the same thing happened."""
    nature = Nature(alpha=ALPHA, amplitude=0.15, peak_month=7, autocorrelation=0.0)
    level = expected(mean=MEAN, months=MONTHS, nature=nature, factors=factors)
    return Counter(
        said(row) for row in simulate(means=level, nature=nature, rng=np.random.default_rng(seed), copies=copies)
    )


def said(row: NDArray[np.int64]) -> str:
    present = tuple(Month.parse(month) for month in MONTHS)
    counts = {(month, KIND): int(n) for month, n in zip(present, row, strict=True)}
    found = compared(Months(counts, present, ("nevershire",)), WINDOW, crime, nation="england", force="Nevershire")
    assert found is not None
    return found.change.verdict


def chance_of_a_change(factors: NDArray[np.float64]) -> float:
    """Return how often theory calls it changed: noncentral t, since the dispersion is estimated from 24 months."""
    before, after = MEAN * factors[12:24].sum(), MEAN * factors[24:].sum()
    error = ((1 + ALPHA * MEAN) * (1 / before + 1 / after)) ** 0.5
    shift = abs(np.log(after / before)) / error
    return float(nct.sf(1.96, FREEDOM, shift) + nct.cdf(-1.96, FREEDOM, shift))


@pytest.mark.parametrize(("name", "right", "wrong"), [("step", "higher", "lower"), ("fall", "lower", "higher")])
def test_a_planted_rise_or_fall_is_claimed_as_often_as_theory_says_and_never_the_other_way(
    name: str, right: str, wrong: str
) -> None:
    found = verdicts(factors_of(name), copies=200, seed=31)
    assert plausible(found[right], of=200, probability=chance_of_a_change(factors_of(name)))
    assert found[wrong] == 0


def test_a_change_of_a_tenth_is_claimed_no_oftener_than_theory_says() -> None:
    small = np.where(np.arange(len(MONTHS)) >= 24, 0.9, 1.0)
    found = verdicts(small, copies=300, seed=32)
    assert plausible(found["lower"], of=300, probability=chance_of_a_change(small))


def test_where_nothing_changed_a_change_is_claimed_no_oftener_than_theory_says() -> None:
    found = verdicts(np.ones(len(MONTHS)), copies=500, seed=33)
    assert plausible(found["higher"] + found["lower"], of=500, probability=2 * float(student.sf(1.96, FREEDOM)))
    assert found["none"] + found["cannot_tell"] > 450


@pytest.mark.django_db
def test_of_all_wards_and_types_in_which_nothing_was_planted_few_are_claimed_to_have_changed(now: Known) -> None:
    claimed: Counter[str] = Counter()
    for area, kind in quiet_series(now):
        states = {
            name: judged(now, predicate(name, area=area, what=kind, period=YEAR)).state for name in ("rose", "fell")
        }
        assert set(states.values()) <= {"holds", "untrue"}
        claimed.update(["series", *(name for name, state in states.items() if state == "holds")])
    assert claimed["series"] > 100
    assert claimed["rose"] + claimed["fell"] <= 0.07 * claimed["series"]


def quiet_series(known: Known) -> Iterator[tuple[str, str]]:
    """Yield the wards of Nevermouth with each type of crime in which the generator planted nothing."""
    planted = {change.crime_type for change in planted_truths().changes} | {planted_truths().emerging.crime_type}
    area, what = figure_query("recorded_count").arguments[:2]
    kinds = [value for value, _ in offered(known, what) if value not in {"crime", "asb", *planted}]
    for place, _ in offered(known, area):
        if place.startswith("ward:"):
            yield from ((place, kind) for kind in kinds)
