"""The audit ledger: what was done, by whom, when, in a chain that shows any change to it.

Each workspace has its own chain and the installation one under the nil UUID. Events hold identifiers and digests,
nothing personal beyond the actor's label. The key is outside the database, and so is a copy of every chain's head.
Lowest of the apps: it knows workspaces and users only by their identifiers, and must never import another app.
"""
