"""What a passage is made of, and what may stand in it."""

from frankpledge.domain.narrative.rules.numbers import TypedNumber, typed_numbers
from frankpledge.domain.narrative.rules.passages import (
    BadPassage,
    Sentence,
    lines,
    names,
    paragraphs,
    sentence_of,
    sentences,
)
from frankpledge.domain.narrative.rules.references import (
    Arguments,
    Judgement,
    Predicate,
    Reference,
    figure_as_json,
    figure_from_json,
    reads_alike,
)
from frankpledge.domain.narrative.rules.refusals import (
    BadArgument,
    NoReason,
    NoSuchPassage,
    NotBacked,
    UnknownName,
    UntrueClaim,
    Withheld,
    WrittenMeanwhile,
)

__all__ = [
    "Arguments",
    "BadArgument",
    "BadPassage",
    "Judgement",
    "NoReason",
    "NoSuchPassage",
    "NotBacked",
    "Predicate",
    "Reference",
    "Sentence",
    "TypedNumber",
    "UnknownName",
    "UntrueClaim",
    "Withheld",
    "WrittenMeanwhile",
    "figure_as_json",
    "figure_from_json",
    "lines",
    "names",
    "paragraphs",
    "reads_alike",
    "sentence_of",
    "sentences",
    "typed_numbers",
]
