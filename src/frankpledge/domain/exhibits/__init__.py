"""Exhibits: figures, tables, charts, maps and findings that a document may show, each drawn from the evidence.

An exhibit is made anew from what is known, so that it can never say what the evidence no longer does. Words: exhibit,
ledger. Assessments, reports and profiles show exhibits; it must never import any of them.
"""
