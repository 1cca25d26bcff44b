"""Documents: one tree of typed blocks, five renderings of it, and the frozen editions that a board approved.

The pure part (`blocks`, `tree`, `words`, `html`, `pdf`, `docx`, `odt`, `xlsx`) knows no database. The kept part
(`models`, `actions`, `queries`) holds papers in their states and editions that never change. Nothing here knows what
crime is, and nothing here may import a domain app.
"""
