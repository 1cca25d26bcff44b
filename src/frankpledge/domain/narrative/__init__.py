"""Narrative: what people write, in which every figure is fetched and every claim can be tested again.

Source: SI 2007/1830 reg 7 (an assessment gives an analysis, not a table). Words: passage, sentence, quoted figure,
claim, judgement. Any app may own passages and offer figures and claims; this one must never import assessments, plans
or meetings.
"""
