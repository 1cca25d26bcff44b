"""What this app adds to the ground."""

from frankpledge.ground.registry import NavigationEntry

NAVIGATION = (NavigationEntry(label="Assessment", route="assessments:list", order=20),)

AUDIT_SENTENCES = {
    "assessments.assessment_drafted": "drafted the assessment to {window}",
    "assessments.assessment_redrafted": "drafted the assessment to {window} anew",
}
