"""Counts by token: the explorer's answer with its frame, and missing apart from zero."""

from __future__ import annotations

import csv
import io

import pytest

from tests.api.conftest import Program
from tests.guards.evidence import County
from tests.guards.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def asks(lived_in: Town) -> Program:
    return Program(lived_in.workspace, lived_in.everyone(), writes=False)


def test_a_count_says_its_source_period_denominator_and_cut_off(asks: Program, county: County) -> None:
    told = asks.get("/evidence/counts")
    assert told["area"] == county.area.name
    assert told["total"]["state"] == "recorded"
    inside = [one["count"]["value"] for one in told["months"] if one["in_period"]]
    assert len(inside) == 12
    assert sum(value for value in inside if value) == told["total"]["value"]
    assert told["source"]["words"].startswith("data.police.uk")
    assert told["source"]["cut_off"].startswith("As known on")
    assert told["source"]["files"]
    if told["rate"]:
        assert told["rate"]["base"] > 0
        assert told["rate"]["base_year"]
        assert told["rate"]["lower"] <= told["rate"]["value"] <= told["rate"]["upper"]
    else:
        assert told["why_no_rate"]


def test_a_count_that_is_not_there_is_null_and_missing_and_none_is_zero(asks: Program) -> None:
    states = {
        (month["count"]["state"], month["count"]["value"] is None)
        for months in ("12", "36")
        for month in asks.get("/evidence/counts", months=months)["months"]
    }
    assert states <= {("recorded", False), ("missing", True)}
    nothing = asks.get("/evidence/counts", what="Possession of weapons", months="1")
    zero = nothing["total"]
    assert (zero["state"], zero["value"] is None) == ("recorded", False)


def test_the_rows_behind_a_figure_add_up_to_it(asks: Program) -> None:
    counted = asks.get("/evidence/counts", months="3")
    rows = asks.get("/evidence/rows", months="3", of="total")
    assert rows["total"] == rows["count"]["value"] == counted["total"]["value"]
    assert all(one["line"] > 1 and one["file"] for one in rows["rows"])
    assert asks.call("GET", "/evidence/rows", of="month", key="1999-01").status_code == 404


def test_a_question_that_is_wrong_is_told_at_its_part(asks: Program) -> None:
    for wrong in ({"area": "Nowhere at all"}, {"known": "yesterday"}, {"to": "1999-01"}):
        answer = asks.call("GET", "/evidence/counts", **wrong)
        assert answer.status_code == 422
        assert [one["where"] for one in answer.json()["errors"]] == list(wrong)


def test_a_feed_of_months_has_each_number_with_its_state_and_source(asks: Program) -> None:
    content = asks.call("GET", "/feeds/months.csv", months="12").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(content)))
    assert len(lines) >= 12
    assert {line["state"] for line in lines} <= {"recorded", "no data"}
    assert all(line["source"] and line["cut_off"] for line in lines)
