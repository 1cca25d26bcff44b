"""Reading the risk register: one risk as on a day, the list, the grid, and what changed for a body in a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.risks.models import Appetite, Control, Review, Risk, Score, Tie, Turn
from frankpledge.domain.risks.rules import (
    Clock,
    Judgement,
    Level,
    Movement,
    ScoreKind,
    State,
    Tolerance,
    doubts,
    judged,
    movement,
    review_clock,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.statute.risks import schemes


@dataclass(frozen=True)
class Scored:
    """One scoring as it is kept: what it supposes, the level, the day, and why."""

    kind: ScoreKind
    level: Level
    on: date
    reason: str


@dataclass(frozen=True)
class Line:
    """One risk as on a day. `levels`: the latest score of each kind; `moved`: the current one against the one before.

    `judgement` is of the current score, against the appetite that its body had on the day.
    """

    id: UUID
    number: int
    title: str
    cause: str
    effect: str
    category: str
    body_id: UUID
    body: str
    organisation_id: UUID
    organisation: str
    person: str
    deputy: str
    owners: frozenset[UUID]
    raised_on: date
    state: State
    closed_on: date | None
    closed_because: str
    levels: Mapping[ScoreKind, Level]
    scored: tuple[Scored, ...]
    moved: Movement
    tolerance: Tolerance
    judgement: Judgement
    review: Clock
    review_due: date | None
    reviewed_on: date | None
    controls: tuple[str, ...]
    doubts: tuple[str, ...] = field(default=())

    @property
    def current(self) -> Level | None:
        """Return the current score, None where none was given by the day."""
        return self.levels.get(ScoreKind.CURRENT)

    @property
    def is_open(self) -> bool:
        """Return whether it was open on the day."""
        return self.state is State.OPEN


@dataclass(frozen=True)
class Choice:
    """Which part of the register is shown, and in which order. Every part may be empty: all of them."""

    state: str = "open"
    body: str = ""
    organisation: str = ""
    category: str = ""
    words: str = ""
    mine: bool = False
    order: str = "score"


@dataclass(frozen=True)
class Change:
    """One thing that changed in a period. kind: raised | rescored | closed | reopened. `moved` is of a new score."""

    on: date
    kind: str
    line: Line
    words: str
    moved: Movement | None = None


@dataclass(frozen=True)
class BodyRisks:
    """The risks of a body as on a day, and what changed from the day after `since` until then."""

    body: UUID
    on: date
    since: date | None
    tolerance: Tolerance
    open: tuple[Line, ...]
    above: tuple[Line, ...]
    cannot_tell: tuple[Line, ...]
    late: tuple[Line, ...]
    changes: tuple[Change, ...]


def risks_of(*, workspace: Workspace, viewer: User) -> QuerySet[Risk]:
    """Return the risks of a workspace that the viewer belongs to, with all that is kept of them."""
    found = Risk.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("workspace", "by", "body", "organisation", "person", "deputy").prefetch_related(
        *(
            Prefetch(name, queryset=model.objects.select_related("by"))
            for name, model in (("scores", Score), ("reviews", Review), ("turns", Turn), ("controls", Control))
        ),
        Prefetch("ties", queryset=Tie.objects.select_related("action", "by")),
        Prefetch("body__appetites", queryset=Appetite.objects.order_by("-since")),
    )


def risk_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Risk | None:
    """Return one risk; None where there is none that the viewer may see."""
    return risks_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def tolerance_on(appetites: Iterable[Appetite], on: date) -> Tolerance:
    """Return what a body bears on a day; where it never said, the first scale that is offered, and no appetite."""
    held = max((one for one in appetites if one.since <= on), key=lambda one: one.since, default=None)
    if held is None:
        first = schemes()[0]
        return Tolerance(first.id, None, first.about.review_months)
    return Tolerance(held.scheme, held.score, held.review_months, dict(held.by_category))


def tolerance_of(body: Body, *, viewer: User, on: date) -> Tolerance:
    """Return what a body bears on a day."""
    return tolerance_on(appetites_of(workspace=body.workspace, viewer=viewer).filter(body=body), on)


def appetites_of(*, workspace: Workspace, viewer: User) -> QuerySet[Appetite]:
    """Return every appetite that a body of the workspace set, the latest first."""
    found = Appetite.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("body", "by").order_by("body__name", "-since")


def line_of(risk: Risk, *, on: date) -> Line:
    """Return a risk as on a day: with what was scored, reviewed, closed and borne by then."""
    scored = _scored(risk, on)
    levels = {one.kind: one.level for one in scored}
    now = [one.level for one in scored if one.kind is ScoreKind.CURRENT]
    turns = [one for one in risk.turns.all() if one.on <= on]
    reviews = [one for one in risk.reviews.all() if one.on <= on]
    state = State(turns[-1].state) if turns else State.OPEN
    due = reviews[-1].due_next if reviews else None
    tolerance = tolerance_on(risk.body.appetites.all(), on)
    closed = turns[-1] if state is State.CLOSED else None
    named = (risk.person, risk.deputy)
    return Line(
        id=risk.pk,
        number=risk.number,
        title=risk.title,
        cause=risk.cause,
        effect=risk.effect,
        category=risk.category,
        body_id=risk.body_id,
        body=risk.body.name,
        organisation_id=risk.organisation_id,
        organisation=risk.organisation.name,
        person=risk.person.name if risk.person else "",
        deputy=risk.deputy.name if risk.deputy else "",
        owners=frozenset(one.user_id for one in named if one and one.user_id),
        raised_on=risk.raised_on,
        state=state,
        closed_on=closed.on if closed else None,
        closed_because=closed.reason if closed else "",
        levels=levels,
        scored=scored,
        moved=movement(now[-2] if len(now) > 1 else None, now[-1] if now else None),
        tolerance=tolerance,
        judgement=judged(levels.get(ScoreKind.CURRENT), tolerance, risk.category),
        review=review_clock(due=due, state=state, on=on),
        review_due=due,
        reviewed_on=max((one.on for one in reviews if one.words), default=None),
        controls=tuple(one.words for one in risk.controls.all() if _in_place(one, on)),
        doubts=doubts(levels),
    )  # fmt: skip


def _in_place(control: Control, on: date) -> bool:
    return bool(control.since and control.since <= on and not (control.until and control.until < on))


def _scored(risk: Risk, on: date) -> tuple[Scored, ...]:
    return tuple(
        Scored(ScoreKind(one.kind), Level(one.scheme, one.likelihood, one.impact), one.on, one.reason)
        for one in risk.scores.all()
        if one.on <= on
    )


def lines_of(*, workspace: Workspace, viewer: User, on: date) -> tuple[Line, ...]:
    """Return every risk that had been raised by a day, as it stood then."""
    found = risks_of(workspace=workspace, viewer=viewer).filter(raised_on__lte=on)
    return tuple(line_of(one, on=on) for one in found)


def _by_movement(line: Line) -> tuple[int, int]:
    return {"higher": 0, "first": 1, "lower": 2}.get(line.moved.kind, 3), line.number


STATES: Mapping[str, Callable[[Line], bool]] = {
    "open": lambda line: line.is_open,
    "closed": lambda line: not line.is_open,
    "above": lambda line: line.is_open and line.judgement.above is True,
    "late": lambda line: line.review.late,
    "all": lambda line: True,
}
ORDERS: Mapping[str, Callable[[Line], Any]] = {
    "score": lambda line: (-(line.current.score if line.current else 0), line.number),
    "review": lambda line: (line.review_due or date.max, line.number),
    "moved": _by_movement,
    "number": lambda line: -line.number,
}


def chosen(lines: Iterable[Line], choice: Choice, *, viewer: User) -> tuple[Line, ...]:
    """Return that part of the register which a choice names, in its order."""
    wanted = STATES.get(choice.state, STATES["open"])
    words = choice.words.casefold()
    found = (
        line
        for line in lines
        if wanted(line)
        and choice.body in ("", str(line.body_id))
        and choice.organisation in ("", str(line.organisation_id))
        and choice.category in ("", line.category)
        and words in f"{line.title} {line.cause} {line.effect}".casefold()
        and (not choice.mine or viewer.pk in line.owners)
    )
    return tuple(sorted(found, key=ORDERS.get(choice.order, ORDERS["score"])))


# ---- for a body, its reports and its grid ----------------------------------------------------------------------------


def of_body(viewer: User, body: Body, on: date, *, since: date | None = None) -> BodyRisks:
    """Return the risks of a body as on a day, with what changed after `since`; without it, all that ever did."""
    lines = [line for line in lines_of(workspace=body.workspace, viewer=viewer, on=on) if line.body_id == body.pk]
    still = chosen(lines, Choice(), viewer=viewer)
    return BodyRisks(
        body=body.pk,
        on=on,
        since=since,
        tolerance=tolerance_of(body, viewer=viewer, on=on),
        open=still,
        above=tuple(line for line in still if line.judgement.above),
        cannot_tell=tuple(line for line in still if line.judgement.above is None),
        late=tuple(line for line in still if line.review.late),
        changes=changes_in(lines, workspace=body.workspace, since=since, on=on),
    )


def changes_in(lines: Sequence[Line], *, workspace: Workspace, since: date | None, on: date) -> tuple[Change, ...]:
    """Return what changed in these risks after one day and until another, in its order."""
    found = [change for line in lines for change in _rescored(line)]
    found += [Change(line.raised_on, "raised", line, line.title) for line in lines]
    by_id = {line.id: line for line in lines}
    for turn in Turn.objects.filter(workspace=workspace, risk__in=by_id, on__lte=on):
        kind = "closed" if turn.state == State.CLOSED else "reopened"
        found.append(Change(turn.on, kind, by_id[turn.risk_id], turn.reason))
    inside = (one for one in found if since is None or since < one.on)
    return tuple(sorted(inside, key=lambda one: (one.on, one.line.number)))


def _rescored(line: Line) -> list[Change]:
    """Return every current score but the first, as it changed from the one before."""
    now = [one for one in line.scored if one.kind is ScoreKind.CURRENT]
    return [
        Change(each.on, "rescored", line, each.reason, movement(before.level, each.level))
        for before, each in pairwise(now)
    ]


def grid(lines: Iterable[Line], scheme: str) -> dict[tuple[int, int], tuple[Line, ...]]:
    """Return the risks of a scale by likelihood and impact of their current score."""
    found: dict[tuple[int, int], tuple[Line, ...]] = {}
    for line in lines:
        if line.current and line.current.scheme == scheme:
            place = (line.current.likelihood, line.current.impact)
            found[place] = (*found.get(place, ()), line)
    return found


# ---- for a person ----------------------------------------------------------------------------------------------------


def pressing(*, workspace: Workspace, viewer: User, every: bool, on: date) -> tuple[Line, ...]:
    """Return what waits for somebody: of their own risks those with a review late or soon.

    Whoever keeps the register is told of every late one, and of each above the appetite to which no action is tied.
    """
    untied = set(Risk.objects.filter(workspace=workspace, ties__action__isnull=False).values_list("pk", flat=True))
    lines = chosen(lines_of(workspace=workspace, viewer=viewer, on=on), Choice(order="review"), viewer=viewer)
    return tuple(
        line
        for line in lines
        if (viewer.pk in line.owners and line.review.kind in {"late", "soon"})
        or (every and (line.review.late or (line.judgement.above and line.id not in untied)))
    )


def is_own(risk: Risk, user: User) -> bool:
    """Return whether a person is named as the owner of a risk, or as the deputy."""
    return user.pk in [one.user_id for one in (risk.person, risk.deputy) if one is not None]


def named_in(person: User, *, workspace: Workspace) -> tuple[Risk, ...]:
    """Return the open risks of a workspace in which a person is named, for whoever lets them go."""
    named = Q(person__user=person) | Q(deputy__user=person)
    found = Risk.objects.filter(named, workspace=workspace, state=State.OPEN).order_by("number")
    return tuple(found.select_related("workspace", "organisation", "person", "deputy"))
