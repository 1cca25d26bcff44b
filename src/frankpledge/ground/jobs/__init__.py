"""Long work: asked for on a page, done by a worker beside it, watched and come back to.

A job is a function that an app registers by name; each run of it is a row. There is no broker and no second table of
tasks: the row that the page shows is the queue, and claiming it is one conditional update, which SQLite and PostgreSQL
do alike. Stands on accounts and audit; must never import documents, ui or the domain.
"""
