"""What an indicator may be, what a value must keep to, and how a figure comes from its two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from frankpledge.refusal import Refusal


class NoSuchIndicator(Refusal):
    """There is no such indicator here."""


class NotAnIndicator(Refusal):
    """What was written does not define an indicator."""


class NotAValue(Refusal):
    """What was written is no value of this indicator."""


class NotATarget(Refusal):
    """What was written is no target."""


class NotYours(Refusal):
    """A value that the board sees has been looked at by two people."""


class Measure(StrEnum):
    """What kind of number it is: a count, a share of a whole, so many per so many, or a mean."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"count": "Count", "share": "Percentage", "rate": "Rate", "mean": "Mean"}[self.value]


class Polarity(StrEnum):
    """Which way is better."""

    SMALLER = "smaller"
    BIGGER = "bigger"
    NEITHER = "neither"
    NOT_STATED = "not_stated"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        shown = {"smaller": "Smaller is better", "bigger": "Bigger is better", "neither": "Neither is better"}
        return shown.get(self.value, "Not stated which is better")


class Origin(StrEnum):
    """Where its values come from: what partners send, the evidence that is loaded, or a document that printed them."""

    RETURNS = "returns"
    EVIDENCE = "evidence"
    PRINTED = "printed"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"returns": "Returns from a partner", "evidence": "Loaded evidence", "printed": "As printed"}[self.value]


class Every(StrEnum):
    """For which stretch of time one value stands when it is written down."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    WAVE = "wave"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"month": "Month", "quarter": "Quarter", "year": "Year", "wave": "Survey wave"}[self.value]


class WindowKind(StrEnum):
    """Over which stretch of time the figure that is shown is reckoned from the values that are written down."""

    ITSELF = "itself"
    QUARTER = "quarter"
    ROLLING_YEAR = "rolling_year"
    YEAR_TO_DATE = "year_to_date"
    YEAR = "year"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {
            "itself": "As it is counted",
            "quarter": "Quarter",
            "rolling_year": "Rolling twelve months",
            "year_to_date": "Year to date",
            "year": "Year",
        }[self.value]


class TargetKind(StrEnum):
    """What is aimed at."""

    VALUE = "value"
    RANGE = "range"
    DIRECTION = "direction"
    TRAJECTORY = "trajectory"
    NONE_YET = "none_yet"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {
            "value": "A value",
            "range": "A range",
            "direction": "A direction only",
            "trajectory": "A trajectory",
            "none_yet": "None yet",
        }[self.value]


class Status(StrEnum):
    """How far a value is settled."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    FINAL = "final"
    PRINTED = "printed"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"printed": "As printed"}.get(self.value, self.value.capitalize())


PERCENT = Decimal(100)


