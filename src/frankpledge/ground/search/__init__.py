"""Finding anything in a workspace by its words, under the roles of whoever asks, before anything is counted.

Apps say what can be found (`FINDABLE`); the ledger says when it changed. Two engines give the same answers: FTS5 of
SQLite and the text search of PostgreSQL. Nothing of restricted casework is ever written here.
Words: thing, kind, asked, found. Must never import an app of the domain.
"""
