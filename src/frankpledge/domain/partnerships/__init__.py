"""The partnership itself: which area, which nation's rules, one or two tiers of council.

Source: Crime and Disorder Act 1998 s5. A partnership is one-to-one with a workspace, the tenant of everything it owns.
So is a county or a force area above it, which sees nothing of what lies beneath by being above.
This app must never import any other domain app.
"""
