"""How organisations answer: asked, on time, late, missing, corrected; and what the partnership would not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.domain.bodies.rules import OrganisationKind
from frankpledge.domain.indicators.models import Value
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.queries import returns_of
from frankpledge.domain.returns.rules import OPEN, State
from frankpledge.ground.accounts.models import User, Workspace

POLICE = frozenset({OrganisationKind.POLICE, OrganisationKind.POLICE_AUTHORITY})
QUARTERS_SHOWN = 8


@dataclass(frozen=True)
class Score:
    """How one organisation answered. A return that is not due yet is asked, and neither on time nor missing.

    `blank` are the figures that were asked and not given, of `figures` that came; `only` are the indicators that
    nobody else supplies, which go blank without it; `silent` are those of them that are blank in the last round due.
    """

    organisation: str
    supplier: UUID
    asked: int
    on_time: int
    late: int
    missing: int
    corrected: int
    figures: int
    blank: int
    only: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def due(self) -> int:
        """Return how many returns were due by now."""
        return self.on_time + self.late + self.missing


@dataclass(frozen=True)
class Share:
    """Of the figures known of a quarter, how many came from somebody else than the police."""

    quarter: str
    known: int
    others: int

    @property
    def percent(self) -> float | None:
        """Return the share in per cent; None where nothing is known of the quarter."""
        return 100 * self.others / self.known if self.known else None


@dataclass
class _Tally:
    name: str
    returns: list[Return] = field(default_factory=list)


def scorecard(*, workspace: Workspace, viewer: User, since: date | None = None, on: date) -> tuple[Score, ...]:
    """Return how each organisation answered in the rounds since a day, the most missing and late first."""
    found = returns_of(workspace=workspace, viewer=viewer).order_by("round__starts")
    tallies: dict[UUID, _Tally] = {}
    for one in found if since is None else found.filter(round__starts__gte=since):
        tallies.setdefault(one.supplier_id, _Tally(one.supplier.name)).returns.append(one)
    scores = [_score(supplier, tally, on) for supplier, tally in tallies.items()]
    return tuple(sorted(scores, key=lambda one: (-one.missing, -one.late, one.organisation)))


def _score(supplier: UUID, tally: _Tally, on: date) -> Score:
    came = [one for one in tally.returns if one.first_sent_at is not None]
    on_time = sum(1 for one in came if one.first_sent_at and one.first_sent_at.date() <= one.due_on)
    waited = [one for one in tally.returns if one.first_sent_at is None and one.due_on < on]
    cells = [cell for one in came if State(one.state) not in OPEN for cell in one.cells.all()]
    due = [one for one in tally.returns if one.due_on < on or one.first_sent_at is not None]
    return Score(
        organisation=tally.name,
        supplier=supplier,
        asked=len(tally.returns),
        on_time=on_time,
        late=len(came) - on_time,
        missing=len(waited),
        corrected=sum(1 for one in tally.returns if len(one.submissions.all()) > 1),
        figures=len(cells),
        blank=sum(1 for cell in cells if cell.missing or cell.set_aside),
        only=_once(cell.indicator.name for one in tally.returns[-1:] for cell in one.cells.all()),
        silent=_once(_silent(due[-1])) if due else (),
    )


def _silent(last: Return) -> Iterable[str]:
    """Yield the indicators that have no figure in a return: it has not come, or says why there is none."""
    nothing = last.first_sent_at is None
    return (cell.indicator.name for cell in last.cells.all() if nothing or cell.missing or cell.set_aside)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def shares_not_police(*, workspace: Workspace, on: date, quarters: int = QUARTERS_SHOWN) -> tuple[Share, ...]:
    """Return, for the last quarters that are over, how much of what is known did not come from the police.

    What is reckoned from loaded evidence is recorded crime, and counts as from the police. Each indicator counts once
    a quarter, and only where it has a figure.
    """
    first = Quarter.of(Month.of(on)).window.first - 3 * quarters
    rows = (
        Value.objects.filter(
            workspace=workspace, withdrawn_at__isnull=True, breakdown="", missing="", starts__gte=first.first_day,
            ends__lt=on,
        )
        .values_list("indicator", "indicator__supplier__kind", "starts")
        .distinct()
    )  # fmt: skip
    seen: dict[str, dict[UUID, bool]] = {}
    for indicator, kind, starts in rows:
        quarter = str(Quarter.of(Month.of(starts)))
        seen.setdefault(quarter, {})[indicator] = bool(kind) and kind not in POLICE
    shown = [str(Quarter.of(first + 3 * step)) for step in range(quarters)]
    return tuple(Share(one, len(seen.get(one, {})), sum(seen.get(one, {}).values())) for one in shown)
