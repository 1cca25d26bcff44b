"""Plans: the steps of a partnership's plan for a year, and how far each was carried out.

Source: SI 2007/1830 reg 7(f) (an assessment says how far last year's plan was implemented). Words: step, lead, outcome.
It holds the steps of plans that were made elsewhere; it must never import assessments or chapters.
"""
