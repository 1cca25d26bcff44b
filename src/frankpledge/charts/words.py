"""Months and verdicts as a reader sees them, and the words that belong to a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from frankpledge.charts.chart import Chart, ChartTable
from frankpledge.charts.drawing import Sheet

Verdict = Literal["higher", "lower", "none", "cannot_tell"]
Polarity = Literal["smaller", "bigger", "neither"]

VERDICTS: Final[dict[str, str]] = {
    "higher": "higher",
    "lower": "lower",
    "none": "no detectable change",
    "cannot_tell": "cannot tell",
}
SYMBOLS: Final[dict[str, str]] = {"higher": "▲", "lower": "▼"}
OPEN: Final[dict[str, str]] = {"higher": "△", "lower": "▽"}
_RUNS: Final[dict[str, str]] = {"higher": "above", "lower": "below"}
NO_DATA: Final[str] = "no data"
_MONTHS: Final[tuple[str, ...]] = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The words of one picture. `title` is the finding; a `description` left out is made of the values."""

    name: str
    title: str
    subtitle: str
    source: str
    description: str = ""
    notes: tuple[str, ...] = ()
    generated: bool = False

    def chart(self, sheet: Sheet, *, height: float, description: str, table: ChartTable) -> Chart:
        """Return the finished picture with its words; `description` is used where none was written."""
        said = self.description or description
        return Chart(
            name=self.name,
            title=self.title,
            subtitle=self.subtitle,
            source=self.source,
            description=said,
            svg=sheet.finish(height, title=self.title, description=said),
            width=sheet.width,
            height=round(height),
            table=table,
            notes=self.notes,
            generated=self.generated,
        )


def signal_in_words(verdict: str, *, in_a_run: bool = False) -> str:
    """Return a signal as pictures and tables alike call it.

    "higher than expected" is outside the range; "above expected, seven or more running" may lie within it.
    """
    if in_a_run:
        return f"{_RUNS[verdict]} expected, seven or more running"
    return f"{VERDICTS[verdict]} than expected"


def month_parts(month: object) -> tuple[int, int]:
    """Return year and month of anything that reads YYYY-MM; anything else is a ValueError."""
    text = str(month)
    year, dash, rest = text[:4], text[4:5], text[5:7]
    if dash != "-" or len(text) != 7 or not (year.isdigit() and rest.isdigit()) or not 1 <= int(rest) <= 12:
        raise ValueError(f"not a month: {text!r}")
    return int(year), int(rest)


def month_name(index: int, *, short: bool = False) -> str:
    """Return the name of a month counted from January of year 0, as "January 2025" or "Jan"."""
    name = _MONTHS[index % 12]
    return name[:3] if short else f"{name} {index // 12}"


def month_index(month: object) -> int:
    """Return months since January of year 0, so that a month missing from a series can be counted."""
    year, of_year = month_parts(month)
    return year * 12 + of_year - 1


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each unbroken run of numbers."""
    found: list[tuple[int, int]] = []
    for i in indices:
        if found and i == found[-1][1] + 1:
            found[-1] = (found[-1][0], i)
        else:
            found.append((i, i))
    return found


def signal_colour(verdict: str, polarity: str) -> str:
    """Return the colour token of a detected change by its polarity: worse, better, or ink where it is neither."""
    if polarity == "neither" or verdict not in SYMBOLS:
        return "ink"
    return "worse" if (verdict == "higher") == (polarity == "smaller") else "better"
