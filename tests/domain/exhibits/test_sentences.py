"""A sentence about change is the one that its verdict allows, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.reading import AreaReading, Compared
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, signed_percent, whole
from frankpledge.domain.exhibits.documents.pictures import types_title
from frankpledge.domain.exhibits.documents.sentences import (
    comparison_row,
    difference,
    doubt,
    gaps,
    months_label,
    per_day,
    periods_compared,
    sentence,
    sentence_case,
    write_down,
)
from frankpledge.ground.documents.words import plain_text


def compared(before: int, now: int, **known: object) -> Compared:
    return Compared(now, before, compare_counts(before=before, after=now, **known))


def told(ledger: Ledger, found: Compared, *, when: str = "") -> str:
    write_down(ledger, "drugs", "Drugs", found)
    return plain_text(sentence("drugs", "recorded drug crime", found, when=when), ledger.figures)


@pytest.fixture
def ledger(reading: AreaReading) -> Ledger:
    return Ledger(reading)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (400, 600, "Recorded drug crime is higher: 600 against 400, +50%."),
        (600, 400, "Recorded drug crime is lower: 400 against 600, −33%."),
        (20_000, 20_100, "No detectable change in recorded drug crime (20,100 against 20,000)."),
        (8, 24, "Recorded drug crime is higher: 24 against 8."),
    ],
)
def test_the_sentence_follows_the_verdict_and_gives_a_percentage_only_on_a_base_of_fifty(
    ledger: Ledger, before: int, now: int, words: str
) -> None:
    assert told(ledger, compared(before, now, dispersion=2.0)) == words


def test_what_cannot_be_told_says_how_large_the_difference_may_be(ledger: Ledger) -> None:
    words = told(ledger, compared(10, 14), when="May 2025")
    assert words.startswith("We cannot tell whether recorded drug crime changed in May 2025 (14 against 10): ")
    assert "may be anything from −" in words


def test_nothing_against_nothing_may_be_any_size() -> None:
    assert doubt(compared(0, 0)).endswith("to any size")


def test_too_few_months_before_are_the_reason_where_they_are(ledger: Ledger) -> None:
    assert "fewer than 24 earlier months" in told(ledger, compared(400, 600))


def test_a_change_of_recording_is_the_reason_where_it_parts_the_years(ledger: Ledger) -> None:
    words = told(ledger, compared(400, 600, dispersion=2.0, recording_change=True))
    assert words.startswith("We cannot tell whether recorded drug crime changed")
    assert "recording changed between the two" in words


def test_a_percentage_is_written_down_with_its_interval_and_both_counts(ledger: Ledger) -> None:
    told(ledger, compared(400, 600, dispersion=2.0))
    figure = ledger.figures["drugs.percent"]
    assert figure.method.startswith("ratio 95% interval 1.2")
    assert [each["value"] for each in figure.inputs] == [600, 400]


def test_a_percentage_without_an_interval_is_written_down_without_one(ledger: Ledger) -> None:
    told(ledger, compared(400, 600))
    assert "interval" not in ledger.figures["drugs.percent"].method


def test_two_different_figures_under_one_key_are_an_error(ledger: Ledger) -> None:
    ledger.count("crime.total", "Recorded crime", 5)
    assert ledger.count("crime.total", "Recorded crime", 5) == "crime.total"
    with pytest.raises(ValueError, match="two figures called"):
        ledger.count("crime.total", "Recorded crime", 6)


def test_a_row_of_the_table_says_why_a_difference_is_not_there() -> None:
    small, missing = comparison_row("Robbery", compared(8, 24), "30"), comparison_row("Drugs", None, "30")
    assert [plain_text(cell, {}) for cell in small.cells[:5]] == ["Robbery", "30", "8", "24", "base under 50"]
    assert [plain_text(cell, {}) for cell in missing.cells[2:]] == ["no data", "no data", "no data", "not compared"]
    assert plain_text((difference(compared(400, 600, dispersion=2.0)),), {}) == "+50%"


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], "no month"),
        ([(2025, 1)], "January 2025"),
        ([(2025, 1), (2025, 2), (2025, 3)], "January to March 2025"),
        ([(2024, 12), (2025, 1)], "December 2024 to January 2025"),
        ([(2025, 1), (2025, 3), (2025, 4)], "January 2025, March to April 2025"),
    ],
)
def test_months_are_named_by_their_runs(months: list[tuple[int, int]], words: str) -> None:
    assert months_label(tuple(Month(*month) for month in months)) == words


def test_a_whole_year_is_named_as_a_year_and_anything_less_by_its_months(reading: AreaReading) -> None:
    assert periods_compared(reading) == "year ending December 2025, against the year before"
    window = Window(Month(2025, 1), Month(2025, 4))
    part = replace(reading, like=window.months())
    assert periods_compared(part) == "January to April 2025, against January to April 2024"


def test_numbers_are_printed_with_a_true_minus() -> None:
    assert (whole(-1968.4), whole(12_382), signed_percent(-3.2), one_place(10.06)) == (
        "−1,968",
        "12,382",
        "−3%",
        "10.1",
    )
    assert sentence_case("recorded crime") == "Recorded crime"


def test_no_change_has_no_sign() -> None:
    assert [signed_percent(value) for value in (-0.4, 0.4, -0.6, 12.5, -9.7)] == ["0%", "0%", "−1%", "+12%", "−10%"]


def test_months_that_are_missing_are_told_in_runs() -> None:
    year = Window(Month(2024, 1), Month(2024, 12))
    assert gaps(year, ("May 2024", "June 2024", "July 2024", "December 2024")) == "May to July 2024, December 2024"


def test_a_leap_year_is_told_since_differences_are_per_day(reading: AreaReading) -> None:
    assert per_day(reading) == "Differences are per day: 365 days against 366."
    spring = replace(reading, like=tuple(Month(2025, number) for number in (3, 4)))
    assert per_day(spring) == ""


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        (("higher", "none", "cannot_tell"), "1 of 3 types of theft changed by more than chance"),
        (("cannot_tell", None), "For none of the 2 types of theft can we tell whether it changed"),
        (("none", "cannot_tell"), "None of the types of theft is known to have changed; for 1 we cannot tell"),
        (("none", "none"), "None of the 2 types of theft changed by more than chance"),
    ],
)
def test_what_cannot_be_told_is_not_called_unchanged(verdicts: tuple[str | None, ...], title: str) -> None:
    assert types_title(verdicts, "types of theft") == title
