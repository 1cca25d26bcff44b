"""The force's records hold the planted truths, as far as chance lets one realisation show."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from frankpledge.demo.generator.generate import Scene
from frankpledge.demo.generator.profiles import profiles, type_names
from frankpledge.demo.generator.records import Records, partnerships
from frankpledge.demo.generator.series import expected, months_from
from frankpledge.demo.generator.truths import Truths
from tests.demo.generator.chance import plausible

MONTHS = months_from("2023-01", 36)
Chosen = NDArray[np.intp]


def chosen(records: Records, *, partnership: str, crime_type: str) -> Chosen:
    place, kind = partnerships().index(partnership), type_names().index(crime_type)
    return np.flatnonzero((records.partnership == place) & (records.kind == kind))


def monthly(world: Scene, *, partnership: str, crime_type: str) -> NDArray[np.int64]:
    here = chosen(world.made.records, partnership=partnership, crime_type=crime_type)
    return np.bincount(world.made.records.month[here], minlength=len(MONTHS))


def assert_follows(world: Scene, *, partnership: str, crime_type: str, factors: NDArray[np.float64]) -> None:
    """The months lie about their means as widely as their nature says: a chi-square within four of its own errors."""
    nature = world.made.natures[partnership, crime_type]
    mean = world.made.means[partnership, crime_type]
    level = expected(mean=mean, months=MONTHS, nature=nature, factors=factors)
    counts = monthly(world, partnership=partnership, crime_type=crime_type)
    strain = ((counts - level) ** 2 / (level + nature.alpha * level**2)).sum()
    memory = 1 + 2 * nature.autocorrelation**2
    assert strain == pytest.approx(len(MONTHS), abs=4 * (2 * memory * len(MONTHS)) ** 0.5)


@pytest.mark.parametrize("name", ["step", "fall", "recording", "recording, unregistered twin", "rare", "lockdown"])
def test_every_planted_change_is_in_the_series_it_names(world: Scene, truths: Truths, name: str) -> None:
    change = truths.change(name)
    for partnership in partnerships():
        crime_type = "Drugs" if change.crime_type == "all" else change.crime_type
        factors = np.ones(len(MONTHS))
        for other in truths.changes:
            if other.touches(partnership=partnership, crime_type=crime_type):
                factors[list(other.span(len(MONTHS)))] *= other.factor
        assert_follows(world, partnership=partnership, crime_type=crime_type, factors=factors)


def test_without_the_factor_the_step_would_not_fit(world: Scene) -> None:
    with pytest.raises(AssertionError):
        assert_follows(
            world, partnership="Nevermouth", crime_type="Criminal damage and arson", factors=np.full(len(MONTHS), 0.6)
        )


def test_the_step_starts_from_a_mean_of_one_hundred_and_the_rare_series_from_a_half(world: Scene) -> None:
    assert world.made.means["Nevermouth", "Criminal damage and arson"] == 100.0
    assert world.made.means["Quillbridge", "Theft from the person"] == 0.5


def test_the_hot_spot_has_four_times_the_rate_of_the_rest_of_its_partnership(world: Scene, truths: Truths) -> None:
    hot = truths.hot_spot
    records, points = world.made.records, world.points
    here = chosen(records, partnership=hot.scope, crime_type=hot.crime_type)
    lsoa = points.lsoa[points.nearest(records.east[here], records.north[here])]
    lsoa = lsoa[lsoa >= 0]
    inside = np.isin(np.arange(len(world.residents)), list(world.places.hot_spot))
    own = np.isin(np.arange(len(world.residents)), points.lsoa[points.partnership == hot.scope])
    weight = world.residents * np.where(inside, hot.rate_ratio, 1.0) * own
    share = float(weight[inside].sum() / weight.sum())
    assert plausible(np.isin(lsoa, list(world.places.hot_spot)).sum(), of=len(lsoa), probability=share)


def test_the_hot_spot_is_three_neighbours_that_both_vintages_know(world: Scene) -> None:
    unchanged = {new for _, new, code in world.county.changes if code == "U"}
    hot = set(world.places.hot_spot)
    assert len(hot) == 3
    assert hot < unchanged
    pairs = [set(pair) for pair in world.county.neighbours21().tolist()]
    assert all(any(one in pair and len(pair & hot) == 2 for pair in pairs) for one in hot)


def test_the_emerging_place_climbs_to_four_times_the_rate(world: Scene, truths: Truths) -> None:
    rising = truths.emerging
    records, points = world.made.records, world.points
    here = chosen(records, partnership=rising.scope, crime_type=rising.crime_type)
    lsoa = points.lsoa[points.nearest(records.east[here], records.north[here])]
    own = np.unique(points.lsoa[points.partnership == rising.scope])
    rest = world.residents[own].sum() - world.residents[world.places.emerging]
    for months in (range(24), range(24, 33), range(33, 36)):
        shares = []
        for position in records.month[here][np.isin(records.month[here], months)]:
            weight = world.residents[world.places.emerging] * rising.ratio(position=int(position), months=36)
            shares.append(weight / (weight + rest))
        hits = ((lsoa == world.places.emerging) & np.isin(records.month[here], months)).sum()
        assert plausible(hits, of=len(shares), probability=float(np.mean(shares)))


def test_a_tenth_of_burglaries_trigger_another_near_and_soon(world: Scene, truths: Truths) -> None:
    truth, records = truths.near_repeat, world.made.records
    kind = type_names().index(truth.crime_type)
    children = np.flatnonzero(records.trigger >= 0)
    parents = records.trigger[children]
    assert (records.kind[children] == kind).all()
    assert (records.kind[parents] == kind).all()
    assert len(set(parents.tolist())) == len(parents)
    away = np.hypot(records.east[children] - records.east[parents], records.north[children] - records.north[parents])
    wait = (records.latest[children] - records.latest[parents]).astype("timedelta64[m]").astype(int)
    assert away.max() <= truth.metres
    assert wait.min() > 0
    assert wait.max() <= truth.days * 24 * 60
    # Those of the last weeks may trigger one that is not yet recorded.
    whole = np.flatnonzero((records.kind == kind) & (records.recorded < np.datetime64("2025-11-01")))
    assert plausible(np.isin(parents, whole).sum(), of=len(whole), probability=truth.share)


def test_records_stand_in_the_order_of_recording_within_the_months(world: Scene) -> None:
    records = world.made.records
    assert (np.diff(records.recorded.astype(int)) >= 0).all()
    assert str(records.recorded[0])[:7] == "2023-01"
    assert str(records.recorded[-1])[:7] == "2025-12"
    month = (records.recorded.astype("datetime64[M]") - np.datetime64("2023-01")).astype(int)
    assert (month == records.month).all()


def test_nothing_is_recorded_before_it_came_about_nor_ends_before_it_began(world: Scene) -> None:
    records = world.made.records
    assert (records.earliest <= records.latest).all()
    assert (records.latest.astype("datetime64[D]") <= records.recorded).all()


def test_types_without_a_window_are_known_to_the_minute_and_the_rest_mostly_not(world: Scene) -> None:
    records = world.made.records
    for kind, profile in enumerate(profiles()):
        here = records.kind == kind
        exact = (records.earliest[here] == records.latest[here]).mean()
        assert exact == 1.0 if profile.window == 0 else exact < 0.5
