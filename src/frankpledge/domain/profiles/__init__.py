"""Problem profiles: one problem in one area by objective, scanning, analysis, response and assessment (OSARA).

A profile is a paper of the partnership, written by the studies and the explorer's answer and by nobody's hand; what the
data do not tell is listed as a gap and never filled in. Words: problem profile, scanning, analysis, gap. It must never
import assessments or plans.
"""
