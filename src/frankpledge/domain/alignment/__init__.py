"""How the partnership's priorities stand to the plans of other bodies: what supports, overlaps or runs against them.

Source: PRSRA 2011 s10 (the local policing body and the authorities have regard to each other's priorities);
SI 2007/1830 reg 10; practice. Words: plan of another body, priority of theirs, judgement, orphan, conflict, outdated.
It must never import what lies above it.
"""
