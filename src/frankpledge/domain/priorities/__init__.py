"""Which matters come first: marks by agencies, given blind; how far they agree; the board's choice and its reason.

Source: SI 2007/1830 reg 7(d) (matters that should be prioritised); Wales: SI 2007/3076. Words: scoring, issue, agency,
sheet, mark, round, choice. Our own scheme, official nowhere. It must never be imported by the evidence, and it never
shows anybody's marks while a blind round is open.
"""
