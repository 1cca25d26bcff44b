"""The pages on which a partnership sees how it does: every indicator with three judgements, each, what changed.

Source: SI 2007/1830 reg 11(e) (a plan says how success is measured). Words: indicator, exception, signal, position,
data quality, as known on. It must never judge by itself (the indicators do), and never show one colour for the three.
"""
