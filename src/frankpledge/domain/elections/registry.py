"""What this app adds to the ground."""

AUDIT_SENTENCES = {
    "elections.election_recorded": "recorded an election: {what}, care from {starts}, poll on {poll}",
    "elections.election_withdrawn": "withdrew an election: {what}",
}
