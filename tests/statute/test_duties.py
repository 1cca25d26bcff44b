"""The catalogue of duties: what it holds, that nothing of the law is lost in it, and that a bad file is told whole."""

from __future__ import annotations

import copy
import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frankpledge.statute.duties import (
    FILE,
    PARTS,
    bodies,
    catalogue,
    checked,
    duties,
    duty_of,
    event_kinds,
    usual_year,
)
from frankpledge.statute.load import BadDefinition, toml

ON = date(2026, 11, 26)


def test_the_catalogue_holds_both_nations_and_every_part() -> None:
    assert {duty.part for duty in catalogue()} == set(PARTS)
    england, wales = duties(nation="england"), duties(nation="wales")
    assert len(england) == 87
    assert len({duty.id for duty in england}) == 87
    assert {duty.id for duty in wales} < {duty.id for duty in england}
    with pytest.raises(ValueError, match="scotland"):
        duties(nation="scotland")


def test_what_wales_does_not_have_is_not_there_and_what_it_words_otherwise_is() -> None:
    wales = {duty.id: duty for duty in duties(nation="wales")}
    assert {"CSP-18", "CSP-19", "CSP-20", "CSP-16", "SCR-01", "DRG-01", "DAB-01"}.isdisjoint(wales)
    assert wales["CSP-10"].provision == "SI 2007/3076 reg 9(1)(a)"
    assert (wales["COM-01"].within, wales["COM-01"].unit) == (3, "clear_days")
    assert wales["COM-03"].unit == "working_days"


def test_the_twelve_facts_most_likely_to_be_wrong_stand_as_they_are() -> None:
    law = {duty.id: duty for duty in duties(nation="england")}
    assert (law["CSP-07"].trigger, law["CSP-07"].by) == ("yearly", "03-31")
    assert (law["SCR-01"].trigger, law["SCR-01"].within, law["SCR-01"].unit) == ("rolling", 12, "months")
    assert (law["SCR-04"].within, law["SCR-04"].unit, law["SCR-04"].clock) == (28, "days", "law")
    assert (law["CSP-24"].trigger, law["CSP-24"].within, law["CSP-24"].unit) == ("quarterly", 1, "quarters")
    assert (law["COM-01"].within, law["COM-01"].unit) == (5, "clear_days")
    assert (law["FOI-01"].within, law["FOI-01"].unit) == (20, "working_days")
    assert {law[name].clock for name in ("CSP-15", "CSP-16", "ASB-05", "ASB-08", "ASB-10")} == {"practice"}
    assert {name for name, duty in law.items() if duty.trigger in ("power", "rule")} == {"CSP-25", "SCR-05", "ASB-06"}
    assert {name for name, duty in law.items() if duty.two_tier_only} == {"CSP-18", "CSP-19", "CSP-20"}
    assert {name for name, duty in law.items() if duty.valid_from is None} == {"ASB-13", "DHR-09", "VPA-01"}
    assert "police" not in law["CSP-23"].bodies
    assert "three-year" not in law["CSP-10"].words


def test_law_that_was_not_read_is_told_from_law_that_was() -> None:
    law = {duty.id: duty for duty in duties(nation="england")}
    assert not law["CSP-07"].unconfirmed
    assert law["DHR-03"].unconfirmed
    assert law["CSP-25"].unconfirmed
    assert all(duty.doubt for duty in catalogue() if duty.confidence == "K")


def test_a_duty_is_asked_for_by_name_nation_and_day() -> None:
    duty = duty_of("CSP-01", nation="wales", on=ON)
    assert duty is not None
    assert duty.nation == "wales"
    before = duty_of("CSP-16", nation="england", on=date(2010, 1, 1))
    assert before is not None
    assert not before.in_force(date(2010, 1, 1))
    assert duty_of("CSP-16", nation="wales", on=ON) is None
    assert duty_of("XXX-99", nation="england", on=ON) is None


def test_every_body_event_and_usual_month_is_one_that_something_names() -> None:
    assert set(bodies()) == {name for duty in catalogue() for name in duty.bodies}
    assert set(event_kinds()) == {duty.starts for duty in catalogue() if duty.starts}
    assert all(each.asks for each in event_kinds().values() if each.id in {"scrutiny_request", "grant_return"})
    assert {month for each in usual_year() for month in each.months} == set(range(1, 13))


def test_nothing_of_the_reviewed_list_is_lost(shared_data: Path) -> None:
    path = shared_data.parent / "reference" / "duties.csv"
    if not path.exists():
        pytest.skip("the reviewed list is not beside the shared data")
    with path.open(encoding="utf-8") as rows:
        listed = {row["id"]: row["confidence"][0] for row in csv.DictReader(rows)}
    held = {duty.id: duty.confidence for duty in duties(nation="england")}
    assert set(held) - set(listed) == {"DP-06"}
    assert set(listed) <= set(held)
    surer = {name for name, letter in listed.items() if "VSK".index(held[name]) < "VSK".index(letter)}
    assert surer == set()


# ---- a bad file ---------------------------------------------------------------------------------------------------


@pytest.fixture
def tables() -> dict[str, Any]:
    return copy.deepcopy(toml(FILE))


