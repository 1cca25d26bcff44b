"""What is typed into the boxes of a return, read: a number, or a reason why there is none, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from frankpledge.domain.indicators.rules import Measure
from frankpledge.domain.returns.rules import LONGEST_COMMENT, LONGEST_REASON, LONGEST_WORDS

NUMBER, OUT_OF, MISSING, COMMENT, EXPLAINED = "n", "d", "m", "c", "e"
LONGEST = {MISSING: LONGEST_REASON, COMMENT: LONGEST_COMMENT, EXPLAINED: LONGEST_WORDS}
LONGEST_NUMBER = 40
MOST = Decimal(1_000_000_000)
DIGITS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
MARKS = re.compile(r"[<>≤≥~*]")


@dataclass(frozen=True)
class Box:
    """One figure that is asked for: `numerator` and `denominator` say in words what its numbers count."""

    id: str
    label: str
    measure: Measure
    numerator: str
    denominator: str = ""
    breakdown: str = ""
    indicator: str = ""

    def named(self, part: str) -> str:
        """Return the name of a field of this box."""
        return f"{part}-{self.id}"

    @property
    def two(self) -> bool:
        """Return whether it takes two numbers."""
        return self.measure is not Measure.COUNT


@dataclass(frozen=True)
class Answer:
    """What one box says: its numbers, or why there are none; a comment; what explains it."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: str = ""
    comment: str = ""
    explanation: str = ""

    @property
    def empty(self) -> bool:
        """Return whether it says neither a number nor why there is none."""
        return self.numerator is None and self.denominator is None and not self.missing


@dataclass(frozen=True)
class Read:
    """The answers by box, and what is wrong by field. Nothing that was typed is lost: `typed` is as it came."""

    answers: Mapping[str, Answer]
    faults: Mapping[str, str]
    typed: Mapping[str, str] = field(default_factory=dict)


def fields_of(boxes: Iterable[Box]) -> tuple[str, ...]:
    """Return the names of every field of some boxes."""
    return tuple(
        box.named(part)
        for box in boxes
        for part in (NUMBER, OUT_OF, MISSING, COMMENT, EXPLAINED)
        if part != OUT_OF or box.two
    )


def read(boxes: Iterable[Box], typed: Mapping[str, str], *, complete: bool = True) -> Read:
    """Return what was typed, read. With `complete` every box must say a number or why there is none."""
    answers: dict[str, Answer] = {}
    faults: dict[str, str] = {}
    for box in boxes:
        answers[box.id] = _read_box(box, typed, faults, complete=complete)
    return Read(answers, faults, dict(typed))


def _read_box(box: Box, typed: Mapping[str, str], faults: dict[str, str], *, complete: bool) -> Answer:
    texts = {part: " ".join(typed.get(box.named(part), "").split()) for part in (*LONGEST, NUMBER, OUT_OF)}
    for part, longest in LONGEST.items():
        if len(texts[part]) > longest:
            faults[box.named(part)] = f"{len(texts[part]):,} characters: at most {longest:,} can be kept. Shorten it."
    numbers: dict[str, Decimal | None] = {}
    for part in (NUMBER, OUT_OF) if box.two else (NUMBER,):
        numbers[part], wrong = number(texts[part], whole=not (part == NUMBER and box.measure is Measure.MEAN))
        if wrong:
            faults[box.named(part)] = wrong
    _check_together(box, texts, numbers, faults, complete=complete)
    words = {name: texts[part][: LONGEST[part]] for name, part in WORDS.items()}
    return Answer(numbers.get(NUMBER), numbers.get(OUT_OF), **words)


WORDS = {"missing": MISSING, "comment": COMMENT, "explanation": EXPLAINED}


def _check_together(
    box: Box, texts: Mapping[str, str], numbers: Mapping[str, Decimal | None], faults: dict[str, str], *, complete: bool
) -> None:
    """Write down what is wrong with the box as a whole: both a figure and a reason, neither, or half a figure."""
    typed = [part for part in numbers if texts[part]]
    first = box.named(NUMBER)
    if texts[MISSING]:
        if typed:
            faults.setdefault(
                box.named(MISSING), "There is a figure and a reason why there is none. Clear one of the two."
            )
        return
    if not typed:
        if complete:
            faults.setdefault(
                first, f"{box.label}: write the number, 0 where it is 0, or say below why you have no figure."
            )
        return
    for part in numbers:
        if not texts[part] and complete:
            what = box.denominator if part == OUT_OF else box.numerator
            faults.setdefault(box.named(part), f"Write this number too: {what[:1].lower()}{what[1:]}.")


def number(text: str, *, whole: bool = True) -> tuple[Decimal | None, str]:
    """Return the number that a text writes and what is wrong with it; neither where it is empty."""
    if not text:
        return None, ""
    if len(text) > LONGEST_NUMBER:
        return None, f"This box takes one number, and {len(text):,} characters came. Send a file instead, or write one."
    plain = text.replace("\u2212", "-").replace("\u00a0", "")
    if MARKS.match(plain):
        return None, (
            f"“{text}” is no number that can be counted with. Write how many; or clear the box and say below that the "
            f"figure is too small to share."
        )
    if plain.endswith("%"):
        return None, f"“{text}” is a percentage. Write how many; the percentage is worked out from your numbers."
    if not DIGITS.fullmatch(plain):
        return None, f"“{text}” is not a number. Write digits, such as 124; or clear the box and say below why not."
    found = Decimal(plain.replace(",", ""))
    return _in_range(found, text, whole=whole)


def _in_range(found: Decimal, text: str, *, whole: bool) -> tuple[Decimal | None, str]:
    if found < 0:
        return None, f"“{text}” is below nothing. Look at the sign."
    if found >= MOST:
        return None, f"“{text}” is more than can be. Look at the digits."
    if whole and found != found.to_integral_value():
        return None, f"“{text}” is not a whole number. Write how many there were."
    return found, ""
