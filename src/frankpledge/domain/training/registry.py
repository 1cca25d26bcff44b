"""What this app adds to the ground."""

from frankpledge.domain.training.findable import FINDABLE, SUBJECTS, VERSIONED
from frankpledge.domain.training.permissions import GRANTS, Capability
from frankpledge.domain.training.presenters import home_needs
from frankpledge.domain.training.queries import lines_of
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, ListPage, NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "HOME", "LIST_PAGES", "NAVIGATION", "SUBJECTS", "VERSIONED"]

FACT_WORDS = {"training.events": "training"}

NAVIGATION = (
    NavigationEntry(
        label="Training",
        route="training:list",
        order=48,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="roster:list",
    ),
)

LIST_PAGES = (
    ListPage(
        "training:list",
        "Training",
        ("state", "year", "subject", "organisation", "order", "words"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "training.course_added": "recorded the course {course}",
    "training.course_amended": "put the course {course} right",
    "training.course_withdrawn": "withdrew the course {course}, recorded by mistake",
    "training.event_added": "recorded an event of training: {event}",
    "training.event_amended": "put an event of training right: {event}",
    "training.event_cancelled": "cancelled an event of training: {event}",
    "training.event_withdrawn": "withdrew an event of training, recorded by mistake: {event}",
    "training.delegates_counted": "counted delegates of {organisations} organisations: {event}",
    "training.feedback_recorded": "recorded feedback: {event}",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what the register brings to "This quarter" for whoever keeps it: events of which nobody was counted."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return HomeContribution()
    found = [line for line in lines_of(workspace=workspace, viewer=viewer, on=asked.today) if line.lacks]
    return home_needs(found, workspace.slug)
