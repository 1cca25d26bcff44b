"""The register of indicators: what is measured, how it is defined and aimed at, and every value as it became known.

Source: SI 2007/1830 reg 11(e) (a plan says how success is measured), reg 5 (an assessment looks at changes over time).
Words: indicator, definition, polarity, target, baseline, window, value; provisional, revised, final. It must never
import plans, returns or reports, which stand above it.
"""
