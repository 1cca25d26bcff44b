"""How the duties stand in a year as it looks on a day: what is recorded, what Frankpledge itself holds, and the law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.duties.models import DutyEvent, Responsibility
from frankpledge.domain.duties.queries.kept import facts_of, responsibilities, standing_events, standing_evidence
from frankpledge.domain.duties.rules import urgency
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Seen, SeenRequest, told
from frankpledge.ground.telling import Started
from frankpledge.statute.duties import Duty, duties
from frankpledge.statute.obligations import OPEN, Happening, Obligation, Proof, State, obligations

SEEN = "seen:"
NEEDS = "open"
SOON = {"30": 30, "90": 90}
FIRST_YEAR = 3


@dataclass(frozen=True)
class Shown:
    """A piece of evidence as it is shown. `held`: Frankpledge holds it itself, and nobody had to record it."""

    on: date
    words: str
    href: str
    held: bool


@dataclass(frozen=True)
class Owed:
    """An obligation of this partnership with who answers for it, what started it, and what proves it."""

    obligation: Obligation
    responsibility: Responsibility | None
    event: DutyEvent | Started | None
    evidence: tuple[Shown, ...]

    @property
    def duty(self) -> Duty:
        """Return the duty that is owed."""
        return self.obligation.duty

    @property
    def owner(self) -> str:
        """Return who answers for it in words, empty where nobody was named."""
        row = self.responsibility
        if row is None:
            return ""
        return " · ".join(part for part in (row.owner.name if row.owner else "", row.role_words) if part)

    def owned_by(self, person: UUID) -> bool:
        """Return whether a person answers for it, themselves or as deputy."""
        row = self.responsibility
        return row is not None and person in (row.owner_id, row.deputy_id)


@dataclass(frozen=True)
class Position:
    """All obligations of a year as they stand on a day, the most pressing first."""

    year: FinancialYear
    today: date
    owed: tuple[Owed, ...]

    def count(self, *states: State) -> int:
        """Return how many obligations are in any of the states."""
        counted = Counter(one.obligation.state for one in self.owed)
        return sum(counted[state] for state in states)

    def of(self, duty: str) -> tuple[Owed, ...]:
        """Return the obligations of one duty."""
        return tuple(one for one in self.owed if one.duty.id == duty)


@dataclass(frozen=True)
class Wanted:
    """Which obligations are asked for; an empty word asks for all. state: one of them, or `NEEDS` for the open ones.

    when: over (its day is over), 30 or 90 (due within so many days). owner: mine, nobody.
    """

    state: str = ""
    who: str = ""
    part: str = ""
    when: str = ""
    owner: str = ""

    def holds(self, one: Owed, *, today: date, viewer: UUID) -> bool:
        """Return whether an obligation is asked for."""
        obligation, duty = one.obligation, one.duty
        return (
            (not self.state or obligation.state in (OPEN if self.state == NEEDS else (self.state,)))
            and (not self.who or self.who in duty.bodies)
            and (not self.part or duty.part == self.part)
            and (not self.when or self._falls(obligation, today))
            and (not self.owner or (one.owned_by(viewer) if self.owner == "mine" else not one.owner))
        )

    def _falls(self, obligation: Obligation, today: date) -> bool:
        if obligation.state not in OPEN or obligation.due is None:
            return False
        left = (obligation.due - today).days
        return left < 0 if self.when == "over" else 0 <= left <= SOON[self.when]


def years_shown(today: date) -> tuple[FinancialYear, ...]:
    """Return the years to choose from: the next, the running one and those before it, the latest first."""
    start = financial_year_of(today).start
    return tuple(FinancialYear(year) for year in range(start + 1, start - FIRST_YEAR - 1, -1))


def position(*, workspace: Workspace, year: FinancialYear, today: date) -> Position:
    """Return how the duties of a workspace stand in a year as it looks on a day.

    Whoever asks must have asked first whether the reader may see it.
    """
    facts, recorded = facts_of(workspace), list(standing_events(workspace=workspace))
    here = started_here(workspace, year, today)
    proofs, shown = _proofs(workspace, year, today)
    found = obligations(
        year=year,
        today=today,
        facts=facts,
        duties=duties(nation=facts.nation),
        happenings=[
            *(Happening(id=str(one.pk), kind=one.kind, on=one.on, given=one.given) for one in recorded),
            *(Happening(id=one.id, kind=one.kind, on=one.on, given=one.given) for one in here),
        ],
        proofs=proofs,
    )
    people = responsibilities(workspace=workspace)
    events: dict[str, DutyEvent | Started] = {str(one.pk): one for one in recorded}
    events |= {one.id: one for one in here}
    owed = (
        Owed(
            obligation=one,
            responsibility=people.get(one.duty.id),
            event=events.get(one.happening.id) if one.happening else None,
            evidence=tuple(shown[proof.id] for proof in one.proofs),
        )
        for one in found
    )
    return Position(year=year, today=today, owed=tuple(sorted(owed, key=lambda one: urgency(one.obligation))))


def _proofs(workspace: Workspace, year: FinancialYear, today: date) -> tuple[list[Proof], dict[str, Shown]]:
    """Return what proves anything, as the law's reckoning takes it and as it is shown, by its identifier."""
    proofs, shown = [], {}
    for row in standing_evidence(workspace=workspace):
        name = str(row.pk)
        proofs.append(Proof(id=name, duty=row.duty, key=row.key, on=row.on))
        href = reverse("duties:evidence", args=(workspace.slug, row.pk))
        shown[name] = Shown(on=row.on, words=row.words, href=href, held=False)
    for duty, seen in seen_here(workspace, year, today).items():
        for number, one in enumerate(seen):
            name = f"{SEEN}{duty}:{number}"
            proofs.append(Proof(id=name, duty=duty, key=one.key, on=one.on))
            shown[name] = Shown(on=one.on, words=one.words, href=one.href, held=True)
    return proofs, shown


def started_here(workspace: Workspace, year: FinancialYear, today: date) -> tuple[Started, ...]:
    """Return what the apps of this installation hold that starts a clock of a duty, up to the end of a year."""
    asked = SeenRequest(workspace=workspace, year=str(year), on=min(today, year.window.last.last_day))
    return tuple(one for _, show in told("STARTED") for one in show(asked) if one.on <= asked.on)


def seen_here(workspace: Workspace, year: FinancialYear, today: date) -> Mapping[str, tuple[Seen, ...]]:
    """Return what the apps of this installation hold that proves a duty in a year, by the duty."""
    asked = SeenRequest(workspace=workspace, year=str(year), on=min(today, year.window.last.last_day))
    found: dict[str, tuple[Seen, ...]] = {}
    for _, providers in told("DUTIES"):
        for duty, show in providers.items():
            found[duty] = (*found.get(duty, ()), *show(asked))
    return found
