"""How old a reader must be, about, to read a text with ease.

The grade level of Flesch and Kincaid (Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59)
plus the five years before school, as it is used for public information. Syllables are counted by groups of vowels,
which is right for about nine words in ten: the age is a guide to within a year or two, and says nothing about sense.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frankpledge.analysis.refusals import NotEnoughData

LEAST_WORDS = 30
YEARS_BEFORE_SCHOOL = 5
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class ReadingAge:
    """The age of reader, with what it was reckoned from."""

    age: float
    words: int
    sentences: int
    longest: tuple[str, ...]


def reading_age(text: str) -> ReadingAge:
    """Return the age at which a text is read with ease. Under 30 words nothing can be said: that is refused."""
    words = _WORD.findall(text)
    if len(words) < LEAST_WORDS:
        raise NotEnoughData(f"{len(words)} words are too few to say how hard they are to read")
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text))
    counted = sum(syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * counted / len(words) - 15.59
    hard = sorted({word.lower() for word in words if syllables(word) > 3}, key=lambda word: (-syllables(word), word))
    return ReadingAge(max(grade, 0.0) + YEARS_BEFORE_SCHOOL, len(words), sentences, tuple(hard[:5]))


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, without an e that ends it unheard."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    heard = re.sub(r"(?:(?<=[^laeiouy])es|ed|(?<=[^l])e)$", "", plain) or plain
    return max(1, len(_VOWELS.findall(heard)))
