"""What a strategy lacks of what the duty asks for, item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from frankpledge.domain.serious_violence import rules
from frankpledge.domain.serious_violence.rules import Done, Held, NotAStrategy, Sort, stands
from frankpledge.statute.serious_violence import items

ON = date(2026, 11, 2)
NOTHING = Held({}, {}, {}, frozenset(), 0, 0, "", None, 0, None, None, "2026/27")
WRITTEN = {one.id: "Said" for one in items() if one.form == "words"}
ALL = Held(
    WRITTEN, {Sort.EDUCATION: 2, Sort.PRISON: 1}, {Sort.EDUCATION: 2, Sort.PRISON: 1}, frozenset({Sort.YOUTH_CUSTODY}),
    2, 2, "Edition 1", date(2026, 2, 1), 3, None, date(2026, 1, 20), "2026/27",
)  # fmt: skip


def state(held: Held, item: str, on: date = ON) -> tuple[str, str]:
    (found,) = [one for one in stands(held, on=on) if one.item.id == item]
    return found.state, found.words


def test_of_nothing_everything_is_missing() -> None:
    assert {one.state for one in stands(NOTHING, on=ON)} == {"missing"}


def test_a_whole_strategy_lacks_nothing() -> None:
    assert {one.state for one in stands(ALL, on=ON)} == {"present"}


@pytest.mark.parametrize(
    ("held", "item", "told"),
    [
        (replace(ALL, answered={Sort.EDUCATION: 1}), "education", ("incomplete", "2 consulted, 1 answered")),
        (replace(ALL, asked={}), "prison", ("missing", "None was consulted")),
        (ALL, "youth_custody", ("present", "It was said that the area has none")),
        (replace(ALL, signed=1), "signed", ("incomplete", "1 of 2 have signed up")),
        (replace(ALL, served=0), "signed", ("missing", "No partnership is named that it serves")),
        (replace(ALL, edition=""), "edition", ("missing", "It is a draft")),
        (replace(ALL, published=None), "published", ("missing", "No address is recorded")),
        (replace(ALL, published=ON + timedelta(days=1)), "published", ("missing", "No address is recorded")),
        (replace(ALL, lines=0), "lines", ("missing", "2026/27 has no line")),
        (replace(ALL, words={}), "causes", ("missing", "Nobody has written it")),
        (ALL, "review", ("present", "Approved, and not reviewed since on 20 January 2026")),
    ],
)
def test_each_gap_is_told_with_what_there_is(held: Held, item: str, told: tuple[str, str]) -> None:
    assert state(held, item) == told


def test_a_review_is_late_after_a_year() -> None:
    held = replace(ALL, reviewed=date(2025, 11, 1))
    assert state(held, "review") == ("present", "Reviewed on 1 November 2025")
    late, words = state(held, "review", ON + timedelta(days=1))
    assert late == "incomplete"
    assert words.endswith("more than 12 months ago")


def test_what_makes_no_part_is_refused() -> None:
    for wrong in ("", " ", "x" * 301):
        with pytest.raises(NotAStrategy):
            rules.check_line(wrong, where="Title")
    for item in ("weather", "review"):
        with pytest.raises(NotAStrategy, match="no part that is written"):
            rules.check_item(item)
    with pytest.raises(NotAStrategy, match="lies before"):
        rules.check_days(ON, ON - timedelta(days=1), what="the answer")
    with pytest.raises(NotAStrategy, match="not come yet"):
        rules.check_past(ON + timedelta(days=1), today=ON)
    with pytest.raises(NotAStrategy, match="parts are not written"):
        rules.check_whole(stands(NOTHING, on=ON))
    with pytest.raises(NotAStrategy, match="there already"):
        rules.check_new(there=True, what="it")
    rules.check_whole(stands(ALL, on=ON))
    assert [one.label for one in Done] == ["Open", "Done", "Done in part", "Not done"]
    assert Sort.OTHER.label == "Somebody else"
