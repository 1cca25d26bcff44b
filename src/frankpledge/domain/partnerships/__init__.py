"""The partnership itself: which area, which nation's rules, one or two tiers of council.

Source: Crime and Disorder Act 1998 s5. A partnership is one-to-one with a workspace, the tenant of everything it owns.
This app must never import any other domain app.
"""
