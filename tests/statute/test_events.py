from __future__ import annotations

import pytest

from frankpledge.analysis.periods import Month, Window, year_ending
from frankpledge.statute.categories import crime_types
from frankpledge.statute.events import (
    Event,
    events_touching,
    lockdown_months,
    recording_changes,
    registered_events,
)
from frankpledge.statute.forces import find_force


def year(text: str) -> Window:
    return year_ending(Month.parse(text))


def ids(events: tuple[Event, ...]) -> list[str]:
    return [each.id for each in events]


LOCAL = Event(
    id="local",
    kind="recording",
    first=Month(2025, 3),
    last=Month(2025, 3),
    nation="both",
    forces=("ruritania",),
    types=("Public order",),
    words="Every public order offence of an incident is recorded",
    source="the force",
    confidence="V",
)


def test_the_register_is_in_order_and_names_known_forces_and_types() -> None:
    events = registered_events()
    assert [each.first for each in events] == sorted(each.first for each in events)
    assert len(set(ids(events))) == len(events)
    known = {each.name for each in crime_types()}
    for each in events:
        assert each.first <= each.last
        assert set(each.types) <= known
        assert all(find_force(slug) for slug in each.forces)


def test_events_of_a_series_are_those_of_its_months_force_and_nation() -> None:
    found = events_touching(first=Month(2020, 1), last=Month(2023, 12), force="West Mercia")
    assert ids(found) == [
        "lockdown-2020-spring-england",
        "lockdown-2020-autumn-england",
        "lockdown-2021-england",
        "principal-crime-2023",
    ]
    assert "gmp-no-data-2019" in ids(
        events_touching(first=Month(2020, 1), last=Month(2020, 1), force="Greater Manchester Police")
    )
    welsh = ids(events_touching(first=Month(2020, 10), last=Month(2020, 10), force="Gwent Police"))
    assert welsh == ["firebreak-2020-wales"]
    assert ids(events_touching(first=Month(2020, 10), last=Month(2020, 10), nation="wales")) == welsh
    assert events_touching(first=Month(2020, 10), last=Month(2020, 10)) == ()


def test_an_event_touches_at_either_end_and_no_further() -> None:
    for month, seen in [("2023-04", False), ("2023-05", True), ("2023-06", False)]:
        at = Month.parse(month)
        assert ("principal-crime-2023" in ids(events_touching(first=at, last=at))) == seen


def test_an_event_of_some_types_leaves_the_others_alone() -> None:
    may = Month(2023, 5)
    assert events_touching(first=may, last=may, crime_type="Burglary") == ()
    assert len(events_touching(first=may, last=may, crime_type="Violence and sexual offences")) == 1


def test_a_force_that_no_register_knows_has_the_national_events_and_its_own() -> None:
    found = events_touching(first=Month(2023, 1), last=Month(2025, 12), force="ruritania", also=[LOCAL])
    assert ids(found) == ["principal-crime-2023", "local"]
    elsewhere = events_touching(first=Month(2023, 1), last=Month(2025, 12), force="Norfolk", also=[LOCAL])
    assert ids(elsewhere) == ["principal-crime-2023"]


@pytest.mark.parametrize(
    ("before", "after", "parted"),
    [
        ("2022-12", "2023-12", True),  # the step lies in the later window
        ("2023-12", "2024-12", True),  # and here in the earlier one
        ("2022-04", "2025-04", True),  # and here between the two
        ("2024-04", "2025-04", False),  # both windows are wholly after it: May 2023 is the first month of the earlier
        ("2022-04", "2023-04", False),  # both are wholly before it
    ],
)
def test_a_step_of_recording_parts_windows_with_different_rules(before: str, after: str, parted: bool) -> None:
    found = recording_changes(before=year(before), after=year(after), crime_type="Violence and sexual offences")
    assert ("principal-crime-2023" in ids(found)) == parted


def test_a_long_change_parts_every_window_that_it_reaches_into() -> None:
    violence = "Violence and sexual offences"
    assert "integrity-inspections" in ids(
        recording_changes(before=year("2017-11"), after=year("2018-11"), crime_type=violence)
    )
    assert "integrity-inspections" not in ids(
        recording_changes(before=year("2017-12"), after=year("2018-12"), crime_type=violence)
    )


def test_a_lockdown_is_no_change_of_recording() -> None:
    assert recording_changes(before=year("2019-12"), after=year("2020-12"), crime_type="Burglary") == ()


def test_lockdown_months_are_kept_from_baselines_and_differ_between_the_nations() -> None:
    english, welsh = lockdown_months(nation="england"), lockdown_months(nation="wales")
    assert (str(english[0]), str(english[-1]), len(english)) == ("2020-03", "2021-06", 11)
    assert Month(2020, 10) in welsh
    assert Month(2020, 10) not in english
    with pytest.raises(ValueError, match="england and wales"):
        lockdown_months(nation="Wales")
