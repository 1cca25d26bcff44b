"""What the Serious Violence Duty asks for."""

from __future__ import annotations

from frankpledge.statute.duties import catalogue
from frankpledge.statute.serious_violence import item_called, items


def test_each_item_belongs_to_a_duty_of_the_catalogue() -> None:
    known = {one.id for one in catalogue()}
    assert {one.duty for one in items()} <= known
    assert len({one.id for one in items()}) == len(items())


def test_the_four_things_to_weigh_are_asked_for_by_law_that_was_read() -> None:
    weighed = [item_called(name) for name in ("penalty", "victims", "prevalence", "community")]
    assert [(one.level, one.confidence) for one in weighed if one] == [("law", "V")] * 4
    assert item_called("weather") is None


def test_what_guidance_alone_asks_for_is_marked_as_such() -> None:
    review = item_called("review")
    assert review is not None
    assert (review.level, review.confidence) == ("guidance", "S")
