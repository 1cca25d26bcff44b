"""Lines of worked cases as they are written in `case_reviews.toml`, and a twin that tries every day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from frankpledge.statute.case_days import UNKNOWN, Told, about, between, exactly
from frankpledge.statute.case_procedures import Procedure, acts_own
from frankpledge.statute.case_review import Complaint

DAY = timedelta(days=1)
LETTERS = {"counts": "C", "counted_already": "J", "does_not_count": "N", "cannot_tell": "?"}


def told(text: str) -> Told:
    if text == "?":
        return UNKNOWN
    if text.startswith("~"):
        return about(date.fromisoformat(text[1:]))
    first, _, last = text.partition("..")
    return between(*map(date.fromisoformat, (first, last))) if last else exactly(date.fromisoformat(first))


def line(number: int, text: str) -> Complaint:
    behaviour, complaint, *words = text.split()
    said = dict(word.split("=") for word in words if "=" in word)
    body = next((word for word in words if "=" not in word and word != "hate"), "")
    same = said.get("same", "")
    return Complaint(
        id=str(number),
        behaviour=told(behaviour),
        complaint=told(complaint),
        body=f"the {body}" if body else "",
        person=said.get("by", ""),
        hate="hate" in words,
        same_as=same,
        why_same="The same night in both logs." if same else "",
    )


def lines(texts: Iterable[str]) -> tuple[Complaint, ...]:
    return tuple(line(number, text) for number, text in enumerate(texts, start=1))


def rules(**more: Any) -> Procedure:
    return replace(acts_own(), version="Local procedures", **more)


# ---- the twin: days are ticked off one by one, and every day that may be meant is tried ------------------------------


def last_day_ticked(first: date, number: int, unit: str) -> date:
    """Return the last day of a period by walking through it, day after day."""
    day = first
    if unit != "months":
        for _ in range(number * (7 if unit == "weeks" else 1) - 1):
            day += DAY
        return day
    months = 0
    while True:
        following = day + DAY
        short = calendar.monthrange(following.year, following.month)[1] < first.day
        months += following.day == first.day or (short and (following + DAY).month != following.month)
        if months == number:
            # Where the month has no such date its last day is within the period, else the day before the date.
            return following if following.day != first.day else day
        day = following


def days_meant(one: Told, around: tuple[date, date]) -> Iterator[date]:
    """Yield every day that may be meant; where nothing bounds it, every day of some years."""
    day, last = one.span or around
    while day <= last:
        yield day
        day += DAY


def possible(one: Complaint, applied: date, procedure: Procedure) -> set[bool]:
    """Return the answers that the days allow: it counts, or it does not, or either."""
    around = (applied - timedelta(days=500), applied + timedelta(days=40))
    found: set[bool] = set()
    for made in days_meant(one.complaint, around):
        apply_by = last_day_ticked(made, procedure.application_within, procedure.application_unit)
        for happened in days_meant(one.behaviour, around):
            if happened <= made:
                by = last_day_ticked(happened, procedure.complaint_within, procedure.complaint_unit)
                found.add(made <= by and made <= applied <= apply_by)
    return found
