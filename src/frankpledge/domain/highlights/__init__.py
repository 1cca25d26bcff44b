"""The highlight report of a group for a period: drafted from the record, edited, approved, put before the board.

Source: the practice of partnerships. Words: highlight report, part (done, late, slipped …), line (tied to the row of
the record that it tells of), drawn (what the record says), decision sought. A line that the record has overtaken says
so.
"""
