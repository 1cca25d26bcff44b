"""What counts as recorded crime in the Home Office's tables, and the reasons why two sources differ."""

from __future__ import annotations

import pytest

from frankpledge.statute.recorded import (
    differences,
    is_counted,
    is_fraud,
    is_offence_code,
    is_outcomes_only,
    is_unassigned,
    quarter_text,
    still_counted,
)


@pytest.mark.parametrize(
    "offence",
    [
        "Treason (outcomes only)",
        "Burglary in a dwelling(outcome only)",
        "Attempted burglary in a dwelling (Outcome Only)",
        "False accounting ( outcomes  only )",
    ],
)
def test_a_label_in_any_spelling_marks_what_is_kept_for_outcomes(offence: str) -> None:
    assert is_outcomes_only(offence)


@pytest.mark.parametrize("offence", ["Burglary in a dwelling", "Outcomes only of interest", "", None])
def test_no_label_no_mark(offence: str | None) -> None:
    assert not is_outcomes_only(offence)


@pytest.mark.parametrize(
    ("offence", "code", "year", "counted"),
    [
        ("Burglary in a dwelling(outcome only)", "28A", "2016/17", True),
        ("Burglary in a dwelling(outcome only)", "28A", "2017/18", False),
        ("Aggravated burglary in a building other than a dwelling(outcome only)", "31", "2013/14", True),
        ("Possession of articles for use in fraud (outcomes only)", "53J", "2012/13", False),
        ("Burglary in a dwelling", "28A", "2012/13", True),
        ("Shoplifting", "46", "2024/25", True),
    ],
)
def test_old_burglary_counts_until_its_codes_were_replaced(offence: str, code: str, year: str, counted: bool) -> None:
    assert is_counted(offence=offence, code=code, year=year) is counted


@pytest.mark.parametrize("code", ["8N", "1", "4.4", "37.2", "105A", "1/4.1/4.10/4.2", "802", "AF", "UK Finance"])
def test_codes_of_known_shape(code: str) -> None:
    assert is_offence_code(code)


@pytest.mark.parametrize("code", ["", "ZZ-9", "8n", "Violence", "1234567"])
def test_codes_of_no_known_shape(code: str) -> None:
    assert not is_offence_code(code)


def test_fraud_and_the_unassigned_are_known_by_name() -> None:
    assert is_fraud("Fraud offences")
    assert not is_fraud("Theft offences")
    assert not is_fraud(None)
    assert is_unassigned("Unassigned Kent")
    assert not is_unassigned("Barrow")
    assert quarter_text("2024/25", 4) == "2024/25 Q4"


def test_every_reason_has_a_source_and_our_confidence_and_some_are_for_partnerships_alone() -> None:
    assert {reason.id for reason in differences()} - {reason.id for reason in differences("force")} == {"placed"}
    assert differences("csp") == differences()
    assert all(reason.source and reason.confidence in "VSK" for reason in differences())
    assert all(rule.source and rule.last_counted == "2016/17" for rule in still_counted())