def row(tables: dict[str, Any], identity: str, nation: str = "both") -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in tables["duty"] if one["id"] == identity and one.get("nation", "both") == nation
    )
    return found


def test_the_shipped_file_holds(tables: dict[str, Any]) -> None:
    assert checked(tables) == catalogue()


FAULTS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("CSP-24", {"unit": "days"}, "a quarterly duty does not count in days"),
    ("CSP-24", {"within": 0}, "0 is no length"),
    ("CSP-24", {"review_months": 12}, "a quarterly duty says no review_months"),
    ("CSP-24", {"clock": None}, "a clock says who set it, and nothing else does"),
    ("CSP-21", {"starts": "decision"}, "a standing duty says no starts"),
    ("CSP-21", {"review_months": 0}, "0 months is no length"),
    ("CSP-21", {"bodies": ["senate"]}, "nobody knows the body 'senate'"),
    ("CSP-21", {"bodies": []}, "binds no body"),
    ("CSP-21", {"valid_to": date(2020, 1, 1)}, "ends before it begins"),
    ("CSP-21", {"valid_from": None}, "either it has a day from which it is in force"),
    ("CSP-21", {"awaits": "an order"}, "either it has a day from which it is in force"),
    ("CSP-21", {"two_tier_only": True}, "only England has two tiers"),
    ("CSP-21", {"confidence": "K"}, "general knowledge says what is to be checked"),
    ("CSP-23", {"starts": None}, "a event duty says starts"),
    ("CSP-23", {"starts": "eclipse"}, "nobody knows the event 'eclipse'"),
    ("CSP-23", {"unit": "given"}, "within and unit go together"),
    ("CSP-23", {"within": None}, "within and unit go together"),
    ("CSP-25", {"within": 3, "unit": "days", "clock": "law"}, "a power duty says no within"),
)


@pytest.mark.parametrize(("identity", "change", "fault"), FAULTS)
def test_a_fault_of_a_row_is_told_with_its_row(
    identity: str, change: dict[str, Any], fault: str, tables: dict[str, Any]
) -> None:
    row(tables, identity).update(change)
    with pytest.raises(BadDefinition) as refused:
        checked(tables)
    assert f"({identity})" in str(refused.value)
    assert fault in str(refused.value)


@pytest.mark.parametrize("day", ["31-03", "02-30", "3-31", "soon"])
def test_a_day_that_is_none_of_a_year_is_told(day: str, tables: dict[str, Any]) -> None:
    row(tables, "CSP-07", "england")["by"] = day
    with pytest.raises(BadDefinition, match="is no day of a year"):
        checked(tables)


def test_all_faults_are_told_at_once_a_line_each(tables: dict[str, Any]) -> None:
    row(tables, "CSP-21")["bodies"] = ["senate"]
    row(tables, "SCR-04", "england")["within"] = -1
    row(tables, "CSP-23")["unit"] = "working_days"
    with pytest.raises(BadDefinition) as refused:
        checked(tables)
    lines = str(refused.value).splitlines()
    assert len(lines) == 3
    assert [line.split("(")[1][:6] for line in lines] == ["CSP-21", "CSP-23", "SCR-04"]


def test_a_row_that_cannot_be_read_is_told_with_its_place_and_the_others_are_still_looked_at(
    tables: dict[str, Any],
) -> None:
    tables["duty"][0]["trigger"] = "sometimes"
    tables["duty"][1]["colour"] = "red"
    del tables["duty"][2]["who"]
    row(tables, "CSP-21")["bodies"] = ["senate"]
    with pytest.raises(BadDefinition) as refused:
        checked(tables)
    first, second, third, fourth = str(refused.value).splitlines()
    assert "duties.toml duty 1 (CSP-01), trigger" in first
    assert "colour is no column" in second
    assert "who is not given" in third
    assert "senate" in fourth


def test_two_wordings_at_once_and_names_that_nothing_uses_are_told(tables: dict[str, Any]) -> None:
    again = dict(row(tables, "CSP-21"))
    tables["duty"].append(again)
    tables["duty"].append(dict(row(tables, "ASB-13")))
    tables["body"].append({"id": "senate", "label": "Senate"})
    tables["event"].append({"id": "eclipse", "label": "Eclipse"})
    tables["cycle"].append({"id": "odd", "months": [13], "words": "x", "duties": ["XXX-99"]})
    with pytest.raises(BadDefinition) as refused:
        checked(tables)
    told = str(refused.value)
    assert "CSP-21 is worded twice at once (both and both)" in told
    assert "ASB-13 is worded twice at once" in told
    assert "no duty names the body 'senate'" in told
    assert "no duty names the event 'eclipse'" in told
    assert "the cycle odd names 'XXX-99', no duty" in told
    assert "the cycle odd has a month 13" in told


def test_a_wording_that_ends_before_the_next_begins_clashes_with_nothing(tables: dict[str, Any]) -> None:
    old = dict(row(tables, "CSP-21"))
    old.update(valid_from=date(1998, 7, 31), valid_to=date(2023, 1, 30))
    tables["duty"].append(old)
    found = [duty for duty in checked(tables) if duty.id == "CSP-21"]
    assert [duty.in_force(date(2020, 1, 1)) for duty in found] == [False, True]
    assert [duty.in_force(ON) for duty in found] == [True, False]
