"""The strategic assessment: the document by which a partnership decides what matters.

Source: SI 2007/1830 regs 5 to 7 (Wales: SI 2007/3076). Words: requirement, coverage, chapter, edition. Everything it
says is fetched from the evidence; it must never be imported by evidence, plans or meetings.
"""
