"""Tables of recorded crime that must be refused: what is wrong, how to make one, and what the answer must say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.lake.police_tables import (
    CSP_HEADER,
    FORCE_HEADER,
    SHOPLIFTING,
    VIOLENCE,
    Rows,
    book,
    csp_row,
    force_row,
    ons_row,
    ons_sheet,
    text,
)

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Bad:
    """One bad file: its class, its name, its bytes, and words that the refusal must hold (`line` where it is known)."""

    kind: str
    name: str
    make: Make
    says: str
    line: int | None = None


def _csv(rows: Rows) -> Make:
    return text(rows).encode


def bad_tables() -> Iterator[Bad]:
    """Yield tables of recorded crime in which something that belongs is not, or something that does not is."""
    shares = [CSP_HEADER, *(csp_row("Barrow", VIOLENCE, f"{number}%") for number in range(4))]
    yield Bad("shares where counts belong", "prc-csp.xlsx", lambda: book({"2024_25": shares}), "2024_25, row 2")
    rates = [FORCE_HEADER, force_row(VIOLENCE, 12.5), force_row(SHOPLIFTING, 3.25)]
    yield Bad("rates where counts belong", "prc-pfa.csv", _csv(rates), "no whole number", 2)
    words = [FORCE_HEADER, force_row(VIOLENCE, "a few")]
    yield Bad("words where counts belong", "prc-pfa.csv", _csv(words), "'a few' is no number", 2)
    yield Bad(
        "a financial year of two years",
        "prc-pfa.csv",
        _csv([FORCE_HEADER, force_row(VIOLENCE, 1, "2024/26 1")]),
        "'2024/26' is no financial year",
        2,
    )
    yield Bad(
        "a fifth quarter",
        "prc-pfa.csv",
        _csv([FORCE_HEADER, force_row(VIOLENCE, 1, "2024/25 5")]),
        "outside 1 to 4",
        2,
    )
    yield Bad(
        "a quarter to come",
        "prc-pfa.csv",
        _csv([FORCE_HEADER, force_row(VIOLENCE, 1, "2031/32 1")]),
        "2031-04, which has not yet come",
    )
    twice = {name: [CSP_HEADER, csp_row("Barrow", VIOLENCE, 3)] for name in ("2023_24", "2024_25")}
    yield Bad("two sheets of one quarter", "prc-csp.xlsx", lambda: book(twice), "in sheet 2024_25, row 2")
    nobody = [CSP_HEADER, csp_row("", VIOLENCE, 3)]
    yield Bad("crimes of no partnership", "prc-csp.xlsx", lambda: book({"2024_25": nobody}), "CSP Name is blank")
    alone: dict[str, Rows] = {"Notes": [["Notes"]], "2024_25": [CSP_HEADER]}
    yield Bad("headings and no rows", "prc-csp.xlsx", lambda: book(alone), "a header and no rows")
    parts = [(*FORCE_HEADER[:7], "Offence Subcode", "Number of Offences"), [1] * 9]
    yield Bad("a table of parts of offences", "prc-subcodes.csv", _csv(parts), "no reader knows")
    timeless = ons_sheet("Table C3: Recorded crime by partnership", "Numbers", [ons_row("X22000001", "A", *[1] * 6)])
    yield Bad("levels of no year", "csp.xlsx", lambda: book({"Table C3": timeless}), "names no year ending")
    title = "Recorded crime, year ending March 2024 and year ending March 2025"
    mixed = ons_sheet(title, "Numbers", [ons_row("X22000001", "A", *[1] * 6)])
    yield Bad(
        "levels of two years mixed", "csp.xlsx", lambda: book({"Table C1": mixed}), "it mixes year ending March 2024"
    )
