"""Reading strategies: each with all that is kept of it, and how it stands to what the duty asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.serious_violence.models import Consulted, Line, Look, Part, Served, SignUp, Strategy
from frankpledge.domain.serious_violence.rules import Done, Held, Sort, Stands, stands
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition

LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Whole:
    """A strategy as on a day: what is written, who was consulted and signed up, its lines, reviews and editions."""

    strategy: Strategy
    on: date
    year: str
    words: dict[str, str]
    consulted: tuple[Consulted, ...]
    served: tuple[Served, ...]
    lines: tuple[Line, ...]
    looks: tuple[Look, ...]
    editions: tuple[Edition, ...]
    stands: tuple[Stands, ...]

    @property
    def gaps(self) -> tuple[Stands, ...]:
        """Return what is asked for and is missing or incomplete."""
        return tuple(one for one in self.stands if one.state != "present")


def strategies(*, workspace: Workspace, viewer: Any) -> QuerySet[Strategy]:
    """Return the strategies of a workspace of the viewer's, the latest first, with what is kept of them."""
    return _with_all(Strategy.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)))


def wholes_on(on: date, *, workspace: Workspace) -> tuple[Whole, ...]:
    """Return every strategy that had begun by a day as it stands on it, for whoever asks what proves a duty."""
    found = _with_all(Strategy.objects.filter(workspace=workspace, starts__lte=on))
    return tuple(whole(one, on=on) for one in found)


def _with_all(found: QuerySet[Strategy]) -> QuerySet[Strategy]:
    kept: tuple[tuple[str, Any], ...] = (
        ("parts", Part.objects), ("consulted", Consulted.objects), ("served", Served.objects),
        ("lines", Line.objects.select_related("lead")), ("looks", Look.objects),
    )  # fmt: skip
    rows = [Prefetch(name, of.filter(withdrawn_at=None), to_attr=f"kept_{name}") for name, of in kept]
    return found.filter(withdrawn_at=None).select_related("workspace", "paper", "event").prefetch_related(*rows)


def strategy_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Strategy | None:
    """Return one strategy; None where there is none that the viewer may see."""
    return strategies(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def whole(strategy: Strategy, *, on: date) -> Whole:
    """Return a strategy with how it stands on a day to what the duty asks for."""
    one: Any = strategy
    words = {part.item: part.words for part in sorted(one.kept_parts, key=lambda part: part.recorded_at)}
    year = str(financial_year_of(on))
    editions = editions_of(strategy)
    held = Held(
        words=words,
        asked=Counter(Sort(row.sort) for row in one.kept_consulted),
        answered=Counter(Sort(row.sort) for row in one.kept_consulted if row.answered_on),
        none=frozenset(Sort(name) for name in strategy.none),
        served=len(one.kept_served),
        signed=sum(row.signed_on is not None for row in one.kept_served),
        edition=f"Edition {editions[0].number}" if editions else "",
        published=strategy.published_on,
        lines=sum(row.year == year for row in one.kept_lines),
        reviewed=max((row.on for row in one.kept_looks), default=None),
        first_edition=editions[-1].approved_at.date() if editions else None,
        year=year,
    )
    return Whole(
        strategy, on, year, words, tuple(one.kept_consulted), tuple(one.kept_served), tuple(one.kept_lines),
        tuple(one.kept_looks), editions, stands(held, on=on),
    )  # fmt: skip


def seen_from(found: Whole, duty: str) -> date | None:
    """Return the day from which the records of a strategy prove a duty of an event: the last answer, or the last look.

    None where nothing of it is dated. Where it was only said that the area has none, it is the day of its beginning.
    """
    if duty == "SVD-02":
        return max((row.answered_on for row in found.consulted if row.answered_on), default=found.strategy.starts)
    strategy: Any = found.strategy
    looked = [part.recorded_at.date() for part in strategy.kept_parts if part.item == LEFT_OUT]
    return max(looked, default=None)


@dataclass(frozen=True)
class Theirs:
    """A strategy that another partnership holds and that serves this one: what may be known of it here, and no more."""

    served: Served
    title: str
    holder: str
    starts: date
    edition: int
    approved_on: date
    address: str
    own: SignUp | None

    @property
    def newer(self) -> bool:
        """Return whether another edition was approved since this partnership signed up."""
        return self.own is not None and self.edition > self.own.edition


def theirs(*, workspace: Workspace, viewer: Any) -> tuple[Theirs, ...]:
    """Return the approved strategies of others that serve the partnership of a workspace of the viewer's."""
    rows = Served.objects.filter(
        partner=workspace, partner__in=workspaces_of(viewer), withdrawn_at=None, strategy__withdrawn_at=None
    )
    found = (_theirs(one) for one in rows.select_related("strategy__workspace", "strategy__paper", "partner"))
    return tuple(one for one in found if one is not None)


def _theirs(served: Served) -> Theirs | None:
    strategy = served.strategy
    editions = editions_of(strategy)
    if not editions:
        return None
    return Theirs(
        served=served, title=strategy.title, holder=strategy.workspace.name, starts=strategy.starts,
        edition=editions[0].number, approved_on=editions[0].approved_at.date(),
        address=strategy.address if strategy.published_on else "",
        own=SignUp.objects.filter(served=served).select_related("workspace", "recorded_by").first(),
    )  # fmt: skip


def editions_of(strategy: Strategy) -> tuple[Edition, ...]:
    """Return the editions of a strategy, the latest first, without their trees."""
    found = Edition.objects.filter(paper_id=strategy.paper_id).defer("tree") if strategy.paper_id else ()
    return tuple(sorted(found, key=lambda one: -one.number))


def open_lines(found: Whole) -> tuple[Line, ...]:
    """Return the lines that are neither done nor given up and whose day has gone by."""
    return tuple(one for one in found.lines if one.done == Done.OPEN and one.due and one.due < found.on)
