from __future__ import annotations

from datetime import date

from frankpledge.statute.contents import contents, inputs
from frankpledge.statute.template import assessment_template


def test_every_requirement_of_either_nation_says_what_it_needs() -> None:
    template = assessment_template()
    for nation in ("england", "wales"):
        for day in (date(2009, 1, 1), date(2025, 12, 31)):
            asked = (*contents(on=day, nation=nation, two_tier=True), *inputs(on=day, nation=nation, two_tier=True))
            assert {part.id for part in asked} <= set(template.needs)


def test_what_chapters_provide_is_needed_and_what_they_do_not_can_be_supplied() -> None:
    template = assessment_template()
    needed = {need for needs in template.needs.values() for need in needs}
    provided = {need for chapter in template.chapters for need in chapter.provides}
    supplied = {need for supply in template.supplies for need in (supply.need, *supply.also)}
    assert provided <= needed
    assert needed <= provided | supplied


def test_a_chapter_is_found_by_its_anchor() -> None:
    assert assessment_template().chapter("asb").title == "Anti-social behaviour"
