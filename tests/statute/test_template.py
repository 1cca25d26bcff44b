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
    by_chapters = {need for chapter in template.chapters for need in chapter.provides}
    by_prompts = {n for chapter in template.chapters for prompt in chapter.prompts for n in prompt.provides}
    provided = by_chapters | by_prompts | {need for needs in template.exhibit_provides.values() for need in needs}
    supplied = {need for supply in template.supplies for need in (supply.need, *supply.also)}
    assert provided <= needed
    assert needed <= provided | supplied


def test_a_chapter_is_found_by_its_anchor() -> None:
    assert assessment_template().chapter("asb").title == "Anti-social behaviour"


def test_every_chapter_that_people_work_on_asks_for_words_and_says_what_the_law_wants_with_them() -> None:
    worked_on = [chapter for chapter in assessment_template().chapters if chapter.is_laid_out]
    assert len(worked_on) > 10
    assert all(prompt.ask and prompt.why for chapter in worked_on for prompt in chapter.prompts)
    assert all(chapter.prompts for chapter in worked_on)
    for chapter in worked_on:
        refs = [prompt.ref for prompt in chapter.prompts]
        assert len(refs) == len(set(refs))


def test_what_the_law_asks_people_to_write_has_a_prompt() -> None:
    asked = {n for chapter in assessment_template().chapters for prompt in chapter.prompts for n in prompt.provides}
    assert asked >= {
        "reasons for changes",
        "recommended priorities",
        "views of residents and workers",
        "review of last year's plan",
        "matters for the county",
    }


def test_only_the_matters_for_the_county_are_left_out_where_there_is_no_county() -> None:
    assert [chapter.ref for chapter in assessment_template().chapters if chapter.two_tier_only] == ["county"]
