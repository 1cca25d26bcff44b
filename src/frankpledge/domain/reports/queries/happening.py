"""What else happened within the days that the charts of a report show, as it was registered when it was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from frankpledge.domain.commentaries.queries.drawn import spans_of
from frankpledge.domain.indicators.queries.events import dated_events
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.rules.placed import Dated, first_and_last
from frankpledge.ground.accounts.models import User
from frankpledge.statute.reports import Charts, Part, Template


def is_drawn(line: Line, template: Template) -> bool:
    """Return whether a report draws an indicator large: what changed or every one, where two figures make a line."""
    there = Part.PRIORITIES in template.parts and sum(one.figure is not None for one in line.series) > 1
    changed = line.shown.figure is not None and line.judged.signal.changed
    return there and (template.charts is Charts.EVERY or (template.charts is Charts.SIGNALS and changed))


def happened(
    lines: Iterable[Line], template: Template, *, viewer: User, at: datetime | None
) -> Mapping[UUID, tuple[Dated, ...]]:
    """Return what else happened by indicator, of those that are drawn, as registered by a moment (now without one)."""
    found = {}
    for line in lines:
        if is_drawn(line, template):
            first, last = first_and_last(spans_of(line))
            found[line.indicator.pk] = dated_events(line, viewer=viewer, first=first, last=last, at=at)
    return found
