"""Kernel density: near to adding up every point's kernel, and honest about thin bases."""

from __future__ import annotations

import warnings
from math import pi

import numpy as np
import pytest

from frankpledge.analysis import NoDenominator, NotEnoughData
from frankpledge.analysis.places import dual_kernel_density, kernel_density

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from sklearn.neighbors import KernelDensity

SQUARE = (0.0, 0.0, 4_000.0, 3_000.0)


def town(n: int = 400, seed: int = 2) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.concatenate([rng.normal((1_500, 1_200), 300, (n // 2, 2)), rng.random((n - n // 2, 2)) * (4_000, 3_000)])


def added_up(points: np.ndarray, x: np.ndarray, y: np.ndarray, h: float, kernel: str) -> np.ndarray:
    """Return the density by adding up the kernel of every point at every cell."""
    across, up = np.meshgrid(x, y)
    squared = ((across[..., None] - points[:, 0]) ** 2 + (up[..., None] - points[:, 1]) ** 2) / h**2
    if kernel == "quartic":
        return (3 / pi / h**2 * np.maximum(0, 1 - squared) ** 2).sum(-1)
    return (np.exp(-squared / 2) / (2 * pi * h**2)).sum(-1)


@pytest.mark.parametrize("kernel", ["quartic", "gaussian"])
@pytest.mark.parametrize("h", [100.0, 130.0, 300.0])
@pytest.mark.parametrize("n", [2, 400])
def test_a_surface_is_within_a_thousandth_of_its_peak(kernel: str, h: float, n: int) -> None:
    points = town(n)
    found = kernel_density(points=points, cell=100, bandwidth=h, kernel=kernel, extent=SQUARE)  # type: ignore[arg-type]

    exact = added_up(points, found.x, found.y, h, kernel)
    assert np.max(np.abs(found.value - exact)) <= 0.001 * exact.max()


def test_the_peak_of_one_point_is_three_over_pi_h_squared() -> None:
    # Silverman (1986), equation 4.5: the quartic kernel's height at its middle.
    found = kernel_density(points=[(50, 50)], cell=100, bandwidth=500, extent=(-1000, -1000, 1100, 1100), per=1_000_000)

    assert found.value.max() == pytest.approx(3 / pi / 0.25, rel=0.001)
    assert found.value.sum() * 0.01 == pytest.approx(1, rel=0.01)


def test_gaussian_surfaces_agree_with_scikit_learn() -> None:
    points = town()
    found = kernel_density(points=points, cell=100, bandwidth=200, kernel="gaussian", extent=SQUARE)
    across, up = np.meshgrid(found.x, found.y)
    oracle = KernelDensity(bandwidth=200).fit(points).score_samples(np.column_stack([across.ravel(), up.ravel()]))

    assert np.max(np.abs(found.value.ravel() - np.exp(oracle) * len(points))) <= 0.001 * found.value.max()


def test_points_beyond_the_extent_reach_in_and_the_rest_are_counted() -> None:
    found = kernel_density(points=[(-50, 50), (-5_000, 50)], cell=100, bandwidth=300, extent=(0, 0, 500, 500))

    assert (found.n, found.outside) == (1, 1)
    assert found.value[0, 0] > found.value[0, 2]


def test_the_extent_defaults_to_the_points_and_duplicates_count_each_time() -> None:
    once = kernel_density(points=[(1_000, 1_000)], cell=50, bandwidth=200)
    twice = kernel_density(points=[(1_000, 1_000)] * 2, cell=50, bandwidth=200)
    weighed = kernel_density(points=[(1_000, 1_000)], cell=50, bandwidth=200, weights=[2.0])

    assert once.value.sum() * 50**2 == pytest.approx(1, rel=0.01)
    assert np.allclose(twice.value, 2 * once.value)
    assert np.allclose(weighed.value, twice.value)


def test_a_ratio_to_a_base_is_level_where_risk_is_level() -> None:
    homes = town(3_000, seed=5)
    found = dual_kernel_density(points=homes[::3], base_points=homes, cell=200, bandwidth=500)

    assert np.nanmedian(found.ratio) == pytest.approx(1 / 3, rel=0.1)
    assert np.isnan(found.ratio).any()
    assert np.allclose(found.log_ratio, np.log(found.ratio), equal_nan=True)


def test_a_base_may_be_weighed_and_have_its_own_bandwidth() -> None:
    homes = town(500, seed=6)
    asked = {"points": homes[:50], "base_points": homes, "cell": 200.0, "bandwidth": 500.0, "extent": SQUARE}
    plain = dual_kernel_density(**asked)  # type: ignore[arg-type]
    heavy = dual_kernel_density(**asked, base_weights=np.full(500, 2.0), base_bandwidth=500)  # type: ignore[arg-type]

    assert np.allclose(heavy.ratio, plain.ratio / 2, equal_nan=True)


@pytest.mark.parametrize(
    ("change", "refusal", "words"),
    [
        ({"points": []}, NotEnoughData, "no points"),
        ({"points": [(1.0, float("nan"))]}, NotEnoughData, "has no point"),
        ({"points": [1.0, 2.0]}, ValueError, "n × 2"),
        ({"bandwidth": 50}, ValueError, "smaller cells"),
        ({"cell": 0}, NoDenominator, "cell"),
        ({"extent": (0, 0, 0, 10)}, ValueError, "longer than nothing"),
        ({"weights": [1.0, 2.0]}, ValueError, "one weight"),
        ({"cell": 1.0, "bandwidth": 5.0, "extent": (0, 0, 9e4, 9e4)}, ValueError, "too many"),
    ],
)
def test_what_cannot_be_smoothed_is_refused(change: dict[str, object], refusal: type[Exception], words: str) -> None:
    asked: dict[str, object] = {"points": [(0.0, 0.0)], "cell": 100.0, "bandwidth": 300.0}
    with pytest.raises(refusal, match=words):
        kernel_density(**{**asked, **change})  # type: ignore[arg-type]


def test_a_base_of_nothing_is_no_denominator() -> None:
    with pytest.raises(NoDenominator, match="no density"):
        dual_kernel_density(
            points=[(0.0, 0.0)], base_points=[(9_000.0, 9_000.0)], cell=100, bandwidth=300, extent=(0, 0, 500, 500)
        )
