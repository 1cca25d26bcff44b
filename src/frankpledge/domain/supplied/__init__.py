"""What partners supply to a partnership alone: a force's own records, agencies' indicators, returns of data sets.

Source: SI 2007/1831 (data sets that authorities disclose) and SI 2007/1830 reg 6 (what an assessment must consider).
Words: supplier, data set, return. It reads the partnership's own lake; it must never import documents or assessments.
"""
