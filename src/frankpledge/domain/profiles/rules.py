"""What a profile may be about and be written as; pure."""

from __future__ import annotations

from collections.abc import Iterable

from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

KIND = "problem profile"
FORMATS = ("html", "docx", "pdf")
FILES = (*FORMATS, "odt", "xlsx")
MEASURES = {"crime": "crime", "all crime": "crime", "asb": "asb", "anti-social behaviour": "asb"}


class NoSuchType(Refusal):
    """Nothing that is counted bears this name."""


class NoSuchFormat(Refusal):
    """No profile is written so."""


class NotAMonth(Refusal):
    """A text that names no month."""


class NothingToProfile(Refusal):
    """A profile has no question, or nobody to be made for."""


def type_named(name: str) -> str:
    """Return what is counted under a name, in whatever capitals; any other is refused with those there are."""
    plain = name.strip().casefold()
    if plain in MEASURES:
        return MEASURES[plain]
    for one in crime_types():
        if plain in (one.name.casefold(), one.plain_name.casefold()):
            return one.name
    known = ", ".join(one.name for one in crime_types() if one.valid_to is None)
    raise NoSuchType(
        f"Nothing that is counted is called “{name}”.", where="--type", cure=f"Use crime, asb, or: {known}."
    )


def month_named(text: str) -> Month:
    """Return the month of a text such as 2025-12; any other is refused."""
    try:
        return Month.parse(text)
    except ValueError:
        raise NotAMonth(f"“{text}” is not a month.", where="--to", cure="Write it as 2025-12.") from None


def checked_formats(names: Iterable[str]) -> tuple[str, ...]:
    """Return the formats named, each once. Refused for none, and for one that no profile is written in."""
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        raise NoSuchFormat("No format is named.", where="--formats", cure=f"Choose from {', '.join(FILES)}.")
    for name in wanted:
        if name not in FILES:
            raise NoSuchFormat(
                f"“{name}” is no format of a profile.", where="--formats", cure=f"Choose from {', '.join(FILES)}."
            )
    return wanted
