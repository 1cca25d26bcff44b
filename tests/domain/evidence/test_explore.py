"""One question to the evidence: its answer is the rows' own, and its words are those that the answer bears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.demo.generator.published import STREET_HEADER
from frankpledge.domain.evidence.queries.counted import counted
from frankpledge.domain.evidence.queries.explore import explored, what_changed
from frankpledge.domain.evidence.queries.months import Months, compared, crime, expected
from frankpledge.domain.evidence.queries.reading import AreaReading, Series, lately
from frankpledge.lake.areas import UnknownArea
from tests.domain.county import ASB, County, load, months_between, places_only, street_files

YEAR = year_ending(Month(2025, 12))
NORFOLK = ",2025-12,Norfolk Constabulary,Norfolk Constabulary,,,No Location,,,Drugs,Under investigation,"


@pytest.mark.parametrize("what", ["crime", "asb", "Shoplifting"])
def test_the_answer_is_what_the_rows_say(evidence: County, what: str) -> None:
    chosen: dict[str, Callable[[str], bool]] = {"crime": lambda kind: kind != ASB, "asb": lambda kind: kind == ASB}
    wanted = chosen.get(what, lambda kind: kind == what)
    rows = [row for row in evidence.of("Nevermouth", "2024-01", "2025-12") if wanted(row.kind)]
    found = explored(area="Nevermouth", what=what, window=YEAR)
    assert found.total == sum(row.month >= "2025-01" for row in rows)
    assert found.compared is not None
    assert found.compared.before == sum(row.month < "2025-01" for row in rows)
    assert found.rate is not None
    assert found.rate.value == pytest.approx(1000 * found.total / evidence.residents("Nevermouth", 2024))


def test_the_command_line_counts_the_same_rows_as_known_on_a_day(evidence: County) -> None:
    ask = {"area": "Nevermouth", "kind": None, "first": "2025-01", "last": "2025-12"}
    then = counted(**ask, by=("type",), as_known=date(2026, 2, 1))
    rows = evidence.of("Nevermouth", "2025-01", "2025-12", rows=evidence.first)
    assert then.total == sum(row.kind != ASB for row in rows)
    assert sum(int(row["count"]) for row in then.rows) == then.total
    assert counted(**ask, measure="all").total == len(evidence.of("Nevermouth", "2025-01", "2025-12"))


def test_an_unknown_area_is_refused(evidence: County) -> None:
    with pytest.raises(UnknownArea):
        explored(area="Neverland", what="crime", window=YEAR)


# ---- months --------------------------------------------------------------------------------------------------


def flat(first: str, last: str, number: int) -> Months:
    present = tuple(Month.parse(month) for month in months_between(first, last))
    return Months({(month, "Burglary"): number for month in present}, present, ("nevershire",))


def test_a_change_of_recording_that_parts_the_years_leaves_no_verdict() -> None:
    """In May 2023 forces began to count one crime for a course of conduct."""
    months = flat("2018-01", "2024-04", 100)
    parted = compared(months, year_ending(Month(2024, 4)), crime, nation="england", force="Nevershire")
    assert parted is not None
    assert (parted.change.verdict, parted.change.recorded) == ("cannot_tell", "none")


def test_the_same_months_after_it_are_told(reading: AreaReading) -> None:
    found = compared(flat("2019-01", "2025-12", 100), YEAR, crime, nation="england", force="Nevershire")
    assert found is not None
    assert (found.now, found.before, found.change.verdict) == (1200, 1200, "none")


def test_nothing_is_expected_from_too_few_months() -> None:
    series = flat("2024-06", "2025-12", 10).series(crime, last=Month(2025, 12))
    assert set(expected(series, YEAR, nation="england")) == {None}


def test_a_line_may_begin_later_than_the_first_month_loaded() -> None:
    series = flat("2024-01", "2025-12", 10).series(crime, first=Month(2025, 1), last=Month(2025, 12))
    assert series.months == YEAR.months()


def test_a_picture_holds_three_years_at_most() -> None:
    months = Window(Month(2019, 1), Month(2025, 12)).months()
    shown, bands = lately(Series(months, tuple(range(len(months)))), (None,) * len(months))
    assert (shown.months[0], len(shown.values), len(bands)) == (Month(2023, 1), 36, 36)


def test_a_picture_begins_with_a_month_that_is_there_and_keeps_the_gaps_after_it() -> None:
    months = Window(Month(2019, 1), Month(2025, 12)).months()
    values = tuple(None if Month(2020, 1) <= month < Month(2024, 1) or month.month == 7 else 5 for month in months)
    shown, bands = lately(Series(months, values), (None,) * len(months))
    assert (shown.months[0], len(bands)) == (Month(2024, 1), 24)
    assert shown.values.count(None) == 2
    nothing, _ = lately(Series(months, (None,) * len(months)), (None,) * len(months))
    assert len(nothing.months) == 36, "nothing is there at all: the gap itself is what is shown"


# ---- this quarter --------------------------------------------------------------------------------------------


def test_what_changed_is_told_for_the_newest_year_and_nothing_where_nothing_is_loaded(
    evidence: County, reading: AreaReading, settings: Any, tmp_path: Path
) -> None:
    found = what_changed(kind="csp", code="X22000001")
    assert found is not None
    assert found.window == YEAR
    assert {(one.name, one.total) for one in found.types} == {(one.name, one.total) for one in reading.types}
    assert what_changed(kind="csp", code="X22999999") is None
    settings.DATA = tmp_path
    assert what_changed(kind="csp", code="X22000001") is None


def test_another_forces_newer_months_do_not_hide_an_areas_own(county: County, settings: Any, tmp_path: Path) -> None:
    own = street_files(county, tmp_path / "own", ["2025-01"])
    elsewhere = tmp_path / "2025-12-norfolk-street.csv"
    elsewhere.write_text(f"{','.join(STREET_HEADER)}\n{NORFOLK}\n", encoding="utf-8")
    load(tmp_path, [places_only(county, tmp_path), *own, elsewhere])
    settings.DATA = tmp_path
    found = what_changed(kind="csp", code="X22000001")
    assert found is not None
    assert found.window == year_ending(Month(2025, 1))
