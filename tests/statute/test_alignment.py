"""The sorts of plans of other bodies."""

from __future__ import annotations

from frankpledge.statute.alignment import POLICE_AND_CRIME, plan_kind, plan_kinds


def test_each_sort_of_plan_says_where_it_comes_from() -> None:
    assert len({one.id for one in plan_kinds()}) == len(plan_kinds())
    assert all(one.source for one in plan_kinds())


def test_the_police_and_crime_plan_is_asked_for_by_law_that_was_read() -> None:
    found = plan_kind(POLICE_AND_CRIME)
    assert found is not None
    assert (found.label, found.confidence) == ("Police and crime plan", "V")
    assert plan_kind("weather") is None
