"""One indicator in full: its line, what was expected of each part, what was aimed at, what was revised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frankpledge.domain.indicators.models import Definition, Indicator, Target
from frankpledge.domain.indicators.queries.history import Revised, revisions, targets_of, versions_of
from frankpledge.domain.indicators.queries.judgements import aim_of
from frankpledge.domain.indicators.queries.overview import Line, line_of
from frankpledge.domain.indicators.rules import Polarity, TargetKind
from frankpledge.domain.indicators.rules.limits import Limit, Limits
from frankpledge.domain.indicators.rules.positions import Bounds, bounds_of
from frankpledge.domain.indicators.rules.signals import limits
from frankpledge.domain.indicators.rules.windows import Shown


@dataclass(frozen=True)
class Aimed:
    """A window with what its figure had to lie within when it ended; None where nothing like that was aimed at."""

    shown: Shown
    bounds: Bounds | None
    limit: Limit | None


@dataclass(frozen=True)
class Course:
    """An indicator's line with what was expected of each part, and what was aimed at in each window."""

    line: Line
    limits: Limits
    windows: tuple[Aimed, ...]


@dataclass(frozen=True)
class Sheet:
    """All that the page of an indicator shows."""

    course: Course
    definitions: tuple[Definition, ...]
    targets: tuple[Target, ...]
    revised: tuple[Revised, ...]

    @property
    def line(self) -> Line:
        """Return the indicator as it is shown."""
        return self.course.line


def sheet_of(indicator: Indicator, *, as_known: datetime | None = None, published: bool = False) -> Sheet | None:
    """Return an indicator in full as known at a moment; None where it has no definition."""
    line = line_of(indicator, as_known=as_known, published=published)
    if line is None:
        return None
    targets, whose = targets_of(indicator), line.definition.reckoned_from or indicator
    return Sheet(course_of(line, targets), versions_of(indicator), targets, revisions(whose, at=as_known))


def course_of(line: Line, targets: tuple[Target, ...] | None = None) -> Course:
    """Return the course of an indicator; its `targets` are asked for where they are not given."""
    aims = targets_of(line.indicator) if targets is None else targets
    found, polarity = limits(line.parts, line.way, line.shown), Polarity(line.definition.polarity)
    by_end = {one.part.ends: one for one in found.points}
    windows = tuple(Aimed(one, _bounds(one, aims, polarity), by_end.get(one.ends)) for one in line.series)
    return Course(line, found, windows)


def _bounds(shown: Shown, targets: tuple[Target, ...], polarity: Polarity) -> Bounds | None:
    target = next((one for one in targets if one.since <= shown.ends), None)
    aim = aim_of(target)
    if aim is None or aim.kind in {TargetKind.NONE_YET, TargetKind.DIRECTION}:
        return None
    return bounds_of(aim, polarity, shown.ends)
