"""Every value as last known, as a list that leaves and may come back changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from frankpledge.domain.indicators.actions.lists import COLUMNS
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.values import Known, known_values
from frankpledge.domain.indicators.rules.reading import written_period
from frankpledge.ground.documents.listing import Cell, Listing

HEAD = tuple(column.head for column in COLUMNS)


def values_listing(found: Iterable[Indicator], *, today: date) -> Listing:
    """Return the values of indicators as last known, a line for each period."""
    rows = tuple(_cells(one, value) for one, values in known_values(tuple(found)).items() for value in values)
    return Listing("values", f"Values of indicators on {today.day} {today:%B %Y}", HEAD, rows, today)


def _cells(one: Indicator, value: Known) -> tuple[Cell, ...]:
    numbers = value.numbers
    return (
        one.reference, one.name, written_period(value.starts, value.ends), plain_number(numbers.numerator),
        plain_number(numbers.denominator), None if numbers.value is not None else plain_number(value.figure),
        plain_number(numbers.value), numbers.missing or None, value.status.value, value.because or None,
        value.comment or None, value.known_at.date(),
    )  # fmt: skip


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a number as a workbook keeps it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else round(float(value), 4)
