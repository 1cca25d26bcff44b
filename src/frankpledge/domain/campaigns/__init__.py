"""Which campaigns were run, by whom and for what, how many were reached by which channel, and what came of it.

Source: practice; CDA 1998 s6(1) (strategies are carried out, and their effect is looked at). Words: campaign, event,
material, channel, reach, feedback, what changed. Counts of two channels are never added. It must never import training.
"""
