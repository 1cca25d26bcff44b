"""Who may do what, and where: users, workspaces and the roles that people hold in them, with their dates.

A `Workspace` is the tenant: every row above belongs to one. Stands on the audit ledger alone; must never import jobs,
documents, ui or anything of the domain.
"""
