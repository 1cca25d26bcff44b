"""Components say in words what they show, escape what they are given, and keep missing, not shown and zero apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.template import TemplateDoesNotExist

from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Covered, Fact, Happened, Pages, Row, Table, Task, ThreadStep
from frankpledge.ground.ui.samples import picture

HOSTILE = "<script>alert('x')</script>"


@pytest.mark.parametrize(
    ("verdict", "polarity", "words", "colour"),
    [
        ("higher", "smaller", "Higher than expected", "worse"),
        ("higher", "bigger", "Higher than expected", "better"),
        ("higher", "neither", "Higher than expected", ""),
        ("lower", "smaller", "Lower than expected", "better"),
        ("lower", "bigger", "Lower than expected", "worse"),
        ("lower", "neither", "Lower than expected", ""),
        ("none", "smaller", "No detectable change", ""),
        ("cannot_tell", "smaller", "Cannot tell", ""),
    ],
)
def test_a_signal_has_a_mark_and_words_and_colour_only_by_polarity(
    verdict: str, polarity: str, words: str, colour: str
) -> None:
    drawn = component("signal", verdict=verdict, polarity=polarity)
    assert f"<span>{words}</span>" in drawn
    assert '<svg viewBox="0 0 20 20" aria-hidden="true"' in drawn
    assert ("judgement--worse" in drawn) is (colour == "worse")
    assert ("judgement--better" in drawn) is (colour == "better")


def test_words_of_our_own_go_before_the_usual_ones() -> None:
    drawn = component("signal", verdict="none", words="Within the range", note="147 to 234 expected")
    assert "Within the range" in drawn
    assert "147 to 234 expected" in drawn
    assert "No detectable change" not in drawn


@pytest.mark.parametrize(("steps", "words"), [(3, "Good"), (2, "With care"), (1, "Poor"), (0, "Not usable")])
def test_quality_fills_as_many_steps_as_it_has(steps: int, words: str) -> None:
    drawn = component("quality", steps=steps)
    assert drawn.count('fill="currentColor"') == steps
    assert drawn.count("<rect") == 3
    assert words in drawn


def test_missing_and_not_shown_and_zero_are_three_things() -> None:
    shown = {component("absent", kind="missing"), component("absent", kind="suppressed"), "0"}
    assert shown == {'<span class="absent">no data</span>', '<span class="absent">not shown</span>', "0"}


def test_text_is_escaped_and_a_component_among_it_is_not() -> None:
    tag = component("tag", words="late", kind="late")
    drawn = component("facts", items=(Fact(HOSTILE, tag, HOSTILE),))
    assert HOSTILE not in drawn
    assert tag in drawn


def test_a_table_names_its_rows_and_labels_its_cells_for_a_phone() -> None:
    drawn = component(
        "table",
        table=Table(
            "Returns",
            (Column("Organisation"), Column("Asked", right=True)),
            (Row(("Council", "7"), href="/council/"), Row((HOSTILE, "0"), quiet=True)),
            total=Row(("All", "7")),
        ),
    )
    assert "<caption>Returns</caption>" in drawn
    assert '<th scope="row"><a href="/council/">Council</a></th>' in drawn
    assert '<td class="right" data-label="Asked"><span>7</span></td>' in drawn
    assert '<th scope="col" class="right">Asked</th>' in drawn
    assert "<tfoot>" in drawn
    assert HOSTILE not in drawn


def test_a_row_with_another_number_of_cells_than_heads_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 heads"):
        Table("Returns", (Column("A"), Column("B")), (Row(("one",)),))


def test_a_chart_comes_with_its_title_source_notes_and_numbers() -> None:
    drawn = component(
        "chart", wide=picture(720), narrow=picture(354), csv="/csv/", links=(Choice("Definition", "/d/"),)
    )
    assert '<h2 class="chart__title">May stood out</h2>' in drawn
    assert drawn.count("<svg") == 2
    assert "Invented for this gallery." in drawn
    assert '<a href="/csv/">CSV</a>' in drawn
    assert '<a href="/d/">Definition</a>' in drawn
    assert "<li>April was not received.</li>" in drawn
    assert '<th scope="row">April</th><td class="right">no data</td>' in drawn
    assert '<th scope="row">May</th><td class="right">105</td>' in drawn
    assert "Generated data" not in drawn


def test_a_generated_chart_says_so_beside_its_source() -> None:
    assert "<b>Generated data.</b>" in component("chart", wide=replace(picture(720), generated=True))


def test_coverage_says_the_state_in_words_beside_its_mark() -> None:
    drawn = component(
        "coverage", items=(Covered("Levels and patterns", "present", "12 figures"), Covered("County", "not_applicable"))
    )
    assert 'Levels and patterns<span class="coverage__words">Done: 12 figures</span>' in drawn
    assert 'County<span class="coverage__words">Does not apply</span>' in drawn


def test_the_thread_says_where_each_knot_stands() -> None:
    drawn = component("thread", items=(ThreadStep("Evidence", "in", "done"), ThreadStep("Plan", "draft", "now")))
    assert drawn.count('aria-current="step"') == 1
    assert "(done)" in drawn
    assert "(now)" in drawn


def test_an_empty_list_says_so() -> None:
    assert "Nothing needs you." in component("tasks", items=(), empty="Nothing needs you.")
    assert "None." in component("links", items=())
    assert "Nothing has happened yet." in component("timeline", items=())


def test_a_task_shows_its_tag_and_that_it_is_late() -> None:
    drawn = component("tasks", items=(Task("Chase", "/c/", "Two are blank.", "5 days late", late=True), Task("Read")))
    assert '<span class="tag tag--late">5 days late</span>' in drawn
    assert '<a href="/c/">Chase</a>' in drawn
    assert "<h3>Read</h3>" in drawn


def test_a_timeline_gives_times_to_machines_too() -> None:
    at = datetime(2026, 1, 20, 14, 7, tzinfo=UTC)
    drawn = component("timeline", items=(Happened(at, "An officer", "approved it"),))
    assert '<time datetime="2026-01-20T14:07:00+00:00">20 January 2026, 14:07</time>' in drawn


def test_a_stale_figure_says_so_to_a_screen_reader() -> None:
    assert "no longer as written" in component("figure", display="1,854", href="/f/", stale=True)
    assert "no longer as written" not in component("figure", display="1,854", href="/f/")


@pytest.mark.parametrize(
    ("number", "last", "shown"), [(1, 1, (1,)), (1, 9, (1, 2, 9)), (5, 9, (1, 4, 5, 6, 9)), (9, 9, (1, 8, 9))]
)
def test_pages_show_the_ends_and_what_is_near(number: int, last: int, shown: tuple[int, ...]) -> None:
    assert Pages(number=number, last=last).shown == shown


def test_one_page_needs_no_list_of_pages() -> None:
    assert component("pages", pages=Pages(number=1, last=1)) == ""


def test_an_unknown_component_is_an_error() -> None:
    with pytest.raises(TemplateDoesNotExist):
        component("traffic_light")
