"""What this app adds to the ground."""

from functools import partial

from frankpledge.domain.assessments.actions import KIND
from frankpledge.domain.assessments.documents.overtaken import overtaken_now
from frankpledge.domain.assessments.findable import FINDABLE, SUBJECTS, THREAD
from frankpledge.domain.assessments.jobs import JOBS
from frankpledge.domain.assessments.permissions import GRANTS, Capability
from frankpledge.domain.assessments.presenters.duties import COVERED, assessed, covered
from frankpledge.domain.assessments.presenters.home import assessment_address, home
from frankpledge.domain.assessments.presenters.uses import uses as USES  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry

__all__ = [
    "AUDIT_SENTENCES", "DUTIES", "FINDABLE", "HOME", "JOBS", "NAVIGATION", "PAPER_PAGES", "SUBJECTS", "THREAD", "USES",
]  # fmt: skip

HOME = partial(home, overtaken=overtaken_now)

DUTIES = {"CSP-07": assessed, **{duty: partial(covered, duty) for duty in COVERED}}

PAPER_PAGES = {KIND: assessment_address}

NAVIGATION = (
    NavigationEntry(
        label="Assessment",
        route="assessments:list",
        order=20,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "assessments.assessment_drafted": "drafted the assessment to {window}",
    "assessments.assessment_redrafted": "drafted the assessment to {window} anew",
    "assessments.chapters_laid_out": "laid out the chapters of the assessment to {window}",
}