@dataclass(frozen=True)
class Numbers:
    """What is written down for a period: its numbers, or a figure that stands alone in print, or why neither."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    missing: str = ""


def figure(measure: Measure, *, per: int, numbers: Numbers) -> Decimal | None:
    """Return the figure that the numbers make; None where they make none: no denominator, a denominator of 0, nothing.

    A rolling or yearly figure takes the sums of the numerators and of the denominators, never the mean of the figures.
    """
    if numbers.missing or numbers.numerator is None:
        return numbers.value
    if measure is Measure.COUNT:
        return numbers.numerator
    if not numbers.denominator:
        return None
    scale = {Measure.SHARE: PERCENT, Measure.RATE: Decimal(per)}.get(measure, Decimal(1))
    return numbers.numerator * scale / numbers.denominator


LENGTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
SHOWN_OVER = {WindowKind.QUARTER: 3, WindowKind.ROLLING_YEAR: 12, WindowKind.YEAR: 12, WindowKind.YEAR_TO_DATE: 12}
DECEMBER = 12


def check_measured(measure: Measure, *, numerator: str, denominator: str, words: str) -> None:
    """Refuse a formula that lacks a part of what its measure is made of."""
    if not words.strip():
        raise NotAnIndicator("it is not said what is measured.", where="words", cure="Write it in a sentence.")
    if not numerator.strip():
        raise NotAnIndicator("it is not said what is counted.", where="numerator", cure="Write what is counted.")
    if measure is Measure.COUNT and denominator.strip():
        raise NotAnIndicator("a count has no second number.", where="denominator", cure="Leave it out.")
    if measure is not Measure.COUNT and not denominator.strip():
        raise NotAnIndicator("it is not said of what.", where="denominator", cure="Write of what it is counted.")


def check_wording(words: str, source: str, because: str) -> None:
    """Refuse to put a definition right without a reason, or so that it says nothing any more."""
    if not words.strip():
        raise NotAnIndicator("it is not said what is measured.", where="words", cure="Write it in a sentence.")
    if not source.strip():
        raise NotAnIndicator("it is not said whose numbers they are.", where="source", cure="Write whose.")
    if not because.strip():
        raise NotAnIndicator("a definition is put right for a reason.", where="because", cure="Write why.")


def check_timed(every: Every, window: WindowKind, *, start_month: int) -> None:
    """Refuse a window that is shorter than what is written down, and a month that is none."""
    if not 1 <= start_month <= DECEMBER:
        raise NotAnIndicator("a year begins in one of twelve months.", where="start_month", cure="Write 1 to 12.")
    if LENGTHS.get(every, 0) > SHOWN_OVER.get(window, DECEMBER):
        raise NotAnIndicator(
            f"a value every {every.label.lower()} cannot be shown by {window.label.lower()}.", where="window",
            cure="Choose a window that is as long as what is written down, or longer.",
        )  # fmt: skip


def check_numbers(measure: Measure, numbers: Numbers) -> None:
    """Refuse numbers that cannot be of this measure: each refusal names the box and says the cure."""
    if numbers.missing:
        if any(one is not None for one in (numbers.numerator, numbers.denominator, numbers.value)):
            raise NotAValue(
                "a period has a value, or a reason why it has none.", where="missing", cure="Clear one of the two."
            )
        return
    if numbers.value is not None:
        _check_printed(measure, numbers.value, stands_alone=numbers.numerator is None)
        return
    _check_counted(measure, numbers)


def _check_printed(measure: Measure, value: Decimal, *, stands_alone: bool) -> None:
    if not stands_alone:
        raise NotAValue(
            "a figure is written down, or the numbers that make it, not both.",
            where="value",
            cure="Leave the figure out: it is reckoned from the two numbers.",
        )
    if measure is not Measure.MEAN and value < 0:
        raise NotAValue("the figure is below nothing.", where="value", cure="Look at the sign.")
    if measure is Measure.SHARE and value > PERCENT:
        raise NotAValue("a percentage is at most 100.", where="value", cure="Look whether a count was written.")


def _check_counted(measure: Measure, numbers: Numbers) -> None:
    numerator, denominator = numbers.numerator, numbers.denominator
    if numerator is None:
        raise NotAValue(
            "there is no number and no reason why not.", where="numerator", cure="Write the number, 0 where it is 0."
        )
    if measure is Measure.MEAN:
        _check_denominator(denominator)
        return
    _check_whole(numerator, "numerator")
    if measure is Measure.COUNT:
        if denominator is not None:
            raise NotAValue("a count has no second number.", where="denominator", cure="Leave it out.")
        return
    _check_denominator(denominator)
    if measure is Measure.SHARE and denominator is not None and numerator > denominator:
        raise NotAValue(
            f"{numerator:,} of {denominator:,} is more than all of them.",
            where="numerator",
            cure="Look whether the two numbers changed places.",
        )


def _check_denominator(denominator: Decimal | None) -> None:
    if denominator is None:
        raise NotAValue("of how many is not said.", where="denominator", cure="Write the second number.")
    _check_whole(denominator, "denominator")


def _check_whole(number: Decimal, where: str) -> None:
    if number < 0:
        raise NotAValue("a count is never below nothing.", where=where, cure="Look at the sign.")
    if number != number.to_integral_value():
        raise NotAValue(f"{number} is not a whole number.", where=where, cure="Write how many, not a percentage.")
