"""Which assessments rest on states of the evidence, for whoever takes a file of theirs back."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.assessments.queries import assessments
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Use, UseRequest

APPROVED = "Approved: its edition keeps its own figures."
DRAFTED = "Not approved yet: drafted anew, it is counted from what is current then."


def uses(asked: UseRequest) -> tuple[Use, ...]:
    """Return the assessments that were read from the evidence at one of those states."""
    return tuple(
        Use(
            title=one.paper.title,
            href=reverse("assessments:detail", args=(asked.workspace.slug, one.last_month)),
            words=APPROVED if one.paper.state == State.APPROVED else DRAFTED,
        )
        for one in assessments(workspace=asked.workspace, viewer=asked.viewer)
        if asked.reads(one.manifest)
    )
