"""Every figure that was unsound as printed, worked out again: against numbers written here by hand."""

from __future__ import annotations

from math import comb

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.yardsticks.queries.unsound import WorkedOut, worked_out
from frankpledge.ground.accounts.models import User

CASES = {one.case.id: one for one in worked_out()}


def case(name: str) -> WorkedOut:
    return CASES[name]


def test_on_residents_shropshire_is_lowest_and_no_common_base_gives_the_printed_rates() -> None:
    found = case("vawg-rates")
    assert found.finding.startswith("On residents Shropshire is lowest with 11.5, not Herefordshire.")
    assert [row[0] for row in found.rows][:2] == ["Shropshire", "Herefordshire"]
    assert found.values["Shropshire"] == pytest.approx(3_733 / 325.4)
    assert found.values["Herefordshire"] == pytest.approx(2_678 / 193.6)
    needed = {name: round(value) for name, value in found.values.items() if name.endswith("needed")}
    assert needed == {
        "Telford & Wrekin, needed": 42,
        "North Worcestershire, needed": 37,
        "South Worcestershire, needed": 45,
        "Shropshire, needed": 38,
        "Herefordshire, needed": 51,
    }
    assert all(" to " in row[4] for row in found.rows)


def test_most_of_the_fall_of_a_chosen_cohort_comes_by_itself_and_the_rest_cannot_be_told() -> None:
    found = case("offender-cohort")
    # 50 people with 8 each, usual 2, shape 1: 2 + 6 × 2/3 = 6 each, a quarter less.
    assert found.values == {"fall": pytest.approx(0.30), "fall by itself": pytest.approx(0.25), "cannot tell": 1}
    assert ("Expected after without any effect", "300") in found.rows


def test_fifty_seven_per_cent_of_thirty_five_are_forty_one_to_seventy_two() -> None:
    assert case("knives").finding == "20 of 35 are 57%, with a 95% interval of 41% to 72%."


def test_nine_in_nine_months_after_five_in_twelve_are_no_rise() -> None:
    found = case("reviews")
    # 14 events fall to the nine months with chance 9/21: outcomes no likelier than nine of them.
    chances = [comb(14, n) * (9 / 21) ** n * (12 / 21) ** (14 - n) for n in range(15)]
    by_hand = sum(chance for chance in chances if chance <= chances[9] * (1 + 1e-9))
    assert found.values["p"] == pytest.approx(by_hand)
    assert "p = 0.11: we cannot tell whether it changed." in found.finding


def test_volunteers_are_a_group_that_chose_itself_whatever_their_number() -> None:
    found = case("volunteers")
    assert "the groups chose themselves" in found.finding
    assert found.values["low of 20"] > 0
    assert [row[1] for row in found.rows] == ["45 points", "45 points"]


def test_a_last_quarter_of_twenty_nine_is_a_question_and_no_finding() -> None:
    found = case("last-quarter")
    assert found.values["cannot tell"] == 1
    assert found.values["p"] < 0.01
    assert found.finding.endswith("cannot tell.")


def test_a_rise_of_twenty_six_per_cent_lies_across_changes_of_recording() -> None:
    found = case("recording")
    assert found.values["changes"] >= 2
    assert "crime: cannot tell" in found.finding
    assert any("harassment" in row[1] for row in found.rows)


def test_the_nine_peers_are_nine_hundred_times_less_alike_than_chance() -> None:
    assert round(case("peers").values["phi"]) == 937
    assert [row[0] for row in case("peers").rows][0] == "Telford & Wrekin"  # noqa: RUF015 (the order is meant)


def test_a_share_of_victims_seven_times_that_of_residents_may_be_half_as_much_or_twice() -> None:
    found = case("hate-crime")
    assert found.values["ratio"] == pytest.approx(7.5)
    assert found.values["low of 20"] < 4 < 5.5 < found.values["low of 200"]
    assert found.values["high of 20"] > 12


def test_the_page_shows_every_case_with_what_was_printed_and_what_is_wrong(
    client: Client, member: User, partnership: Partnership
) -> None:
    client.force_login(member)
    page = client.get(reverse("yardsticks:unsound", args=("tithing",))).content.decode()
    for one in worked_out():
        assert f'id="{one.case.id}"' in page
    assert "20 of 35 are 57%" in page
    assert "Counts invented" in page
    linked = client.get(reverse("evidence:published", args=("tithing",))).content.decode()
    assert reverse("yardsticks:unsound", args=("tithing",)) in linked
