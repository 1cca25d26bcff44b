from __future__ import annotations

from datetime import date

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.statute.categories import UnknownCrimeType, crime_type, crime_types, is_crime


@pytest.mark.parametrize(
    ("month", "count"),
    [
        ("2010-11", 0),
        ("2010-12", 6),
        ("2011-08", 6),
        ("2011-09", 11),
        ("2013-04", 11),
        ("2013-05", 14),
        ("2025-12", 14),
    ],
)
def test_the_types_in_use_were_six_then_eleven_then_fourteen(month: str, count: int) -> None:
    assert len(crime_types(on=Month.parse(month))) == count
    assert crime_types(on=Month.parse(month).last_day) == crime_types(on=Month.parse(month))


def test_without_a_day_every_type_ever_used_is_given() -> None:
    assert len(crime_types()) == 16
    assert len({each.name for each in crime_types()}) == 16


def test_anti_social_behaviour_is_the_only_type_that_is_no_crime() -> None:
    assert [each.name for each in crime_types() if each.is_asb] == ["Anti-social behaviour"]
    assert not is_crime("Anti-social behaviour")
    assert is_crime("Burglary")


def test_an_unknown_type_is_told_and_never_guessed() -> None:
    for name in ("burglary", "Anti-Social Behaviour", "Cybercrime", ""):
        with pytest.raises(UnknownCrimeType, match="not a crime type"):
            is_crime(name)


def test_a_type_that_went_names_what_took_its_place_in_the_next_month() -> None:
    for each in crime_types():
        assert (each.valid_to is None) == (each.became == ())
        for name in each.became:
            assert each.valid_to is not None
            assert crime_type(name).valid_from == each.valid_to + 1


def test_counts_that_follow_police_activity_are_neither_good_nor_bad() -> None:
    assert {each.name for each in crime_types(on=date(2025, 1, 1)) if each.polarity == "neither"} == {
        "Drugs",
        "Possession of weapons",
    }
