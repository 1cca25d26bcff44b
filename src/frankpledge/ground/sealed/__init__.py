"""Casework under seal: fields that the database cannot read, need-to-know by case, and no reading without a trace.

Built once for case reviews, death reviews and tasking. A field is sealed when it is assigned and stays sealed on the
row; its words come out by `actions.reading` alone, to whoever holds a grant on the case, for a reason, with an event
in the ledger.
"""
