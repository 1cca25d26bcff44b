"""Numbers as statisticians print them, and the marks that stand where a number is missing, suppressed or qualified.

The symbols are those of the Government Statistical Service (`[x]` not available, `[c]` confidential, `[z]` not
applicable, `[low]` too low to show, `[r]` revised …) and the older ones of the ONS (`:` and `..`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

State = Literal["known", "missing", "suppressed"]

# As the Home Office and the ONS write them, in lower case.
_STATES: dict[str, State] = {
    ":": "missing",
    "..": "missing",
    "…": "missing",
    "-": "missing",
    "–": "missing",
    "[x]": "missing",
    "x": "missing",
    "[z]": "missing",
    "z": "missing",
    "n/a": "missing",
    "na": "missing",
    "not provided": "missing",
    "not available": "missing",
    "[c]": "suppressed",
    "c": "suppressed",
    "*": "suppressed",
    "[low]": "suppressed",
    "[k]": "suppressed",
    "[u]": "suppressed",
}
_NUMBER = re.compile(
    r"(?P<number>-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e-?\d+)?)\s*(?P<marks>(?:\[(?:note\s*)?\w+\]\s*)*)",
    re.IGNORECASE,
)
_BELOW = re.compile(r"<\s*\d+")


@dataclass(frozen=True)
class Printed:
    """What a cell says: a number, or the reason for none; `mark` is the symbol as printed, "" for a plain number."""

    value: float | None
    state: State
    mark: str = ""


def printed(cell: str) -> Printed | None:
    """Return what a cell says, None where it is neither a number nor a known mark."""
    text = cell.strip().replace("−", "-")
    state = _STATES.get(text.casefold())
    if state:
        return Printed(None, state, cell.strip())
    if _BELOW.fullmatch(text):
        return Printed(None, "suppressed", cell.strip())
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    return Printed(float(match["number"].replace(",", "")), "known", match["marks"].strip())


def whole_number_fault(cell: str) -> str:
    """Return why a cell is no count: a percentage, a rate, or words."""
    text = cell.strip()
    if "%" in text:
        return f"{text[:40]!r} is a percentage where a count belongs"
    found = printed(text)
    if found is not None and found.value is not None:
        return f"{text[:40]!r} is no whole number: a rate or a share stands where a count belongs"
    return f"{text[:40]!r} is no number"
