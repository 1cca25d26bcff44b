"""How does it stand to others of its kind? Those with complete data: a funnel, ranks with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.comparison import Funnel, RankIntervals, funnel, rank_intervals
from frankpledge.analysis.refusals import NoDenominator, NotEnoughData
from frankpledge.domain.comparisons.queries.alike import alike
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import Subject, subject
from frankpledge.domain.yardsticks.queries.levels import Level

LEAST = 20
DRAWS, SEED = 10_000, 1
INNER, OUTER = 0.95, 0.998


@dataclass(frozen=True)
class Beside:
    """Every area of its kind with all months and residents. `why` says why there is no funnel, or no rank.

    `kind` and `where` are in words: wards, of Nevermouth. `dispersion` is that of the area's months, None where it is
    not known: then intervals are those of chance alone.
    """

    subject: Subject
    kind: str
    where: str
    levels: tuple[Level, ...]
    lacking: int
    outer: Funnel | None
    inner: Funnel | None
    ranks: RankIntervals | None
    why_funnel: str
    why_ranks: str
    dispersion: float | None

    @property
    def own(self) -> int | None:
        """Return where the area itself stands among the levels."""
        return next((at for at, one in enumerate(self.levels) if one.own), None)


@lru_cache(maxsize=32)
def beside_others(asked: Asked) -> Beside:
    """Return how an area stands to others of its kind. Refused for a kind of which no others are listed."""
    like = alike(asked)
    of, found = subject(asked), like.found
    held = tuple(one for one in found if one.events is not None and one.people)
    events, people = [one.events for one in held], [one.people for one in held]
    outer = inner = None
    why_funnel, why_ranks = _too_few(len(held), like.kind), ""
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
    return Beside(
        subject=of,
        kind=like.kind,
        where=like.where,
        levels=held,
        lacking=len(found) - len(held),
        outer=outer,
        inner=inner,
        ranks=ranks,
        why_funnel=why_funnel,
        why_ranks=why_ranks,
        dispersion=of.dispersion,
    )


def _too_few(number: int, kind: str) -> str:
    if number >= LEAST:
        return ""
    return (
        f"{number} {kind} have every month and residents here, and a funnel needs {LEAST}: with fewer, its limits "
        "would say more than is known. Rates with intervals and ranks stand below."
    )
