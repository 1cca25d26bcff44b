"""How good is the data? What takes from it: no figure, no base in print, a small base, not settled, corrected, late."""

from __future__ import annotations

from datetime import date, timedelta

from frankpledge.domain.indicators.rules import Status
from frankpledge.domain.indicators.rules.judged import Quality
from frankpledge.domain.indicators.rules.windows import Shown, Way

GOOD, CARE, POOR, NONE = 3, 2, 1, 0
MANY_REASONS = 3


def quality(shown: Shown, way: Way, *, small_base: int, on: date) -> Quality:
    """Return how good the data of a window is, with the reasons that take from it. Late is against a day."""
    if shown.figure is None:
        due = shown.ends + timedelta(days=way.lag_days)
        late = (on - due).days
        told = f"{shown.missing}; due on {due.day} {due:%B %Y}" if late > 0 and not shown.had else shown.missing
        return Quality(NONE, (told,))
    worst, reasons = GOOD, []
    for level, reason in _reasons(shown, way, small_base):
        worst = min(worst, level)
        reasons.append(reason)
    if worst == CARE and len(reasons) >= MANY_REASONS:
        worst = POOR
    return Quality(worst, tuple(reasons))


def _reasons(shown: Shown, way: Way, small_base: int) -> list[tuple[int, str]]:
    found = []
    if shown.alone:
        found.append((POOR, "printed without its base"))
    base = shown.numbers.denominator
    if base is not None and base < small_base:
        found.append((POOR if base * 3 < small_base else CARE, f"a small base of {base:,.0f}"))
    if shown.status is Status.PROVISIONAL:
        found.append((CARE, "provisional"))
    if shown.corrected:
        found.append((CARE, f"corrected in {shown.corrected} of its parts" if shown.wanted > 1 else "corrected"))
    if len(shown.definitions) > 1:
        told = " and ".join(str(one) for one in shown.definitions)
        found.append((CARE, f"counted by definitions {told}"))
    if late := days_late(shown, way):
        found.append((CARE, f"came {late} days late" if late > 1 else "came a day late"))
    return found


def days_late(shown: Shown, way: Way) -> int:
    """Return by how many days a window was known later than its lag says; 0 where no lag is set, or it was in time."""
    if shown.first_known is None or not way.lag_days or shown.status is Status.PRINTED:
        return 0
    return max(0, (shown.first_known.date() - shown.ends).days - way.lag_days)
