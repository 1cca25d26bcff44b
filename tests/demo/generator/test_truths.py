"""The planted truths are those of the design, to the digit."""

from __future__ import annotations

import pytest

from frankpledge.demo.generator.truths import Truths


def test_counts_are_as_dispersed_seasonal_and_mindful_as_the_design_says(truths: Truths) -> None:
    assert truths.counts.alpha == (0.002, 0.02)
    assert truths.counts.seasonal_amplitude == (0.05, 0.30)
    assert truths.counts.autocorrelation == (0.0, 0.3)
    assert truths.counts.null_twins == 1_000


def test_republished_months_gain_one_to_three_per_cent(truths: Truths) -> None:
    assert truths.publication.gain == (0.01, 0.03)


@pytest.mark.parametrize(
    ("name", "factor", "mean", "length", "registered"),
    [
        ("step", 1.3, 100.0, None, False),
        ("fall", 0.7, None, None, False),
        ("lockdown", 0.6, None, 3, True),
        ("recording", 1.15, None, None, True),
        ("recording, unregistered twin", 1.15, None, None, False),
        ("rare", 1.0, 0.5, None, False),
    ],
)
def test_each_change_is_planted_as_designed(
    truths: Truths, name: str, factor: float, mean: float | None, length: int | None, registered: bool
) -> None:
    change = truths.change(name)
    assert (change.factor, change.mean, change.length, change.registered) == (factor, mean, length, registered)


def test_places_and_repeats_are_planted_as_designed(truths: Truths) -> None:
    assert (truths.hot_spot.rate_ratio, truths.hot_spot.lsoas) == (4.0, 3)
    assert (truths.emerging.rate_ratio, truths.emerging.months) == (4.0, 9)
    assert (truths.near_repeat.share, truths.near_repeat.metres, truths.near_repeat.days) == (0.10, 200.0, 14.0)


def test_the_unregistered_twin_starts_with_the_registered_change(truths: Truths) -> None:
    registered, twin = truths.change("recording"), truths.change("recording, unregistered twin")
    assert list(registered.span(36)) == list(twin.span(36)) == list(range(21, 36))


def test_the_emerging_place_climbs_in_equal_steps_and_stays(truths: Truths) -> None:
    ratios = [truths.emerging.ratio(position=position, months=36) for position in range(36)]
    assert ratios[:24] == [1.0] * 24
    assert ratios[24:33] == pytest.approx([1 + n / 3 for n in range(1, 10)])
    assert ratios[33:] == [4.0] * 3


def test_a_change_that_began_before_the_first_month_holds_throughout(truths: Truths) -> None:
    assert list(truths.change("step").span(6)) == list(range(6))
    assert list(truths.change("lockdown").span(6)) == []


def test_an_unknown_truth_is_a_key_error(truths: Truths) -> None:
    with pytest.raises(KeyError):
        truths.change("no such")
