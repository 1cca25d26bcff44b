"""What access tells the ground."""

from __future__ import annotations

from datetime import time

from frankpledge.ground.access.forms import INVITATION
from frankpledge.ground.access.jobs import REVIEW
from frankpledge.ground.access.presenters.people import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.access.presenters.people import to_confirm
from frankpledge.ground.access.queries import PURPOSE
from frankpledge.ground.telling import NewsKind, Timetable

__all__ = ["AUDIT_SENTENCES", "HOME", "JOBS", "LINKS", "NEWS", "SCHEDULES"]

JOBS = {"access.review": REVIEW}
SCHEDULES = {"access.review": Timetable(at=time(6))}
LINKS = {PURPOSE: INVITATION}
NEWS = (NewsKind("access.review", "The quarterly review of access", to_confirm, order=60),)
AUDIT_SENTENCES = {
    "access.invited": "invited somebody of {organisation} to the role {role}",
    "access.invitation_withdrawn": "withdrew an invitation to the role {role}",
    "access.invitation_accepted": "accepted an invitation to the role {role}",
    "access.left": "ended a person’s work here; {things} things were handed over, {links} links withdrawn",
}
