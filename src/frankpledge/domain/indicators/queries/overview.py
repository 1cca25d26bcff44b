"""Every indicator on one page: its figure, its series, and the three judgements, as known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from django.db.models import Max

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.queries.events import standing_rows
from frankpledge.domain.indicators.models import Definition, Indicator, Target, Value
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.indicators.queries.judgements import judge, part_of, way_of
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import Numbers, Origin, Status
from frankpledge.domain.indicators.rules.judged import Judged
from frankpledge.domain.indicators.rules.windows import NOTHING_YET, Part, Shown, Way, due_by, filled, windows
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.events import unusual_months

Moved = Literal["up", "down", "level", "unknown"]


@dataclass(frozen=True)
class Direction:
    """Where a figure went since the window before it, whatever chance had to do with it."""

    moved: Moved
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One indicator as it is shown. `shown` is the window asked for, `series` all of them up to it, oldest first.

    `shown.figure` is None where there is none and `shown.missing` says why. `parts` are what was written down, with the
    periods that are not there; `target` is what was aimed at when the window ended.
    """

    indicator: Indicator
    definition: Definition
    target: Target | None
    shown: Shown
    series: tuple[Shown, ...]
    direction: Direction
    judged: Judged
    parts: tuple[Part, ...] = ()
    as_known: datetime | None = None
    unusual: frozenset[Month] = frozenset()

    @property
    def way(self) -> Way:
        """Return how it is counted and shown."""
        return way_of(self.definition, self.unusual)

    @property
    def printed(self) -> str:
        """Return the figure as it is printed, with its unit; "no data" where there is none."""
        return printed(self.shown.figure, self.definition)


def printed(figure: Decimal | None, definition: Definition) -> str:
    """Return a figure to the decimals of its definition, a percentage with its sign; "no data" where there is none."""
    if figure is None:
        return "no data"
    sign = "%" if definition.measure == "share" else ""
    return f"{figure:,.{definition.decimals}f}{sign}"


def overview(
    *,
    workspace: Workspace,
    viewer: User,
    as_known: datetime | None = None,
    published: bool = False,
    until: date | None = None,
    retired: bool = False,
) -> tuple[Line, ...]:
    """Return every indicator that the viewer may see, in its order, as known at a moment (now without one).

    With `published` only what stood before the board counts. `until` is the last day of the windows that are shown
    (the end of a quarter); without it, the newest whose value is due. Retired ones are left out unless asked for.
    """
    found = indicators(workspace=workspace, viewer=viewer)
    if not retired:
        found = found.filter(retired_on__isnull=True)
    return lines_of(tuple(found), as_known=as_known, published=published, until=until)


def line_of(
    indicator: Indicator, *, as_known: datetime | None = None, published: bool = False, until: date | None = None
) -> Line | None:
    """Return one indicator as it is shown; None where it has no definition yet."""
    return next(iter(lines_of((indicator,), as_known=as_known, published=published, until=until)), None)


def lines_of(
    asked: Sequence[Indicator], *, as_known: datetime | None = None, published: bool = False, until: date | None = None
) -> tuple[Line, ...]:
    """Return indicators as they are shown, in a fixed number of queries. Ask only for those that the reader may see."""
    dated, newest = Dated.of(asked), newest_period({one.workspace_id for one in asked}, at=as_known)
    everything = {one.pk: one for one in (*asked, *dated.reckoned_from())}
    values = known_values(everything.values(), at=as_known, published=published)
    parts = {one.pk: tuple(part_of(value) for value in known) for one, known in values.items()}
    day = as_known.date() if as_known else clock.today()
    unusual = unusual_in({one.workspace_id for one in asked})
    made = (_line(one, dated, parts, Asked(day, until, newest, as_known, unusual)) for one in asked)
    return tuple(one for one in made if one is not None)


