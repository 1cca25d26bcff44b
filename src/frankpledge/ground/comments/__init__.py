"""What people say to one another about a thing of their workspace, beside what the ledger tells of it.

Whoever may see the thing may comment, mention others who may see it, put their words right for some minutes, and take
them off with a reason. Comments are never approved, printed or sent by mail; remarks on chapters, which hold up an
approval, are the domain's own. Words: comment, mention, subject, record. Must never import an app of the domain.
"""
