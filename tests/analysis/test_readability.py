"""The reading age of a text: as the formula gives it, older for longer sentences and words, refused for too few."""

from __future__ import annotations

import pytest

from frankpledge.analysis.readability import reading_age, syllables
from frankpledge.analysis.refusals import NotEnoughData

WORDS = {
    "the": 1, "cat": 1, "water": 2, "people": 2, "behaviour": 3, "reported": 3, "asked": 1, "community": 4,
    "anti-social": 4, "house": 1, "table": 2, "safety": 3, "e": 1, "houses": 1,
}  # fmt: skip


def test_syllables_are_counted_for_common_words() -> None:
    near = {word: abs(syllables(word) - expected) for word, expected in WORDS.items()}
    assert max(near.values()) <= 1
    assert sum(near.values()) <= 3


def test_the_age_follows_the_formula() -> None:
    # Ten words of one syllable to a sentence, three times: 0.39 * 10 + 11.8 * 1 - 15.59 = 0.11, and five years.
    found = reading_age("The cat sat on the mat with the big dog. " * 3)
    assert (found.words, found.sentences) == (30, 3)
    assert found.age == pytest.approx(5.11)
    assert found.longest == ()


def test_longer_sentences_and_words_ask_for_an_older_reader() -> None:
    short = reading_age("The dog ran home and the cat ran too. " * 4)
    long = reading_age("The dog ran home and the cat ran too and " * 4)
    hard = reading_age("Organisational accountability necessitates intergovernmental collaboration. " * 8)
    assert short.age < long.age < hard.age
    assert "organisational" in hard.longest


def test_a_sentence_easier_than_any_is_for_the_first_year_of_school() -> None:
    assert reading_age("Go on. " * 20).age == 5.0


def test_too_few_words_are_refused() -> None:
    with pytest.raises(NotEnoughData, match="4 words"):
        reading_age("Tell us what happened.")
