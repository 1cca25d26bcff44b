"""Comparisons: how an area stands to others of its kind, and what several of them would be as one.

It tells the studies of its pages. Words: funnel, rank, peers, put together. It must never import profiles, assessments
or plans.
"""
