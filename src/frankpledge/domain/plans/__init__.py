"""Plans: what a partnership will do about crime and disorder in a year, why, who does it, and how it will be known.

Source: CDA 1998 s6; SI 2007/1830 regs 10 to 14 (Wales: SI 2007/3076 reg 9). Words: priority, cross-cutting theme,
watching brief, objective, outcome, step, measure, share (what one authority puts in and how it measures success), plan
on a page. What an assessment found is read from its edition; it must never import assessments, chapters or meetings.
"""
