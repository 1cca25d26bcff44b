"""Words of a plan that its page, its document and its pages share."""

from __future__ import annotations

import re
from datetime import date

from frankpledge.domain.plans.models import Plan, Step
from frankpledge.domain.plans.rules import Origin, by_words

_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z0-9“])")


def opening(text: str, longest: int) -> str:
    """Return the first sentences of a text that stay within a length: at least one, cut at a word if it is longer."""
    said = ""
    for sentence in _SENTENCE.split(text.strip()):
        if said and len(said) + len(sentence) + 1 > longest:
            break
        said = f"{said} {sentence}".strip()
    if len(said) <= longest:
        return said
    return f"{said[:longest].rsplit(' ', 1)[0].rstrip(',;:')} …"


def years_words(plan: Plan) -> str:
    """Return for which years a plan runs: "2026/27", or "2024/25 to 2026/27, year 3"."""
    if plan.first_year == plan.last_year:
        return plan.year
    if plan.origin == Origin.PRINTED:
        return f"{plan.first_year} to {plan.last_year}"
    nth = int(plan.year[:4]) - int(plan.first_year[:4]) + 1
    return f"{plan.first_year} to {plan.last_year}, year {nth}"


def led_by(step: Step) -> str:
    """Return who leads a step, by the short name of the organisation where it has one."""
    return step.organisation.called if step.organisation and step.lead == step.organisation.name else step.lead


def lead_and_day(step: Step) -> str:
    """Return who leads a step and by when it is due."""
    return ", ".join(part for part in (led_by(step), by_words(step.due) if step.due else "") if part)


def day_words(day: date) -> str:
    """Return a day in words."""
    return f"{day.day} {day:%B %Y}"
