"""Returns from partners: what each organisation is asked for a period, what it answered, and what became of that.

Source: SI 2007/1831 (what authorities share each quarter), SI 2007/1830 reg 11(e) (measures of success). Words: round,
return, cell, draft, receipt, question (of a check), set aside, unlock, scorecard. Stands on indicators and contacts; it
must never import plans, commentaries or reports, which stand above or beside it.
"""
