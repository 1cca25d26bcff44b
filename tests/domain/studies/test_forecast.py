"""A forecast on its page: the ranges that it was given, and a plain word where its past says they are too narrow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from frankpledge.analysis.forecast import forecast
from frankpledge.analysis.periods import Month
from frankpledge.domain.studies.presenters.forecast import forecast_page
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.ahead import Outlook, outlook
from frankpledge.domain.studies.queries.series import subject
from tests.domain.studies.conftest import Ask


@pytest.fixture
def found(ask: Ask) -> Outlook:
    """Return an outlook over six seeded years whose level wanders, so that repeating last year is beaten."""
    rng = np.random.default_rng(3)
    level = 80 + np.cumsum(rng.normal(0, 6, 72))
    values = tuple(float(value) for value in np.maximum(1, np.round(level)))
    months = tuple(Month(2025, 12) - back for back in reversed(range(72)))
    made = forecast(values=values, horizon=6)
    naive = tuple(float(value) for value in made.naive)
    return replace(outlook(ask(what="Burglary"), 6), months=months, values=values, found=made, naive=naive, why="")


def test_the_finding_and_the_table_are_the_forecasts_own(found: Outlook, ask: Ask) -> None:
    page = forecast_page(found, Frame("t", "forecast", subject(ask(what="Burglary"))))
    f = found.found
    assert f
    assert page.title == f"Burglary: {f.low_95[0]:,.0f} to {f.high_95[0]:,.0f} to be expected in January 2026"
    rows = {row[3]: row for row in page.parts[0].file.rows} if page.parts[0].file else {}
    assert rows["2026-01"][5] == pytest.approx(f.value[0], abs=0.001)
    assert rows["2025-12"][4] == found.values[-1]


def test_ranges_that_held_too_little_are_said_to_be_too_narrow(found: Outlook, ask: Ask) -> None:
    f = found.found
    assert f
    poor = replace(f, backtest=replace(f.backtest, coverage_80=0.5, coverage_95=0.8))
    page = forecast_page(replace(found, found=poor), Frame("t", "forecast", subject(ask(what="Burglary"))))
    assert page.lede.startswith("Read the ranges as too narrow")


def test_a_level_that_stepped_is_named_and_looks_across_the_step_are_counted_apart(found: Outlook, ask: Ask) -> None:
    rng = np.random.default_rng(5)
    values = tuple(float(value) for value in rng.poisson(np.where(np.arange(72) < 60, 150, 70)))
    made = forecast(values=values, horizon=6)
    page = forecast_page(
        replace(found, values=values, found=made), Frame("t", "forecast", subject(ask(what="Burglary")))
    )
    assert made.level_from == 60
    assert page.lede.startswith("The forecast stands on the level since January 2025.")
    assert "the first 60 brought to the level of the rest" in str(page.parts[0].method)
    tried = next(part for part in page.parts if part.ref == "tried")
    assert tried.table
    assert len(tried.table.rows) == 5
    assert f"{made.backtest.unforeseen} looks across the step" in str(tried.table.rows[3])
    assert tried.file
    measured = [cell for line in tried.file.rows for cell in line if str(cell).startswith("overall")]
    assert measured == ["overall_80", "overall_95"]
