"""What is recorded near somebody: counted from open data, compared fairly, and never below what the rules allow."""

from __future__ import annotations

import re

import pytest
from django.utils.html import escape

from frankpledge.domain.site.queries.area import home_of, last_year, snapshot_now, whole_of
from frankpledge.lake import queries
from frankpledge.statute.disclosure import disclosure
from frankpledge.web.public.near import (
    REASONS,
    compared_line,
    lacking,
    lacking_of_people,
    near,
    places,
)
from tests.guards.page import faults
from tests.guards.test_public import MOST_BYTES, weight
from tests.guards.town import Town
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db
WHOLE_AREA_ALONE = "Violence and sexual offences"


def test_a_place_is_chosen_by_name_and_shown_beside_the_whole(lived_in: Town) -> None:
    slug, snapshot = lived_in.workspace.slug, snapshot_now()
    assert snapshot is not None
    whole = home_of(lived_in.workspace.partnership, snapshot)
    assert whole is not None
    window = last_year(snapshot, whole)
    assert window is not None
    offered = places(snapshot, whole)
    assert not [one for one in offered if one.name == whole.name], "the whole is compared with itself"
    asked = visitor().get(address("public:near", slug=slug), {"place": offered[-1].code})
    assert (asked.status_code, asked["Location"]) == (
        302, address("public:near_place", slug=slug, place=offered[-1].code),
    )  # fmt: skip
    compared = [found for one in offered if (found := near(snapshot, whole, one))]
    assert compared
    for one in offered:
        why = lacking(snapshot, whole, one)
        assert bool(why) is (near(snapshot, whole, one) is None)
        if why:
            shown = visitor().get(address("public:near_place", slug=slug, place=one.code)).content.decode()
            assert escape(REASONS[why]) in shown
    for found in compared:
        counts = queries.by_type(snapshot, found.place, first=str(window.first), last=str(window.last))
        for line in found.lines:
            counted = counts.get(line.kind, 0)
            if line.kind == WHOLE_AREA_ALONE or counted <= disclosure().hidden_up_to:
                assert (line.count, line.here) == (None, None)
            else:
                assert line.count == counted
                assert line.here is not None
                assert line.here.value == pytest.approx(1000 * counted / found.people)
        answer = visitor().get(address("public:near_place", slug=slug, place=found.place.code))
        html = answer.content.decode()
        assert faults(html) == []
        assert weight(answer) < MOST_BYTES
        rows = re.findall(r"<th scope=\"row\">Violence and sexual offences</th>.*?</tr>", html, re.DOTALL)
        assert all(row.count("not shown") == 2 for row in rows)
        assert disclosure().marker not in html


@pytest.mark.parametrize(
    ("here", "everybody", "why"),
    [
        ((None, 2012), (50, 2024), "people_unknown"), ((0, 2024), (50, 2024), "people_unknown"),
        ((50, 2024), (50, 2024), "people_unknown"), ((5, 2023), (50, 2024), "years_differ"),
        ((5, 2024), (50, 2024), ""),
    ],
)  # fmt: skip
def test_the_reason_why_people_cannot_be_compared_follows_from_the_estimates_alone(
    here: tuple[int | None, int], everybody: tuple[int, int], why: str
) -> None:
    assert lacking_of_people(here, everybody) == why
    assert why in {"", *REASONS}


@pytest.mark.parametrize(
    ("kind", "here", "all_", "verdict"),
    [
        ("Burglary", 90, 180, "higher"), ("Burglary", 5, 500, "lower"), ("Burglary", 20, 205, "same"),
        ("Burglary", 4, 500, "few"), ("Burglary", 0, 500, "few"), (WHOLE_AREA_ALONE, 90, 180, "whole_only"),
    ],
)  # fmt: skip
def test_a_verdict_is_fair_and_silent_on_what_is_too_few(kind: str, here: int, all_: int, verdict: str) -> None:
    # A tenth of the people live here.
    line = compared_line(kind, here, all_, people=1_000, everybody=10_000, phi=1.5)
    assert line.verdict == verdict
    assert (line.count is None) is (verdict in {"few", "whole_only"})
    assert line.whole is not None
    assert line.whole.value == pytest.approx(all_ / 10)


def test_the_first_page_tells_the_area_in_figures(lived_in: Town) -> None:
    snapshot = snapshot_now()
    assert snapshot is not None
    whole = home_of(lived_in.workspace.partnership, snapshot)
    assert whole is not None
    found = whole_of(snapshot, whole)
    assert found is not None
    html = visitor().get(address("public:home", slug=lived_in.workspace.slug)).content.decode()
    assert f"{found.crimes:,}" in html
    assert f"{found.asb:,}" in html
    assert faults(html) == []


def test_a_place_elsewhere_is_not_there(lived_in: Town) -> None:
    assert visitor().get(address("public:near_place", slug=lived_in.workspace.slug, place="X99")).status_code == 404
