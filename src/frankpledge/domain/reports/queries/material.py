"""What a report is made of: indicators as known at a moment, what was said of them, the registers, what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frankpledge.domain.commentaries.models import ApprovedWords
from frankpledge.domain.commentaries.queries import approved_as_known
from frankpledge.domain.commentaries.queries.restated import Revised, revised
from frankpledge.domain.indicators.queries.overview import Line, overview
from frankpledge.domain.plans.queries import in_force, whole
from frankpledge.domain.reports.queries import before
from frankpledge.domain.reports.queries.registers import Told, registers
from frankpledge.domain.reports.rules import Period
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.reports import Every, Part, Template

OTHER = "Not under a priority of the plan"


@dataclass(frozen=True)
class Wanted:
    """Which report is wanted: of which kind and period, on which theme, with values as known at which moment.

    `said_at` is the moment whose commentary counts; now without one.
    """

    template: Template
    period: Period
    known_at: datetime
    theme: str = ""
    said_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """What is asked of the readers, on an indicator or on nothing in particular."""

    decide: bool
    words: str
    owner: str = ""
    due: str = ""
    indicator: UUID | None = None


@dataclass(frozen=True)
class Group:
    """A priority with its indicators and whoever leads it."""

    name: str
    lead: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Material:
    """All that a report tells. `since` is the moment of the report before, None where this is the first."""

    wanted: Wanted
    workspace: Workspace
    groups: tuple[Group, ...]
    said: Mapping[UUID, ApprovedWords]
    told: tuple[Told, ...]
    asks: tuple[Asked, ...] = ()
    lead: str = ""
    since: datetime | None = None
    revised: tuple[Revised, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return every indicator, each once, in the order of the groups."""
        return tuple({line.indicator.pk: line for group in self.groups for line in group.lines}.values())

    def told_of(self, part: str, group: str | None = None) -> tuple[Told, ...]:
        """Return what the registers say of one part, of one priority where it is named."""
        return tuple(one for one in self.told if one.part == part and group in {None, one.group})


def gather(
    wanted: Wanted,
    *,
    workspace: Workspace,
    viewer: User,
    told: Sequence[Told] | None = None,
    asks: tuple[Asked, ...] = (),
    lead: str = "",
) -> Material:
    """Return what a report is made of. `told` is what the registers said when it was drawn; asked anew without it."""
    lines = overview(workspace=workspace, viewer=viewer, as_known=wanted.known_at, until=wanted.period.ends)
    groups = _groups(lines, wanted, workspace=workspace, viewer=viewer)
    kept = tuple(line for group in groups for line in group.lines)
    last = before(workspace=workspace, kind=wanted.template.ref, starts=wanted.period.starts, theme=wanted.theme)
    since = last.known_at if last else None
    asked = Part.REVISIONS in wanted.template.parts and since is not None
    return Material(
        wanted=wanted,
        workspace=workspace,
        groups=groups,
        said=approved_as_known(kept, at=wanted.said_at),
        told=registers(wanted.period, workspace=workspace, viewer=viewer) if told is None else tuple(told),
        asks=asks,
        lead=lead,
        since=since,
        revised=revised(kept, since=since) if asked and since else (),
    )


def _groups(lines: Sequence[Line], wanted: Wanted, *, workspace: Workspace, viewer: User) -> tuple[Group, ...]:
    """Return the indicators under the priorities of the plan in force, whatever stands under none at the end."""
    due = [one for one in lines if _belongs(one, wanted)]
    plan = in_force(workspace=workspace, viewer=viewer, on=wanted.period.ends)
    held = {line.indicator.pk: line for line in due}
    found, placed = [], set()
    for one in whole(plan).every if plan else ():
        own = tuple(held[m.indicator_id] for m in one.measures if m.indicator_id in held)
        placed |= {line.indicator.pk for line in own}
        found.append(Group(one.row.name, one.lead, tuple(dict.fromkeys(own))))
    rest = tuple(line for line in due if line.indicator.pk not in placed)
    every = [*found, *([Group(OTHER if plan else "Indicators", "", rest)] if rest else [])]
    chosen = [one for one in every if one.name == wanted.theme] if wanted.template.one_theme else every
    return tuple(one for one in chosen if one.lines)


def _belongs(line: Line, wanted: Wanted) -> bool:
    """Return whether an indicator is told of: one that was counted or due by then; in a month only what is monthly."""
    if wanted.template.every is Every.MONTH and line.definition.every != "month":
        return False
    return bool(line.series)
