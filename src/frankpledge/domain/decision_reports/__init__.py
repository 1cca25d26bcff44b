"""Decision reports: what a council is asked to decide, written by headings, and its way from board to full council.

Source: SI 2012/2089 (key decisions, notices, private meetings), Local Government Act 1972 ss100A to 100I and Sch 12A,
SI 2000/2853 Sch 3 (the crime and disorder reduction strategy is adopted by full council). Words: heading, step, notice,
clear days, exempt, call-in, forward plan. It must never import what publishes.
"""
