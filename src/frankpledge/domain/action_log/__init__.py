"""Who undertook to do what by when, across all groups of a partnership, and what became of it.

Source: the practice of partnerships; SI 2007/1830 reg 11(c) (the steps that authorities must take). Words: action,
progress, slip (a change of date, kept with its reason), evidence (what shows that it was done). It must never import
meetings: an action says in words where it was agreed.
"""
