"""What this app adds to the ground. Nobody who asked to be told is in a search, a list or a notice."""

from __future__ import annotations

from datetime import time

from frankpledge.domain.subscriptions.jobs import DIGESTS, deliver
from frankpledge.domain.subscriptions.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry
from frankpledge.ground.telling import Timetable

__all__ = ["AUDIT_SENTENCES", "DELIVERIES", "JOBS", "NAVIGATION", "SCHEDULES"]

JOBS = {"subscriptions.digests": DIGESTS}
SCHEDULES = {"subscriptions.digests": Timetable(at=time(7, 30))}
DELIVERIES = deliver

NAVIGATION = (
    NavigationEntry(
        label="Residents who are told by e-mail",
        route="subscriptions:counts",
        order=94,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.COUNT, workspace=workspace, user=user),
        under="site:list",
    ),
)

AUDIT_SENTENCES = {
    "subscriptions.asked": "asked to be told by e-mail, as a resident",
    "subscriptions.confirmed": "confirmed that they are told by e-mail, as a resident",
    "subscriptions.stopped": "stopped being told by e-mail, as a resident",
    "subscriptions.forgotten": "removed residents who did not confirm in time: {people}",
    "subscriptions.digests_made": "made letters to residents: {letters}",
}
