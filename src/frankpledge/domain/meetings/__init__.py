"""Meetings of the partnership's bodies: who came, what was decided and why, and what follows from it.

Source: SI 2007/1830 reg 3 (the strategy group) and reg 12(4) (the yearly public meeting, attended by a senior person of
each responsible authority); Crime and Disorder Act 1998 s17 (regard at each decision). Words: seat, substitute,
apologies, quorum, decision, minutes. A cancelled meeting is not an absence, and a substitute is not a member.
"""
