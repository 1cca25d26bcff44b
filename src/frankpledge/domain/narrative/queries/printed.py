"""How numbers are printed in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from frankpledge.analysis.periods import Month


def whole(number: float) -> str:
    """Return a count: 1,968."""
    return f"{number:,.0f}".replace("-", "−")


def signed_percent(percent: float) -> str:
    """Return a change: +17%, −3%."""
    return f"{percent:+.0f}%".replace("-", "−")


def rate_words(value: float) -> str:
    """Return a rate: 64 from ten, 3.4 below."""
    return f"{value:,.0f}" if value >= 10 else f"{value:,.1f}"


def interval_words(low: float, high: float, *, places: int = 1) -> str:
    """Return an interval: "95% interval 0.82 to 0.95"."""
    top = "any size" if high == inf else f"{high:,.{places}f}"
    return f"95% interval {low:,.{places}f} to {top}"


def listed(months: Sequence[Month]) -> str:
    """Return months as a sentence lists them: "March 2025 and April 2025"."""
    names = [month.label for month in months]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
