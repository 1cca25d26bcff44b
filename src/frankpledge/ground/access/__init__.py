"""Who comes, stays and leaves: invitations, the quarterly review of who holds what, and hand-over by whoever leaves.

Roles themselves are kept by accounts, links by links. Top of the ground, since it has pages; must never import anything
of the domain: apps tell what a person holds in their `registry.py`.
"""