def newest_period(workspaces: Iterable[UUID], *, at: datetime | None = None) -> date | None:
    """Return the last day of the newest period that at least half of the indicators of some partnerships have reached.

    Until half of them have, a period is not asked of the others: the first figure of a quarter does not empty the page.
    """
    found = Value.objects.filter(workspace__in=set(workspaces), withdrawn_at__isnull=True)
    if at is not None:
        found = found.filter(known_at__lte=at)
    reached = found.exclude(status=Status.PRINTED).order_by().values("indicator").annotate(last=Max("ends"))
    days = sorted((one["last"] for one in reached), reverse=True)
    return days[(len(days) - 1) // 2] if days else None


def unusual_in(workspaces: Iterable[UUID]) -> dict[UUID, frozenset[Month]]:
    """Return for partnerships the months of which no baseline is made: lockdowns, and unusual times in their registers.

    What is registered of one area alone, or of some types of crime, is left to those who look at areas and types.
    """
    kept = Partnership.objects.filter(workspace__in=set(workspaces)).select_related("workspace")
    return {one.workspace_id: _unusual(one) for one in kept}


def _unusual(partnership: Partnership) -> frozenset[Month]:
    rows = standing_rows(partnership.workspace).filter(kind=LocalEvent.Kind.EVENT, force="", area_code="")
    local = (Window(Month.parse(one.first), Month.parse(one.last)) for one in rows if not one.types)
    return frozenset(unusual_months(nation=partnership.nation)).union(*(set(one.months()) for one in local))


@dataclass(frozen=True)
class Asked:
    """On which day lines are looked at, up to which day, and the newest period of which anything is known."""

    day: date
    until: date | None
    newest: date | None
    as_known: datetime | None
    unusual: Mapping[UUID, frozenset[Month]] = field(default_factory=dict)

    def last(self, definition: Definition, retired_on: date | None, own: date | None) -> date | None:
        """Return the last day of what is shown of a definition; None where it is what was printed, and no more.

        `own` is the newest period of the indicator itself: what came before it was due is shown all the same.
        """
        if definition.origin == Origin.PRINTED and self.until is None:
            return None
        if self.until:
            return min(self.until, retired_on or self.until)
        due = due_by(self.day, way_of(definition))
        ends = [one for one in (due, retired_on, self.newest) if one is not None]
        last = min(ends) if ends else None
        return max(last, own) if last and own and not retired_on else last


@dataclass(frozen=True)
class Dated:
    """The definitions and the targets of indicators, each in order of its day."""

    definitions: Mapping[UUID, Sequence[Definition]] = field(default_factory=dict)
    targets: Mapping[UUID, Sequence[Target]] = field(default_factory=dict)

    @classmethod
    def of(cls, asked: Iterable[Indicator]) -> Dated:
        """Return those of some indicators, in two queries."""
        ids = [one.pk for one in asked]
        definitions: dict[UUID, list[Definition]] = {}
        stand = Definition.objects.filter(indicator__in=ids, withdrawn_at__isnull=True)
        for definition in stand.select_related("reckoned_from").order_by("since"):
            definitions.setdefault(definition.indicator_id, []).append(definition)
        targets: dict[UUID, list[Target]] = {}
        for target in Target.objects.filter(indicator__in=ids, withdrawn_at__isnull=True).order_by("since"):
            targets.setdefault(target.indicator_id, []).append(target)
        return cls(definitions, targets)

    def definition(self, indicator: Indicator, day: date) -> Definition | None:
        """Return the definition of a day; the first where the day is before it."""
        stand = self.definitions.get(indicator.pk, ())
        return next((one for one in reversed(stand) if one.since <= day), stand[0] if stand else None)

    def target(self, indicator: Indicator, day: date) -> Target | None:
        """Return what was aimed at on a day."""
        return next((one for one in reversed(self.targets.get(indicator.pk, ())) if one.since <= day), None)

    def reckoned_from(self) -> list[Indicator]:
        """Return the indicators of whose numbers others are windows."""
        return [one.reckoned_from for stand in self.definitions.values() for one in stand if one.reckoned_from]


def _line(
    indicator: Indicator,
    dated: Dated,
    parts: Mapping[UUID, tuple[Part, ...]],
    asked: Asked,
) -> Line | None:
    definition = dated.definition(indicator, asked.until or asked.day)
    if definition is None:
        return None
    unusual = asked.unusual.get(indicator.workspace_id, frozenset())
    way, source = way_of(definition, unusual), definition.reckoned_from or indicator
    known = parts.get(source.pk, ())
    last = asked.last(definition, indicator.retired_on, max((one.ends for one in known), default=None))
    held = [one for one in known if last is None or one.ends <= last]
    there = filled(held, way, until=last)
    series = tuple(one for one in windows(there, way) if last is None or one.ends <= last)
    shown = series[-1] if series else _nothing(last or asked.day)
    target = dated.target(indicator, shown.ends)
    judged = judge(
        shown, parts=there, series=series, definition=definition, target=target, on=asked.day, unusual=unusual
    )
    return Line(
        indicator=indicator,
        definition=definition,
        target=target,
        shown=shown,
        series=series,
        direction=direction(series, definition),
        unusual=unusual,
        judged=judged,
        parts=there,
        as_known=asked.as_known,
    )


def _nothing(day: date) -> Shown:
    """Return what is shown where nothing was ever written down."""
    return Shown(
        starts=day, ends=day, label="no period yet", numbers=Numbers(), figure=None, missing=NOTHING_YET, had=0,
        wanted=1,
    )  # fmt: skip


def direction(series: Sequence[Shown], definition: Definition) -> Direction:
    """Return where the last figure went since the one before it; unknown where either is not there."""
    if len(series) < 2:
        return Direction("unknown")
    before, last = series[-2], series[-1]
    if before.figure is None or last.figure is None:
        return Direction("unknown")
    told = f"{printed(before.figure, definition)} ({before.label})"
    if printed(before.figure, definition) == printed(last.figure, definition):
        return Direction("level", f"as before: {told}")
    moved: Moved = "up" if last.figure > before.figure else "down"
    return Direction(moved, f"{moved} from {told}")
