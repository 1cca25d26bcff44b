"""Studies: pages that look deeper into one answer of the explorer.

Why it changed, when it happens, where it lasts, how it stands to others, what may come, and what areas would be
together. Words: study, part, parameter. A study reads the evidence and never changes it; what its method cannot say it
refuses in words. It must never import assessments, plans or meetings.
"""
