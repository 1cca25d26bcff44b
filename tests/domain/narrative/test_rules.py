"""Passages fall into sentences and back, and a number typed by hand is found where it should be a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.domain.narrative.rules import (
    BadArgument,
    BadPassage,
    Reference,
    figure_as_json,
    figure_from_json,
    lines,
    names,
    paragraphs,
    reads_alike,
    sentences,
    typed_numbers,
)
from frankpledge.ground.documents.blocks import Figure, FigureRef, Strong, Text
from frankpledge.ground.documents.words import BadLine

WORDS = st.text(st.sampled_from("abcABZ .!?…\"')(*{}[]0123456789%£,\n\\-–"), max_size=200)


def typed(text: str) -> list[str]:
    return [number.words for number in typed_numbers(text)]


@given(WORDS)
def test_the_sentences_of_a_paragraph_are_the_paragraph_whatever_stands_in_it(text: str) -> None:
    found = sentences(text)
    for place, paragraph in enumerate(paragraphs(text), start=1):
        assert " ".join(one.text for one in found if one.paragraph == place) == paragraph
    assert [one.number for one in found] == list(range(1, len(found) + 1))


@given(WORDS)
def test_no_text_breaks_the_search_for_typed_numbers(text: str) -> None:
    numbered = {one.number for one in sentences(text)}
    assert {number.sentence for number in typed_numbers(text)} <= numbered


@given(
    st.lists(st.sampled_from(["Crime fell.", "It was {a}!", "**Why?**", "See reg. 7.", "J. Smith left."]), min_size=1)
)
def test_sentences_put_together_come_apart_again(parts: list[str]) -> None:
    assert [one.text for one in sentences(" ".join(parts))] == parts


@given(st.integers(0, 10**9), st.sampled_from(["", "%", " per cent", "m", " million"]), st.sampled_from(["", "£"]))
def test_a_number_after_a_verb_is_found_however_it_is_written(value: int, after: str, before: str) -> None:
    assert typed(f"Police recorded {before}{value:,}{after} of them.") == [f"{before}{value:,}{after}"]


@pytest.mark.parametrize(
    "allowed",
    [
        "In 2025 police recorded {count} crimes.",
        "2025 was a quiet year.",
        "Since January 2024 and before 31 December 2025.",
        "On 1 and 2 May, from 3rd to 5th June 2025, and on 2025-06-07.",
        "The year 2024/25, its Q3, and 2024/25 Q4.",
        "Section 17 of the Crime and Disorder Act 1998, s. 17(1) and 18, reg. 7 of SI 2007/1830.",
        "Chapter 4, paragraph 4.2, tables 3 and 4, priority 2 and recommendation 5.",
        "The 1st, 2nd and 21st meeting; a 24-hour service and a 12-month order; open 24/7.",
        "Children aged 10 to 17, under 18s, over-65s, 16 to 24 year olds, a 15-year-old.",
        "Between 10pm and 3 a.m., at 17:30 and at 10.30 pm.",
        "COVID-19 closed it. Call 101, or 999 calls.",
        "A rate per 1,000 residents and one for every 100,000, with a 95% interval.",
        "[The 2024 plan](https://example.org/2024/17.html) and {figure_2}.",
    ],
)
def test_dates_laws_ages_times_and_lengths_may_be_typed(allowed: str) -> None:
    assert typed(allowed) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rose by 17%, from 2,397 to 2,863.", ["17%", "2,397", "2,863"]),
        ("Police recorded 2025 burglaries.", ["2025"]),
        ("In 2025 there were 3 robberies.", ["3"]),
        ("**12** people said so. 4.5 per 1,000.", ["12", "4.5"]),
        ("Over 18,000 reports, over 40% and under 5.5 days.", ["18,000", "40%", "5.5"]),
        ("A grant of £1.5m, or £20,000.", ["£1.5m", "£20,000"]),
        (r"A brace \{12\} is not a figure.", ["12"]),
    ],
)
def test_everything_else_should_be_a_figure(text: str, found: list[str]) -> None:
    assert typed(text) == found


def test_a_typed_number_names_its_sentence() -> None:
    assert [number.sentence for number in typed_numbers("A. Smith came.\n\nIt fell. 12 rose.")] == [3]


def test_a_passage_becomes_lines_with_figures_under_the_documents_keys() -> None:
    found = lines("Crime **fell** to {a}.\n\nWhy?", {"a": "p.1.a"})
    assert found == ((Text("Crime "), Strong("fell"), Text(" to "), FigureRef("p.1.a"), Text(".")), (Text("Why?"),))
    assert names("{a} and {b}, {a}") == ("a", "b")


@pytest.mark.parametrize("text", ["{A}", "{1}", "{not there}", "{gone}", "x" * 20_001])
def test_a_name_that_is_none_and_too_many_words_are_refused(text: str) -> None:
    with pytest.raises(BadPassage):
        lines(text, {"a": "a"})


@pytest.mark.parametrize("text", ["**open", "a { brace", "{}"])
def test_marks_that_do_not_close_are_refused(text: str) -> None:
    with pytest.raises((BadLine, BadPassage)):
        lines(text, {"a": "a"})


@given(st.text(max_size=30), st.dictionaries(st.text(max_size=10), st.text(max_size=10), max_size=4))
def test_a_reference_comes_back_from_its_key(query: str, arguments: dict[str, str]) -> None:
    asked = Reference(query, arguments)
    assert Reference.parse(asked.key) == asked
    assert asked.key == Reference(query, dict(reversed(arguments.items()))).key


@pytest.mark.parametrize("text", ["", "[]", "{}", '["a"]', '["a", 1]', "null"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(BadArgument):
        Reference.parse(text)


def test_a_figure_is_kept_and_comes_back() -> None:
    one = Figure(key="a", display="12", label="Twelve", value=12, inputs=({"what": "rows", "value": 12},))
    assert figure_from_json(figure_as_json(one)) == one


def test_a_sentence_reads_alike_only_with_the_same_print_state_and_side_of_zero() -> None:
    fell, rose = (Figure(key="a", display="17%", label="Change", value=value) for value in (-17.2, 16.8))
    again = Figure(key="a", display="17%", label="Change", value=-16.6)
    none = Figure(key="a", display="17%", label="Change", state="missing")
    assert reads_alike(fell, again)
    assert not reads_alike(fell, rose)
    assert not reads_alike(rose, none)


@pytest.mark.parametrize("target", ["javascript:alert", "data:text/html,x", "#places", "plan.pdf"])
def test_a_link_that_would_stop_the_whole_document_is_refused_where_it_is_written(target: str) -> None:
    with pytest.raises(BadPassage, match=r"is no address that may be linked\. Link to a page that begins with https"):
        lines(f"See [the plan]({target}).", {})
    assert lines("See [the plan](https://example.org/plan).", {})
