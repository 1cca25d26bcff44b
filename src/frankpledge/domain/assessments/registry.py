"""What this app adds to the ground."""

from frankpledge.domain.assessments.jobs import JOBS
from frankpledge.domain.assessments.presenters import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.registry import NavigationEntry

__all__ = ["AUDIT_SENTENCES", "HOME", "JOBS", "NAVIGATION"]

NAVIGATION = (NavigationEntry(label="Assessment", route="assessments:list", order=20),)

AUDIT_SENTENCES = {
    "assessments.assessment_drafted": "drafted the assessment to {window}",
    "assessments.assessment_redrafted": "drafted the assessment to {window} anew",
}
