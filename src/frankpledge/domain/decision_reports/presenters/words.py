"""Words and addresses that several pages of decision reports share."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from frankpledge.domain.decision_reports.models import Report, Step
from frankpledge.statute.council_decisions import Standing
from frankpledge.statute.deadlines import in_words

COUNTED = {"calendar": "clear days", "working": "clear working days"}


def page_of(report: Report, name: str = "one", *more: object) -> str:
    """Return the address of a page of a report."""
    return reverse(f"decision_reports:{name}", args=(report.workspace.slug, report.pk, *more))


def when_words(step: Step) -> str:
    """Return when a step is: its day, the period, or that neither is set."""
    return in_words(step.on) if step.on else step.period or "day not set"


def moved_words(step: Step) -> str:
    """Return how often the day of a step was moved, to stand after it; nothing where it never was."""
    times = len(step.slips.all())
    return f", moved {({1: 'once', 2: 'twice'}).get(times, f'{times} times')}" if times else ""


def standing_words(one: Standing, *, today: date) -> str:
    """Return how a rule stands in a sentence's part."""
    if one.published:
        told = f"published {in_words(one.published)}"
        if one.clear is None:
            return f"{told}; a meeting from {in_words(one.earliest)}"
        return f"{told}: {one.clear} of {one.days} {COUNTED[one.counts]}"
    if one.by is None:
        return f"not published; were it today, a meeting from {in_words(one.earliest)}"
    return f"to be public by {in_words(one.by)}" if one.by >= today else f"was to be public by {in_words(one.by)}"
