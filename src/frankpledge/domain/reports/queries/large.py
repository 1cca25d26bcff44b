"""What a report draws large: the course of each indicator, with what else happened as registered when it was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frankpledge.domain.indicators.queries.drawn import days_drawn
from frankpledge.domain.indicators.queries.events import dated_events
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.queries.sheet import Course, course_of
from frankpledge.domain.indicators.rules.placed import Dated
from frankpledge.ground.accounts.models import User
from frankpledge.statute.reports import Charts, Part, Template


@dataclass(frozen=True)
class Large:
    """An indicator that is drawn large, and what else happened within the days that are drawn."""

    course: Course
    happened: tuple[Dated, ...]


def drawn_large(
    lines: Iterable[Line], template: Template, *, viewer: User, at: datetime | None
) -> Mapping[UUID, Large]:
    """Return by indicator what is drawn large, with the events registered by a moment (now without one)."""
    found = {}
    for line in lines:
        if _is_drawn(line, template):
            course = course_of(line)
            days = days_drawn(course)
            events = dated_events(line, viewer=viewer, first=days[0], last=days[1], at=at) if days else ()
            found[line.indicator.pk] = Large(course, events)
    return found


def _is_drawn(line: Line, template: Template) -> bool:
    """Return whether a report draws an indicator large: what changed or every one, where two figures make a line."""
    there = Part.PRIORITIES in template.parts and sum(one.figure is not None for one in line.series) > 1
    changed = line.shown.figure is not None and line.judged.signal.changed
    return there and (template.charts is Charts.EVERY or (template.charts is Charts.SIGNALS and changed))
