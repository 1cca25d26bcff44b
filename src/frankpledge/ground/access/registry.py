"""What access tells the ground."""

from __future__ import annotations

from frankpledge.ground.access.forms import INVITATION
from frankpledge.ground.access.jobs import REVIEW
from frankpledge.ground.access.presenters.people import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.access.queries import PURPOSE

__all__ = ["AUDIT_SENTENCES", "HOME", "JOBS", "LINKS"]

JOBS = {"access.review": REVIEW}
LINKS = {PURPOSE: INVITATION}
AUDIT_SENTENCES = {
    "access.invited": "invited somebody of {organisation} to the role {role}",
    "access.invitation_withdrawn": "withdrew an invitation to the role {role}",
    "access.invitation_accepted": "accepted an invitation to the role {role}",
    "access.left": "ended a person’s work here; {things} things were handed over, {links} links withdrawn",
}
