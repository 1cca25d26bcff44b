"""Papers for a meeting and the pack that they make: sent or generated, open or restricted, under one page numbering.

Source: the practice of boards and committees; where a council's rules govern a body, Local Government Act 1972 s100B
and Schedule 12A (what the public may not see is left out, and the reason is said). Words: paper, version, pack,
withheld, note. A reader's notes, and when they last opened a pack, are theirs alone.
"""
