"""What each method states of itself is held against what was measured."""

from __future__ import annotations

import pytest

from frankpledge.demo.generator.truths import planted_truths
from tests.architecture.house import ROOT
from tooling import calibrate


def row(hits: int, of: int, stated: tuple[float, float] | None) -> calibrate.Row:
    return calibrate.Row("method", "false alarms", hits, of, stated)


def test_a_rate_that_cannot_be_the_stated_one_fails_and_chance_is_allowed_for() -> None:
    assert row(58, 1_000, (0.05, 0.05)).holds
    assert not row(90, 1_000, (0.05, 0.05)).holds
    assert not row(5, 1_000, (0.05, 0.05)).holds
    assert row(900, 1_000, None).holds


def test_the_interval_of_none_and_of_all_ends_where_a_rate_can() -> None:
    assert row(0, 50, None).interval[0] == 0
    assert row(50, 50, None).interval[1] == 1
    low, high = row(5, 100, None).interval
    assert (low, high) == pytest.approx((0.0111, 0.1351), abs=2e-4)


def test_the_page_that_is_kept_names_no_failure() -> None:
    kept = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert kept.count("| holds |") >= 15
    assert "FAILS" not in kept


def test_near_repeats_measure_the_same_again() -> None:
    rows = list(calibrate.repeat_rows(planted_truths()))
    kept = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    for line in calibrate.written(rows).splitlines()[10:]:
        assert line in kept
