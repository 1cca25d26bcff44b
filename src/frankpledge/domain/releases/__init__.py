"""Loading evidence and taking it back: which file came from whom, how its columns are read, and how good it is.

Source: SI 2007/1831 (data sets that authorities disclose to each other) and SI 2007/1830 reg 6. Words: release, data
set, supplier, mapping of columns. It must never import assessments, priorities or publishing.
"""
