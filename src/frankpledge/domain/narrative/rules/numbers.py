"""Numbers typed by hand where a figure should be quoted.

Years, dates, times, ordinals, ages, numbers of laws, paragraphs and telephones, and lengths such as "24-hour" are no
figures and may be typed. Only digits are looked for: "two of the three" is left to its author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from frankpledge.domain.narrative.rules.passages import sentences

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_PARTS_OF_DOCUMENTS = (
    r"sections?|ss?|regulations?|regs?|schedules?|sch|articles?|art|paragraphs?|paras?|chapters?|ch|parts?|pages?|pp?"
    r"|tables?|figures?|fig|annex(?:es)?|appendix|appendices|clauses?|steps?|phases?|stages?|levels?|tiers?|objectives?"
    r"|priorit(?:y|ies)|recommendations?|actions?|outcomes?|strands?|pillars?|quarters?|weeks?|editions?|versions?"
    r"|volumes?|nos?|numbers?|rules?|standards?|grades?|bands?|classes|class|categor(?:y|ies)|boxe?s?|wave|year"
)
_MORE = r"(?:\s*(?:,|to|and|or|–|-)\s*\d+(?:\.\d+)*(?:\(\w+\))*[A-Za-z]?)*"
_LENGTHS = r"hours?|days?|weeks?|months?|years?|minutes?|points?|tiers?|steps?|way|stage|page|mile|metre|km|bed|hr|mph"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_AGE = r"\d{1,3}s?"
_AGES = (
    rf"(?i:\b(?:under|over|aged?|ages)[\s-]+(?:of\s+|between\s+|under\s+|over\s+|from\s+)?{_AGE}\+?"
    rf"(?:\s*(?:to|and|or|–|-)\s*(?:under\s+|over\s+)?{_AGE})?(?!\d|[,.]\d|%|\s+per\b))"
)
# Each is taken out before numbers are looked for. Order matters: the longer before what it is made of.
_ALLOWED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\[([^\[\]]+)\]\([^()\s]+\)",  # a link keeps its words and loses its address
        r"\{[^{}]*\}",
        r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",
        r"\b(?:19|20)\d\d[/–-]\d\d\b(?:\s+Q[1-4]\b)?|\bQ[1-4]\b",
        r"\b(?:19|20)\d\d/\d{1,5}\b",  # a statutory instrument: 2007/1830
        rf"\b{_DAY}(?:\s*(?:to|and|–|-)\s*{_DAY})?\s+(?:of\s+)?{_MONTHS}(?:,?\s+(?:19|20)\d\d\b)?",
        rf"\b{_MONTHS}\s+{_DAY}\b(?:,?\s+(?:19|20)\d\d\b)?",
        r"\b\d+(?:st|nd|rd|th)\b",
        r"\b24/7\b|(?i:\b(?:1[0-2]|[1-9])\s*[ap]\.?m\b\.?)",
        r"(?i:\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:[01]?\d|2[0-3])\.[0-5]\d\s*[ap]\.?m\b\.?)",
        rf"(?i:\b(?:{_PARTS_OF_DOCUMENTS})\b\.?\s*\d+(?:\.\d+)*(?:\(\w+\))*[A-Za-z]?{_MORE})",
        _AGES,
        r"(?i:\b\d{1,3}(?:\s*(?:to|–|-)\s*\d{1,3})?[\s-]+years?[\s-]+olds?\b)",
        r"(?<![\d,.])\d{1,3}s\b",
        rf"(?i:\b\d+-(?:{_LENGTHS})\b)",
        r"(?<![\d,.£])(?:999|101|111|112|119)\b(?!,\d)(?=\s+(?:call|service|line|number|system|demand)|[.,;)]|$)",
        r"(?<=\b[Cc]all )(?:999|101|111)\b|(?<=\bon )(?:999|101|111)\b",
        r"(?<=[A-Za-z])-\d+\b",  # COVID-19, MG-11
        r"(?i:\b(?:per|every)\s+(?:100|1,000|10,000|100,000)(?![\d,]*\d))",  # the unit of a rate
        r"(?i:\b(?:80|90|95|99)%\s+(?:confidence\s+)?intervals?\b)",
    )
)
_NUMBER = re.compile(r"(?<![\w.])[£€]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?(?:%|per\s?cent\b|million\b|bn\b|m\b|k\b))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_A_YEAR = re.compile(
    r"(?:in|of|since|from|to|until|till|by|during|before|after|through|throughout|between|and|or|for|than|the|year"
    r"|ending|early|late|mid|calendar|financial|spring|summer|autumn|winter|was|act)"
)


@dataclass(frozen=True)
class TypedNumber:
    """A number that was typed, and the sentence that it stands in."""

    words: str
    sentence: int


def typed_numbers(text: str) -> tuple[TypedNumber, ...]:
    """Return the numbers typed by hand that should be references, in order."""
    found: list[TypedNumber] = []
    for sentence in sentences(text):
        bare = re.sub(r"\\[\\{}*\[\]]", " ", sentence.text).replace("**", "")
        for pattern in _ALLOWED:
            bare = pattern.sub(lambda hit: f" {hit[1]} " if hit.re.groups and hit[1] else " ∅ ", bare)
        for number in _NUMBER.finditer(bare):
            if not _is_year(number, bare):
                found.append(TypedNumber(number[0].strip(), sentence.number))
    return tuple(found)


def _is_year(number: re.Match[str], sentence: str) -> bool:
    """Return whether four digits stand where a year stands: first in the sentence, after "in" or a name, or alone."""
    if not _YEAR.fullmatch(number[0]):
        return False
    before = re.search(r"(\S+)\s*$", sentence[: number.start()])
    if before is None:
        return True
    word = before[1].strip("(“‘\"'–-,")
    named = word[:1].isupper() or not word or word.endswith("∅")
    alone = re.match(r"\s*(?:[^\w\s]|$)", sentence[number.end() :]) is not None
    return _BEFORE_A_YEAR.fullmatch(word.lower()) is not None or named or alone
