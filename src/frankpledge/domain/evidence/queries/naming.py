"""How days and areas are called on pages and in documents."""

from __future__ import annotations

from datetime import date

from frankpledge.lake.areas import Area


def day_in_words(day: date) -> str:
    """Return a date as it is printed: 31 March 2026."""
    return f"{day.day} {day:%B %Y}"


def display_name(area: Area) -> str:
    """Return a name as people say it: "Herefordshire" for "Herefordshire, County of"."""
    return area.name.partition(", ")[0]
