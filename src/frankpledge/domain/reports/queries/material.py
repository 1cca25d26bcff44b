"""What a report is made of: indicators as known at a moment, what was said of them, the registers, what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from frankpledge.domain.commentaries.models import ApprovedWords
from frankpledge.domain.commentaries.queries import approved_as_known
from frankpledge.domain.commentaries.queries.quoted import displays, quotable
from frankpledge.domain.commentaries.queries.restated import Revised, revised
from frankpledge.domain.commentaries.rules import Words, overtaken
from frankpledge.domain.indicators.queries.overview import Line, overview
from frankpledge.domain.indicators.queries.waiting import Waiting, waiting_of
from frankpledge.domain.plans.queries import in_force, whole
from frankpledge.domain.reports.queries import before
from frankpledge.domain.reports.queries.large import Large, drawn_large
from frankpledge.domain.reports.queries.registers import Told, registers
from frankpledge.domain.reports.rules import Period
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.reports import Every, Part, Template

OTHER = "Not under a priority of the plan"
NOT_YET = "a value is known, and does not stand before the board yet"


@dataclass(frozen=True)
class Wanted:
    """Which report is wanted: of which kind and period, on which theme, with values as known at which moment.

    `said_at` is the moment whose commentary, steps, actions and risks count; now without one.
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
    """All that a report tells. `since` is the moment of the report before, None where this is the first.

    `waiting`: what is known and does not stand before the board yet. `withheld`: the indicators of which something is
    said that quotes such a value. `large`: what is drawn large, by indicator.
    """

    wanted: Wanted
    workspace: Workspace
    groups: tuple[Group, ...]
    said: Mapping[UUID, ApprovedWords]
    told: tuple[Told, ...]
    asks: tuple[Asked, ...] = ()
    lead: str = ""
    since: datetime | None = None
    revised: tuple[Revised, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    withheld: frozenset[UUID] = frozenset()
    large: Mapping[UUID, Large] = field(default_factory=dict)

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
    only = wanted.template.published_only
    lines = overview(
        workspace=workspace, viewer=viewer, as_known=wanted.known_at, until=wanted.period.ends, published=only
    )
    waiting = _waiting(lines, wanted) if only else {}
    lines = tuple(_marked(line, waiting[whose(line)]) if whose(line) in waiting else line for line in lines)
    groups = _groups(lines, wanted, workspace=workspace, viewer=viewer)
    kept = tuple({line.indicator.pk: line for group in groups for line in group.lines}.values())
    last = before(workspace=workspace, kind=wanted.template.ref, starts=wanted.period.starts, theme=wanted.theme)
    since = last.known_at if last else None
    asked = Part.REVISIONS in wanted.template.parts and since is not None
    said = approved_as_known(kept, at=wanted.said_at)
    withheld = frozenset(line.indicator.pk for line in kept if whose(line) in waiting and _quotes_it(line, said))
    return Material(
        wanted=wanted,
        workspace=workspace,
        groups=groups,
        said={key: text for key, text in said.items() if key not in withheld},
        told=(
            registers(wanted.period, workspace=workspace, viewer=viewer, at=wanted.said_at)
            if told is None
            else tuple(told)
        ),
        asks=asks,
        lead=lead,
        since=since,
        revised=revised(kept, since=since, published=only) if asked and since else (),
        waiting=tuple({whose(line): waiting[whose(line)] for line in kept if whose(line) in waiting}.values()),
        withheld=withheld,
        large=drawn_large(kept, wanted.template, viewer=viewer, at=wanted.said_at),
    )


# ---- what does not stand before the board yet ------------------------------------------------------------------------


def whose(line: Line) -> UUID:
    """Return of which indicator the values are that a line is reckoned from."""
    return (line.definition.reckoned_from or line.indicator).pk


def _waiting(lines: Sequence[Line], wanted: Wanted) -> dict[UUID, Waiting]:
    asked = {whose(line): line.definition.reckoned_from or line.indicator for line in lines}
    return waiting_of(asked.values(), at=wanted.known_at, until=wanted.period.ends)


def _marked(line: Line, waits: Waiting) -> Line:
    """Return a line of which every gap that a known value would fill says so, without the value."""
    series = tuple(
        replace(one, missing=NOT_YET) if one.figure is None and waits.within(one.starts, one.ends) else one
        for one in line.series
    )
    if not series:
        last = waits.values[-1]
        nothing = replace(
            line.shown, starts=last.starts, ends=last.ends, label=waits.last_label, figure=None, missing=NOT_YET
        )
        series = (nothing,)
    return replace(line, shown=series[-1], series=series)


def _quotes_it(line: Line, said: Mapping[UUID, ApprovedWords]) -> bool:
    """Return whether what was approved on an indicator quotes a figure that the board does not have as it stands."""
    text = said.get(line.indicator.pk)
    if text is None:
        return False
    accepted = {name: str(kept["display"]) for name, kept in text.figures.items()}
    shown = {name: one for name, one in quotable(line).items() if one.state == "value"}
    return bool(overtaken(Words(text.happened, text.why, text.next), accepted, displays(shown)))


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
