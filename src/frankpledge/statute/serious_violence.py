"""What the Serious Violence Duty asks for, item by item, with provision and our confidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.statute.load import Confidence, records

Form = Literal["words", "consulted", "lines", "review", "signed", "edition", "published"]
Level = Literal["law", "guidance", "practice"]
REVIEW_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is asked for: in which form it is shown, which duty it belongs to, and what asks for it."""

    id: str
    label: str
    form: Form
    duty: str
    asks: str
    provision: str
    level: Level
    confidence: Confidence


@cache
def items() -> tuple[Item, ...]:
    """Return all that is asked for, in the order of the document."""
    return records(Item, "serious_violence.toml", "item")


def item_called(name: str) -> Item | None:
    """Return the item of a short name; None where there is none."""
    return next((one for one in items() if one.id == name), None)
