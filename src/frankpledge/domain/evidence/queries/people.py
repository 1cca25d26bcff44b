"""How many people live in an area, from an estimate that is near enough to the window."""

from __future__ import annotations

from frankpledge.analysis.periods import Window
from frankpledge.analysis.rates import estimate_age
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.settings import settings


def residents(snapshot: Snapshot, area: Area, window: Window) -> tuple[int | None, int | None, str]:
    """Return the residents of an area at the estimate nearest the window, its year, and a word on its age.

    None where no population is loaded, or where the estimate is too old to be used; the word then says so.
    """
    middle = window.middle.year
    try:
        found = areas.population(snapshot, area, year=middle)
    except areas.NoPopulation as refusal:
        return None, None, str(refusal)
    age = estimate_age(
        middle,
        found.year,
        flagged_over=settings().estimate_flagged_over,
        refused_over=settings().estimate_refused_over,
    )
    if age.verdict == "refused":
        return (
            None,
            found.year,
            f"The newest estimate, of mid-{found.year}, is {age.years} years old: too old for a rate.",
        )
    flag = f"The estimate is {age.years} years older than the window." if age.verdict == "flagged" else ""
    return found.people, found.year, flag
