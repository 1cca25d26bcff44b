"""The explorer: one question to the evidence, its answer with all that a doubter may ask, and the register of events.

Every figure that it shows has an address of its own, which leads down to the files and lines it was counted from.
Words: question, answer, figure, event. It reads the evidence and never changes it, but for the register, through the
evidence's own actions; it must never import plans, meetings or assessments.
"""
