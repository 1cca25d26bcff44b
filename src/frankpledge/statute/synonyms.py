"""Words that mean the same to whoever searches, and those too common to look for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from frankpledge.statute.load import BadDefinition, Confidence, records, toml

Phrase = tuple[str, ...]
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """Words and abbreviations of one meaning, with who uses them so."""

    id: str
    words: tuple[str, ...]
    source: str
    confidence: Confidence


def plain(words: str) -> Phrase:
    """Return the words of a text as a search takes them: small letters without accents, parted by whatever is neither.

    "Anti-social Behaviour" gives ("anti", "social", "behaviour"); signs alone give nothing.
    """
    taken_apart = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(sign for sign in taken_apart if not unicodedata.combining(sign))
    return tuple(word for word in _NO_WORD.split(letters) if word)


@cache
def synonyms() -> tuple[Synonym, ...]:
    """Return every group of words of one meaning. Refused where a word stands in two groups: it would mean both."""
    found = records(Synonym, "synonyms.toml", "synonym")
    seen: dict[Phrase, str] = {}
    for one in found:
        for words in one.words:
            if plain(words) in seen:
                raise BadDefinition(
                    f"“{words}” stands in {seen[plain(words)]} as well", where=f"synonyms.toml {one.id}"
                )
            seen[plain(words)] = one.id
    return found


@cache
def meanings() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Return, for each phrase that has synonyms, all phrases of its meaning, itself first."""
    groups = [tuple(plain(words) for words in one.words) for one in synonyms()]
    return MappingProxyType(
        {phrase: (phrase, *(other for other in group if other != phrase)) for group in groups for phrase in group}
    )


@cache
def common_words() -> frozenset[str]:
    """Return the words that are too common to be looked for."""
    return frozenset(toml("synonyms.toml")["common"]["words"].split())
