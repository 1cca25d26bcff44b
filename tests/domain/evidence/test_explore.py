"""One question to the evidence: its answer is the rows' own, and its words are those that the answer bears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.demo.generator.published import STREET_HEADER
from frankpledge.domain.evidence.presenters.explore import explore_page, finding, lede, subject
from frankpledge.domain.evidence.queries.counted import counted
from frankpledge.domain.evidence.queries.explore import Explored, explored, what_changed
from frankpledge.domain.evidence.queries.months import Months, compared, crime, expected
from frankpledge.domain.evidence.queries.reading import AreaReading, Compared, Series, lately
from frankpledge.lake.areas import UnknownArea
from tests.domain.county import ASB, County, load, months_between, places_only, street_files

YEAR = year_ending(Month(2025, 12))
NORFOLK = ",2025-12,Norfolk Constabulary,Norfolk Constabulary,,,No Location,,,Drugs,Under investigation,"


@pytest.fixture
def answer(evidence: County) -> Explored:
    return explored(area="Nevermouth", what="Vehicle crime", window=YEAR)


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


def test_the_finding_follows_the_verdict(answer: Explored) -> None:
    def with_verdict(before: int, now: int, phi: float | None) -> Explored:
        change = compare_counts(before=before, after=now, dispersion=phi)
        return replace(answer, compared=Compared(now, before, change))

    assert finding(with_verdict(400, 600, 1.0)) == "Vehicle crime is higher than a year before"
    assert finding(with_verdict(600, 400, 1.0)) == "Vehicle crime is lower than a year before"
    assert finding(with_verdict(20_000, 20_100, 1.0)) == "No detectable change in vehicle crime"
    assert finding(with_verdict(400, 600, None)) == "We cannot tell whether vehicle crime changed"
    assert "no year before to compare vehicle crime with" in finding(replace(answer, compared=None))
    assert subject(replace(answer, what="crime")) == "recorded crime"


def test_a_window_with_gaps_is_named_by_its_missing_months(answer: Explored) -> None:
    one = replace(answer, missing=(Month(2025, 3),), compared=None)
    two = replace(answer, missing=(Month(2025, 3), Month(2025, 4)))
    assert lede(one) == "The window is incomplete: March 2025 is missing."
    assert lede(two).startswith("The window is incomplete: March 2025, April 2025 are missing. ")
    assert lede(answer).startswith("Every month of the year ending December 2025 is there. ")


def told(found: Explored) -> dict[str, str]:
    page = explore_page(found, csv="months.csv", generated=True)
    return {fact.label: f"{fact.value} {fact.words}" for fact in page.facts}


def test_the_four_facts_carry_their_frames(answer: Explored) -> None:
    facts = told(answer)
    assert list(facts) == ["Recorded", "Rate", "Against the year before", "Has it changed?"]
    assert facts["Recorded"].endswith("12 of 12 months")
    assert "residents, mid-2024" in facts["Rate"]
    assert "over 12 like months" in facts["Against the year before"]


def test_a_fact_that_is_not_there_says_why(answer: Explored) -> None:
    small = Compared(14, 10, compare_counts(before=10, after=14))
    assert "months are missing" in told(replace(answer, rate=None, missing=(Month(2025, 3),)))["Rate"]
    assert "no residents are known" in told(replace(answer, rate=None))["Rate"]
    assert "no like month is loaded" in told(replace(answer, compared=None))["Against the year before"]
    assert "base under 50" in told(replace(answer, compared=small))["Against the year before"]


def test_the_table_marks_what_is_outside_what_is_in_a_run_and_what_is_missing(answer: Explored) -> None:
    bands = list(answer.expected)
    first = next(at for at, band in enumerate(bands) if band)
    band = bands[first]
    assert band is not None
    bands[first] = replace(band, signal="higher", in_a_run=False)
    bands[first + 1] = replace(band, signal="lower", in_a_run=True)
    bands[first + 2] = replace(band, signal="")
    bands[first + 3] = None
    values = tuple(None if at == first + 4 else value for at, value in enumerate(answer.series.values))
    series = replace(answer.series, values=values)
    rows = explore_page(replace(answer, expected=tuple(bands), series=series), csv="", generated=False).table.rows
    assert "Higher than expected" in rows[0].cells[4]
    assert "Below expected, seven or more running" in rows[1].cells[4]
    assert rows[2].cells[4] == "within"
    assert rows[3].cells[2:] == ("–", "–", "–")
    assert "no data" in rows[4].cells[1]
    assert len(rows) == 12


def test_an_old_estimate_is_among_what_to_know(answer: Explored) -> None:
    page = explore_page(replace(answer, people_flag="The estimate is old."), csv="", generated=True)
    assert page.caveats[-1] == "The estimate is old."


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
