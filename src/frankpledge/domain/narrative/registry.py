"""What this app adds to the ground, and the figures and claims over recorded crime that any passage may use."""

from frankpledge.domain.narrative.queries.claims import RECORDED_CLAIMS
from frankpledge.domain.narrative.queries.printed_facts import PRINTED
from frankpledge.domain.narrative.queries.recorded import RECORDED

FIGURES = (*RECORDED, *PRINTED)
CLAIMS = RECORDED_CLAIMS

AUDIT_SENTENCES = {
    "narrative.passage_begun": "began a passage with {figures} figures",
    "narrative.passage_written": "wrote in a passage, revision {revision}",
    "narrative.claim_attached": "attached a claim to a sentence: {kind}",
    "narrative.claim_detached": "took a claim off a sentence: {kind}",
    "narrative.value_accepted": "accepted the new value of a figure, {old} to {new}",
    "narrative.untrue_claim_given_up": "gave up a claim that is no longer true ({kind})",
}
