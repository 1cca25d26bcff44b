"""Restricted counts as open data: a table is proposed, attacked with all that was released, and approved by another.

Duty: what partners entrust to the partnership is told to the public in fixed tables alone, in which nobody can be found
(UK GDPR Article 5; the disclosure section of the methods). Words: table, proposal, gate, catalogue. It reads the
partnership's own evidence and writes the register of releases through `disclosure`; it must never import documents that
are published as editions, nor casework.
"""
