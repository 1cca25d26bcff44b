"""The only way out: what may leave a workspace, for whom, and the record of every cell that did.

Nothing reaches a public audience but through `actions.release`, which refuses unless a policy says otherwise. Source:
the disclosure section of the methods, and UK GDPR Article 5. This app must never import the evidence that it guards.
"""
