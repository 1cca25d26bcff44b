"""What a method answers when the numbers do not allow an answer: each is a `Refusal` and a `ValueError` as well."""

from __future__ import annotations

from typing import Any

from frankpledge.refusal import Refusal


class NotEnoughData(Refusal, ValueError):
    """There are fewer observations than the method needs for its answer to mean anything."""


class NoDenominator(Refusal, ValueError):
    """There is no base to divide by: no residents, no households, no days, no offences."""


class NotACount(Refusal, ValueError):
    """A number that no count can be: negative, a fraction where whole events are counted, or more than its total."""


class NotForecastable(Refusal, ValueError):
    """No forecast beats repeating the same months of last year, so none is offered; `naive` is that repetition."""

    def __init__(self, message: str, *, naive: Any = None, where: str = "", cure: str = "") -> None:
        super().__init__(message, where=where, cure=cure)
        self.naive = naive
