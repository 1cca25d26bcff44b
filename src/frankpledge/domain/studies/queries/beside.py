"""How does it stand to others? Every partnership with complete data: a funnel, ranks with their intervals, peers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.comparison import Funnel, RankIntervals, funnel, rank_intervals
from frankpledge.analysis.refusals import NoDenominator, NotEnoughData
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import CannotStudy, Subject, subject
from frankpledge.domain.yardsticks.queries.levels import Level, levels
from frankpledge.lake import areas

LEAST = 20
DRAWS, SEED = 10_000, 1
INNER, OUTER = 0.95, 0.998


@dataclass(frozen=True)
class Beside:
    """Every partnership of the nation with all months and residents. `why` says why there is no funnel, or no rank."""

    subject: Subject
    levels: tuple[Level, ...]
    lacking: int
    outer: Funnel | None
    inner: Funnel | None
    ranks: RankIntervals | None
    why_funnel: str
    why_ranks: str

    @property
    def own(self) -> int | None:
        """Return where the area itself stands among the levels."""
        return next((at for at, one in enumerate(self.levels) if one.own), None)


@lru_cache(maxsize=32)
def beside_others(asked: Asked) -> Beside:
    """Return how a partnership stands to others. Refused for any other kind of area: none are like it."""
    if asked.area.kind != "csp":
        raise CannotStudy(
            f"{asked.area.name} is no community safety partnership, and only these are compared here.",
            cure="Choose a partnership; wards and neighbourhoods stand under Places.",
        )
    of = subject(asked)
    nation = areas.nation(asked.area)
    every = [one for one in areas.all_of(asked.snapshot, "csp") if areas.nation(one) == nation]
    found = levels(asked.snapshot, every, asked.window, own=asked.area.code, what=asked.what)
    held = tuple(one for one in found if one.events is not None and one.people)
    events, people = [one.events for one in held], [one.people for one in held]
    outer = inner = None
    why_funnel, why_ranks = _too_few(len(held)), ""
    ranks: RankIntervals | None = None
    if not why_funnel:
        try:
            outer, inner = (funnel(events=events, base=people, per=1_000, confidence=c) for c in (OUTER, INNER))
        except NotEnoughData as refusal:
            why_funnel = refusal.reason
    try:
        ranks = rank_intervals(
            events=events, base=people, seed=SEED, draws=DRAWS, dispersion=max(1.0, of.dispersion or 1.0)
        )
    except (NotEnoughData, NoDenominator) as refusal:
        why_ranks = refusal.reason
    return Beside(of, held, len(found) - len(held), outer, inner, ranks, why_funnel, why_ranks)


def _too_few(number: int) -> str:
    if number >= LEAST:
        return ""
    return (
        f"{number} partnerships have every month and residents here, and a funnel needs {LEAST}: with fewer, its "
        "limits would say more than is known. Rates with intervals and ranks stand below."
    )
