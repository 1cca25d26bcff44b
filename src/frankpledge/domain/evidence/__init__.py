"""The evidence of a partnership: what was loaded, how good it is, and what it says of an area.

Source: SI 2007/1830 reg 6 (what an assessment must consider). Words: release, data set, supplier, cut-off. This app
reads the lake and writes to it in `actions.ingest_files` alone; it must never import plans, meetings or assessments.
"""
