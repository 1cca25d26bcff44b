"""What is typed becomes what is looked for, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.ground.search.queries import postgresql, sqlite
from frankpledge.ground.search.rules import AskedTooMuch, NothingToLookFor, Sought, Wanted, sought
from frankpledge.refusal import Refusal
from frankpledge.statute.synonyms import common_words, meanings, plain, synonyms

ABUSE = (
    ("da",),
    ("domestic", "abuse"),
    ("domestic", "violence"),
    ("domestic", "violence", "and", "abuse"),
    ("dva",),
    ("dv",),
)


def test_bare_words_must_all_be_there_and_the_last_may_go_on() -> None:
    assert sought("burglary shed") == Sought((Wanted((("burglary",),)), Wanted((("shed",),), unfinished=True)))


def test_a_space_after_the_last_word_ends_it() -> None:
    assert sought("shed ") == Sought((Wanted((("shed",),)),))


def test_an_unfinished_word_is_taken_for_a_beginning_where_it_is_nowhere() -> None:
    begun = sought("old shed").begun()
    assert begun is not None
    assert begun.wanted == (Wanted((("old",),)), Wanted((("shed",),), beginning=True))
    assert begun.begun() is None


def test_a_short_last_word_is_whole_unless_a_star_says_otherwise() -> None:
    assert sought("car").begun() is None
    assert sought("car*").wanted[0].beginning is True


def test_quoted_words_stand_as_they_are_without_synonyms() -> None:
    assert sought('"domestic abuse"') == Sought((Wanted((("domestic", "abuse"),)),))


def test_a_quotation_that_is_not_closed_goes_to_the_end() -> None:
    assert sought('"local plan').wanted[0].phrases == (("local", "plan"),)


def test_a_minus_leaves_out() -> None:
    assert sought('burglary -shed -"garden path"').left_out == (("shed",), ("garden", "path"))


def test_a_hyphen_inside_a_word_leaves_nothing_out() -> None:
    found = sought("night-time")
    assert found.wanted[0].phrases == (("night", "time"),)
    assert found.left_out == ()


@pytest.mark.parametrize("asked", ["DA", "da ", "DVA", "domestic violence", "Domestic Abuse"])
def test_every_name_of_a_matter_looks_for_all_of_them(asked: str) -> None:
    assert set(sought(asked).wanted[0].phrases) == set(ABUSE)


def test_the_longest_phrase_with_a_meaning_is_taken() -> None:
    found = sought("ASB case review 2025")
    assert found.wanted[0].phrases[0] == ("asb", "case", "review")
    assert ("community", "trigger") in found.wanted[0].phrases
    assert found.wanted[1].phrases == (("2025",),)


def test_a_plural_has_the_meaning_of_its_singular() -> None:
    assert ("dardr",) in sought("DHRs").wanted[0].phrases


def test_common_words_are_not_looked_for_beside_others() -> None:
    assert sought("the state of the board").wanted == (Wanted((("state",),)), Wanted((("board",),), unfinished=True))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("the of and", "stand everywhere"),
        ("-shed", "only words to leave out"),
        ("🚓 ?!", "no word to look for"),
        ("   ", "no word to look for"),
        ("\x00", "no word to look for"),
    ],
)
def test_what_looks_for_nothing_is_refused_with_advice(asked: str, said: str) -> None:
    with pytest.raises(NothingToLookFor, match=said):
        sought(asked)


def test_ten_thousand_letters_are_refused() -> None:
    with pytest.raises(AskedTooMuch, match=r"300 letters, and this has 10,000"):
        sought("x" * 10_000)


@given(st.text(max_size=300))
def test_nothing_that_is_typed_reaches_an_engine_as_a_sign_of_its_language(asked: str) -> None:
    try:
        found = sought(asked)
    except Refusal:
        return
    words = [word for one in found.wanted for phrase in one.phrases for word in phrase]
    words += [word for phrase in found.left_out for word in phrase]
    assert all(word.isalnum() for word in words)
    assert sqlite.match_of(found)
    assert postgresql.match_of(found)


def test_both_engines_are_told_the_same() -> None:
    found = sought('"local plan" burgl* -shed')
    assert sqlite.match_of(found) == '("local plan") AND ("burgl"*) NOT "shed"'
    assert postgresql.match_of(found) == "('local' <-> 'plan') & ('burgl':*) & !('shed')"


def test_every_group_of_synonyms_has_several_names_and_a_source() -> None:
    assert [one.id for one in synonyms() if len(one.words) < 2 or not one.source] == []


def test_no_abbreviation_is_too_common_to_be_looked_for() -> None:
    assert [phrase for phrase in meanings() if all(word in common_words() for word in phrase)] == []


def test_words_are_taken_apart_alike_whatever_parts_them() -> None:
    assert plain("Anti-social Behaviour, Ynys Môn 2025/26 (O’Neill)") == (
        "anti", "social", "behaviour", "ynys", "mon", "2025", "26", "o", "neill"
    )  # fmt: skip
