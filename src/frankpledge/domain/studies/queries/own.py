"""A partnership's own records beside a question: where it has none, why, in words."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.domain.evidence.queries.store import Known, own_lake
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.supplied.queries.points import NotToldByCode, OwnEvents, own_events
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake.store import EmptyLake, NotKnownYet

MONTH_ONLY = (
    "Month only: data.police.uk gives the month in which a crime was recorded and a point moved to a nearby street, no "
    "day, hour or exact place. A force's own extract has them; an officer or an analyst loads it under Every file."
)


@dataclass(frozen=True)
class Own:
    """The records, or None and why."""

    events: OwnEvents | None
    why: str = ""


def own_of(asked: Asked, workspace: Workspace | None) -> Own:
    """Return the partnership's own records of what is asked, as known on the same day as the open evidence."""
    if workspace is None:
        return Own(None, MONTH_ONLY)
    lake = own_lake(workspace)
    try:
        own = lake.snapshot(asked.snapshot.manifest.known_at.date()) if _dated(asked) else lake.snapshot()
    except (EmptyLake, NotKnownYet):
        return Own(None, MONTH_ONLY)
    try:
        found = own_events(Known(asked.snapshot, own, workspace), asked.area, asked.window, what=_what(asked.what))
    except NotToldByCode as refusal:
        return Own(None, f"{refusal.reason} {refusal.cure}")
    if found is None:
        return Own(None, f"The partnership's own records hold none of this in these months. {MONTH_ONLY}")
    return Own(found)


def _dated(asked: Asked) -> bool:
    """Return whether the question is put to the state of a day."""
    return any(name == "known" for name, _ in asked.said)


def _what(what: str) -> str:
    return "Anti-social behaviour" if what == "asb" else what
