from __future__ import annotations

from datetime import date, timedelta

import pytest

from frankpledge.statute.contents import NotInForce, _check_versions, _rows, contents, inputs, plan_contents
from frankpledge.statute.load import BadDefinition

TODAY = date(2025, 12, 31)
SEVEN = ["7(a)", "7(b)", "7(c)", "7(d)", "7(e)", "7(f)", "7(g)"]


def test_in_england_the_assessment_has_seven_contents_and_serious_violence_since_2023() -> None:
    now = contents(on=TODAY, nation="england", two_tier=True)
    assert [part.code for part in now] == [*SEVEN, "s6(1)(d)"]
    assert [part.id for part in now] == [
        "levels",
        "changes",
        "reasons",
        "priorities",
        "views",
        "plan_review",
        "county",
        "serious_violence",
    ]
    assert all(part.applies and part.why_not == "" for part in now)


@pytest.mark.parametrize("nation", ["england", "wales"])
def test_serious_violence_begins_on_31_january_2023(nation: str) -> None:
    before = contents(on=date(2023, 1, 30), nation=nation, two_tier=False)
    after = contents(on=date(2023, 1, 31), nation=nation, two_tier=False)
    assert {part.id for part in after} - {part.id for part in before} == {"serious_violence"}
    assert after[-1].confidence == "S"


def test_the_county_item_applies_in_two_tier_areas_only_and_says_why() -> None:
    (county,) = [part for part in contents(on=TODAY, nation="england", two_tier=False) if part.id == "county"]
    assert not county.applies
    assert "two-tier" in county.why_not


def test_in_wales_there_are_six_contents_and_no_county_item() -> None:
    for two_tier in (True, False):
        found = contents(on=date(2022, 6, 1), nation="wales", two_tier=two_tier)
        assert [part.code for part in found] == SEVEN[:6]
        assert all("2007/3076" in part.source for part in found)


@pytest.mark.parametrize("nation", ["england", "wales"])
def test_re_offending_comes_in_on_1_april_2010_and_the_day_before_has_the_older_text(nation: str) -> None:
    old = {part.id: part for part in contents(on=date(2010, 3, 31), nation=nation, two_tier=False)}
    new = {part.id: part for part in contents(on=date(2010, 4, 1), nation=nation, two_tier=False)}
    assert old.keys() == new.keys()
    assert "re-offending" not in old["levels"].words
    assert "re-offending" in new["levels"].words
    assert "re-offending" in new["priorities"].words
    assert old["changes"] == new["changes"]
    heard = {day: inputs(on=day, nation=nation)[-1].words for day in (date(2010, 3, 31), date(2010, 4, 1))}
    assert "re-offending" not in heard[date(2010, 3, 31)]
    assert "re-offending" in heard[date(2010, 4, 1)]


def test_the_six_inputs_are_those_of_regulation_6() -> None:
    for nation in ("england", "wales"):
        found = inputs(on=TODAY, nation=nation, two_tier=False)
        assert [part.code for part in found] == ["6(a)", "6(b)", "6(c)", "6(d)", "6(e)", "6(f)"]
        assert [part.id for part in found] == [
            "responsible_authorities",
            "co_operating",
            "participating",
            "committee",
            "plan",
            "people",
        ]


def test_the_plan_is_for_three_years_in_england_until_may_2011_and_in_wales_as_far_as_we_have_read() -> None:
    assert plan_contents(on=date(2011, 5, 31), nation="england")[0].id == "term"
    after = plan_contents(on=date(2011, 6, 1), nation="england")
    assert [part.code for part in after] == ["11(a)", "11(b)", "11(c)", "11(d)", "11(e)", "11(f)"]
    welsh = plan_contents(on=TODAY, nation="wales")
    assert (welsh[0].code, welsh[0].confidence) == ("9(1)(a)", "S")
    assert "SI 2011/2702" in welsh[0].source


@pytest.mark.parametrize(("nation", "first"), [("england", date(2007, 8, 1)), ("wales", date(2007, 11, 19))])
def test_before_the_regulations_there_is_nothing_to_ask(nation: str, first: date) -> None:
    for asked in (contents, inputs, plan_contents):
        assert asked(on=first, nation=nation, two_tier=False)  # type: ignore[operator]
        with pytest.raises(NotInForce, match="no regulations"):
            asked(on=first - timedelta(days=1), nation=nation, two_tier=False)  # type: ignore[operator]


def test_scotland_has_no_community_safety_partnerships_of_this_act() -> None:
    with pytest.raises(ValueError, match="england and wales"):
        contents(on=TODAY, nation="scotland", two_tier=False)


def test_every_requirement_has_its_source_and_our_confidence() -> None:
    assert all(row.source.startswith(("SI ", "CDA ")) and row.confidence in "VSK" for row in _rows())


def test_two_versions_of_one_requirement_may_not_hold_on_the_same_day() -> None:
    _check_versions(_rows())
    with pytest.raises(BadDefinition, match="two versions"):
        _check_versions((*_rows(), *_rows()[1:2]))
