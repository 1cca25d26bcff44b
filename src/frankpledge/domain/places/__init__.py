"""Places: where it lasts. Hot spots, concentration, change by place, density of exact points, near repeats.

It tells the studies of a page of its own. Words: neighbourhood, hot spot, concentration. A point that the police moved
to a nearby street is never smoothed: only a force's own records have places of their own. It must never import
profiles, assessments or plans.
"""
