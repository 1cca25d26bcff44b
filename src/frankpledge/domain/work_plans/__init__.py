"""What a group means to do in a year, line by line, what became of each line, and what goes on into the next year.

Source: the practice of partnerships; SI 2007/1830 reg 11(c) (the steps that authorities must take). Words: work plan
(of one group for one year from April to March), line, quarter in which it is due, carry over. A line is never lost: it
is done, dropped with a reason, or carried over.
"""
