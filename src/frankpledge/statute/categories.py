"""The types of crime that data.police.uk has published, with the months in which it used each.

Anti-social behaviour stands among them but is a count of incidents, not of crimes: it is never part of a total of
crime.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal
from frankpledge.statute.load import Confidence, records

Polarity = Literal["smaller", "bigger", "neither"]


class UnknownCrimeType(Refusal, ValueError):
    """data.police.uk has never published a type of this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimeType:
    """A type as published (`name`), in a sentence (`plain_name`), and what it covers.

    `polarity` says which way is better; `neither` where a count follows police activity more than crime. `became` names
    the types that took its place.
    """

    name: str
    plain_name: str
    is_asb: bool
    polarity: Polarity
    covers: str
    valid_from: Month
    valid_to: Month | None
    became: tuple[str, ...]
    source: str
    confidence: Confidence

    def in_use(self, month: Month) -> bool:
        """Return whether the type was in use in a month."""
        return self.valid_from <= month and (self.valid_to is None or month <= self.valid_to)


def crime_types(*, on: date | Month | None = None) -> tuple[CrimeType, ...]:
    """Return all types ever used, or those in use on a day or in a month, in the order of the definitions."""
    if on is None:
        return _types()
    month = on if isinstance(on, Month) else Month.of(on)
    return tuple(each for each in _types() if each.in_use(month))


def crime_type(name: str) -> CrimeType:
    """Return the type of exactly this name; any other is `UnknownCrimeType`, since drift is told and never guessed."""
    for each in _types():
        if each.name == name:
            return each
    raise UnknownCrimeType(
        f"{name!r} is not a crime type of data.police.uk.", cure="Check the file: a new type must be defined first."
    )


def is_crime(name: str) -> bool:
    """Return whether rows of this type are crimes: all are but anti-social behaviour."""
    return not crime_type(name).is_asb


@cache
def _types() -> tuple[CrimeType, ...]:
    return records(CrimeType, "crime_types.csv")
