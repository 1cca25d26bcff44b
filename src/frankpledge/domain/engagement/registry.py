"""What this app adds to the ground."""

from frankpledge.domain.engagement.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED
from frankpledge.domain.engagement.permissions import GRANTS, Capability
from frankpledge.domain.engagement.presenters import asked_people
from frankpledge.domain.engagement.queries.figures import VIEWS as FIGURES
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import ListPage, NavigationEntry

__all__ = [
    "AUDIT_SENTENCES", "DUTIES", "FIGURES", "FINDABLE", "LIST_PAGES", "NAVIGATION", "SUBJECTS", "THREAD", "VERSIONED",
]  # fmt: skip

DUTIES = {"CSP-12": asked_people}

NAVIGATION = (
    NavigationEntry(
        label="Engagement",
        route="engagement:list",
        order=60,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

LIST_PAGES = (
    ListPage(
        "engagement:list", "Engagement", ("year",),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)  # fmt: skip

AUDIT_SENTENCES = {
    "engagement.exercise_recorded": "recorded how people were asked, for {year}",
    "engagement.exercise_amended": "put right a record of how people were asked, for {year}",
    "engagement.exercise_withdrawn": "withdrew a record of how people were asked, for {year}",
    "engagement.question_recorded": "recorded what people answered to a question: {answers} answers",
    "engagement.question_amended": "put right what people answered to a question: {answers} answers",
    "engagement.question_removed": "took out a question that people were asked",
    "engagement.input_recorded": "{verb} {year}: {need}",
    "engagement.input_withdrawn": "withdrew a line of the register of inputs: {need}",
}
