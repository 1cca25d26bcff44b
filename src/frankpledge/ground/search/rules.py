"""What a person may ask, and what is looked for: words, "exact words", -left out, and a beginn* of a word.

Whatever is typed becomes plain words before an engine sees it, so that no sign of a query language reaches one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from frankpledge.refusal import Refusal
from frankpledge.statute.synonyms import Phrase, common_words, meanings, plain

MOST_ASKED = 300  # letters
SHORTEST_BEGINNING, SHORTEST_BEGINNING_AT_END = 2, 4  # letters: with a star, and for a last word that may be unfinished
_CHUNK = re.compile(r'(?P<out>-?)(?:"(?P<exact>[^"]*)"?|(?P<bare>[^\s"]+))')


class AskedTooMuch(Refusal):
    """More was typed than anybody can mean."""


class NothingToLookFor(Refusal):
    """Signs alone, words that stand everywhere, or only words to leave out."""


@dataclass(frozen=True)
class Wanted:
    """One thing that must be there: any of its phrases will do.

    `beginning` says that more letters may follow, `unfinished` that they may where the word by itself is nowhere.
    """

    phrases: tuple[Phrase, ...]
    beginning: bool = False
    unfinished: bool = False


@dataclass(frozen=True)
class Sought:
    """What is looked for: all of `wanted`, none of `left_out`. `also` are the synonyms that are looked for too."""

    wanted: tuple[Wanted, ...]
    left_out: tuple[Phrase, ...] = ()
    also: tuple[str, ...] = ()

    def begun(self) -> Sought | None:
        """Return the same with its unfinished word taken for a beginning; None where every word is whole."""
        if not any(one.unfinished for one in self.wanted):
            return None
        wanted = tuple(replace(one, beginning=one.beginning or one.unfinished, unfinished=False) for one in self.wanted)
        return replace(self, wanted=wanted)


@dataclass(frozen=True)
class _Chunk:
    """A piece of what was typed: its plain words, and how it was marked."""

    words: Phrase
    exact: bool
    out: bool
    star: bool
    last: bool

    @property
    def single(self) -> bool:
        """Return whether it may be a part of a phrase that has synonyms."""
        return not (self.exact or self.out or self.star)


def sought(asked: str) -> Sought:
    """Return what is looked for. Refused, with advice, where that is nothing, or more than anybody can mean."""
    if len(asked) > MOST_ASKED:
        raise AskedTooMuch(
            f"a search may have {MOST_ASKED} letters, and this has {len(asked):,}.",
            cure="Use the few words that matter.",
        )
    chunks = tuple(_chunks(asked))
    wanted, also = _wanted([chunk for chunk in chunks if not chunk.out])
    left_out = tuple(chunk.words for chunk in chunks if chunk.out and _telling(chunk.words))
    if not wanted:
        raise NothingToLookFor(*_why_nothing(chunks))
    return Sought(tuple(wanted), left_out, also)


def _why_nothing(chunks: tuple[_Chunk, ...]) -> tuple[str]:
    if any(chunk.out for chunk in chunks):
        return ("these are only words to leave out. Say what to look for as well.",)
    if chunks:
        return ("words as common as these stand everywhere. Add one that tells more.",)
    return ("there is no word to look for. Write a word, a name, a year or a code.",)


def _chunks(asked: str) -> Iterator[_Chunk]:
    """Yield what was typed, piece by piece. The last is not whole where nothing follows it, not even a space."""
    for match in _CHUNK.finditer(asked):
        exact = match["exact"] is not None
        typed = match["exact"] if exact else match["bare"]
        words = plain(typed)
        if words:
            last = not exact and match.end() == len(asked)
            yield _Chunk(words, exact, bool(match["out"]), not exact and typed.endswith("*"), last)


def _wanted(chunks: list[_Chunk]) -> tuple[list[Wanted], tuple[str, ...]]:
    """Return what must be there, and the synonyms that it is also looked for by."""
    found: list[Wanted] = []
    also: list[str] = []
    at = 0
    while at < len(chunks):
        taken, phrases = _meaning(chunks, at, meanings())
        if taken:
            found.append(Wanted(phrases))
            also += [" ".join(phrase) for phrase in phrases[1:]]
            at += taken
            continue
        if _telling(chunks[at].words):
            found.append(_as_typed(chunks[at]))
        at += 1
    return found, tuple(dict.fromkeys(also))


def _meaning(
    chunks: list[_Chunk], at: int, known: Mapping[Phrase, tuple[Phrase, ...]]
) -> tuple[int, tuple[Phrase, ...]]:
    """Return how many pieces from one on make a phrase that has synonyms, the longest first, and all of its phrases."""
    upto = at
    while upto < len(chunks) and chunks[upto].single:
        upto += 1
    for end in range(upto, at, -1):
        phrase = tuple(word for chunk in chunks[at:end] for word in chunk.words)
        phrases = known.get(phrase) or known.get((*phrase[:-1], phrase[-1].removesuffix("s")))
        if phrases:
            return end - at, phrases
    return 0, ()


def _as_typed(chunk: _Chunk) -> Wanted:
    word = chunk.words[-1]
    begins = chunk.star and len(word) >= SHORTEST_BEGINNING
    unfinished = not chunk.star and chunk.last and len(word) >= SHORTEST_BEGINNING_AT_END
    may = word not in common_words()
    return Wanted((chunk.words,), beginning=begins and may, unfinished=unfinished and may)


def _telling(phrase: Phrase) -> bool:
    """Return whether a phrase has a word that is not too common to be looked for."""
    return any(word not in common_words() for word in phrase)
