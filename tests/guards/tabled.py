"""Tables of open data of a town's, each word with the canary: one waits for a second person, one is public."""

from __future__ import annotations

from frankpledge.analysis.disclosure.views import Cube
from frankpledge.analysis.periods import Month
from frankpledge.domain.disclosure.queries.union import trial
from frankpledge.domain.evidence.queries.store import known_or_nothing
from frankpledge.domain.open_data.actions import _kept, _released
from frankpledge.domain.open_data.queries.cubes import Held, Source
from frankpledge.domain.open_data.queries.trying import Tried, view_of
from frankpledge.domain.open_data.rules import Asked, Detail, Period, Place
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.lake.areas import Area

FIRST = Month(2024, 4)
MONTHS = tuple(FIRST + at for at in range(12))


def tabled(canary: str, workspace: Workspace, *, analyst: User, officer: User) -> dict[str, str]:
    """Propose two tables of a small county, release one, and return what the addresses of both need.

    They are tried as any are, over counts that stand in no lake.
    """
    kinds = {f"{canary} theft": f"{canary} group", f"{canary} damage": f"{canary} group"}
    counts = {("L1", kind, month): 3 + at for month in MONTHS for at, kind in enumerate(kinds)}
    cube = Cube(counts=counts, months=MONTHS, wards={"L1": "W1"}, groups=kinds)
    source = Source(f"records:{canary}"[:60], f"{canary} extract", f"{canary} police", MONTHS)
    made = []
    for place, period in ((Place.WARD, Period.YEAR), (Place.PARTNERSHIP, Period.MONTH)):
        asked = Asked(source.id, place, Detail.TYPE, period, MONTHS[0], MONTHS[-1])
        tried = trial(view_of(asked, cube), data_set=source.id, workspace=workspace)
        held = Held(source, cube, {"W1": f"{canary} ward"}, Area("csp", "X", canary))
        found = Tried(asked, held, tried, known_or_nothing(workspace))
        proposal = _kept(workspace, found, f"{canary} table", analyst)
        if not made:
            made.append(_released(proposal, found, officer))
    return {"data_proposal": str(proposal.pk), "data_table": str(made[0].pk), "data_file": "table.csv"}
