"""What one group sends up to another because it cannot settle it itself, and what became of it.

Source: the practice of partnerships (sub-group, board, county strategy group). Words: escalation (one thing sent up,
with what is asked, why and by when), matter (what it is about: anything that has a page, or words), answer, take back.
It is open until it is answered or taken back, whatever becomes of its matter. It must never import meetings: an agenda
is reached by a door of the ground.
"""
