"""A procedure, a report and an application, as tests need them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from frankpledge.domain.asb_reviews.actions import applying
from frankpledge.domain.asb_reviews.actions.applying import Begun, Line
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace

STORY = "Blenheim bottles break against the door"
PROCEDURE: dict[str, Any] = {
    "in_force_from": date(2024, 4, 1),
    "words": "How we look at a case together.",
    "point_of_contact": "The safety team, 01234 567890",
    "objection": "Write to us with your code, and somebody who did not decide looks at it again.",
    "complaints": 3,
    "complaint_within": 1,
    "complaint_unit": "months",
    "application_within": 6,
    "application_unit": "months",
    "acknowledge": 5,
    "decide": 15,
    "meet": 20,
    "tell": 5,
    "commissioner_consulted_on": date(2024, 2, 1),
    "landlords_consulted_on": date(2024, 2, 2),
}


def line(days_ago: int, **more: Any) -> Line:
    """Return a report of what happened so many days ago, told to the council on the next day."""
    day = clock.today() - timedelta(days=days_ago)
    return Line(
        STORY,
        "council",
        happened_on=day,
        happened_sure="exact",
        told_on=day + timedelta(days=1),
        told_sure="exact",
        **more,
    )


def applied(workspace: Workspace, *lines: Line) -> Begun:
    """Return an application that somebody made by themselves and sent."""
    begun = applying.begin(workspace=workspace, channel="web")
    applying.keep(case=begun.case, given={"applicant": "A tenant of Dock Street", "effect": "Blenheim keeps us awake"})
    for one in lines:
        applying.add_line(case=begun.case, given=one)
    applying.send(case=begun.case)
    return begun
