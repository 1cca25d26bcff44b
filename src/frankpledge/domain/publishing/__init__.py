"""What the public sees: approved editions and nothing else, each let out by an act that is recorded.

Source: the disclosure rules, and SI 2007/1830 reg 14 (publication). Nothing is published from a file somebody copied.
This app must never read the lake or a draft.
"""
