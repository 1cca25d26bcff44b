"""What the record brings before a meeting: matters arising, actions due, duties due, what other groups sent up.

An agenda draws on it, so that nobody types what Frankpledge knows. It keeps nothing itself: a meeting keeps what it had
before it. It must never import meetings.
"""
