"""Indicators that are counted from the evidence, as it became known load by load."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.domain.indicators.actions.evidence import refresh_indicator
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import Every, Measure, NotAnIndicator, Origin, Status, WindowKind
from frankpledge.domain.indicators.rules.questions import question_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from tests.domain.county import County
from tests.domain.indicators.conftest import CRIMES, REPEATS, Register

pytestmark = pytest.mark.django_db
BURGLARY = replace(
    CRIMES, since=date(2024, 1, 1), origin=Origin.EVIDENCE, question={"what": ["Burglary"]}, every=Every.MONTH,
    window=WindowKind.QUARTER,
)  # fmt: skip


def test_each_month_holds_the_rows_of_the_file_and_what_was_published_again_is_a_revision(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    made = register("NC-03", BURGLARY)
    written = refresh_indicator(indicator=made, by=analyst)
    values = known_values([made])[made]
    rows = [row for row in evidence.of("Nevermouth", "2024-01", "2025-12") if row.kind == "Burglary"]
    for value in values:
        month = str(Month.of(value.starts))
        assert value.figure == sum(row.month == month for row in rows)
    assert len(values) == 24
    again = [value for value in values if value.times > 1]
    assert written == len(values) + sum(value.times - 1 for value in values)
    assert again
    assert all(value.status is Status.REVISED for value in again)


def test_a_second_refresh_without_a_load_writes_nothing(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    made = register("NC-03", BURGLARY)
    refresh_indicator(indicator=made, by=analyst)
    assert refresh_indicator(indicator=made, by=analyst) == 0


def test_a_rate_takes_the_residents_of_the_loaded_estimates(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    rate = replace(
        BURGLARY, measure=Measure.RATE, denominator="Residents", per=1000, base_adds_up=False,
        window=WindowKind.ROLLING_YEAR,
    )  # fmt: skip
    made = register("NC-03", rate)
    refresh_indicator(indicator=made, by=analyst)
    last = known_values([made])[made][-1]
    assert last.numbers.denominator is not None
    assert last.figure == last.numbers.numerator * 1000 / last.numbers.denominator  # type: ignore[operator]


def test_what_comes_from_partners_is_not_counted_from_the_evidence(register: Register, analyst: User) -> None:
    with pytest.raises(NotAnIndicator, match="is not counted from the evidence"):
        refresh_indicator(indicator=register("DA-03", REPEATS), by=analyst)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"what": ["Arson"]}, "“Arson” is no type of record"),
        ({"what": []}, "not said which records count"),
        ({"what": ["crime"], "colour": "red"}, "a question has no colour"),
    ],
)
def test_a_question_that_asks_for_what_is_not_there_is_refused(said: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(NotAnIndicator, match=reason):
        question_of(said, ("Burglary",))
