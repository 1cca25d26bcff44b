"""Links without an account: one address for one job by one organisation, until a day.

Source: the promise that a partner need not sign in to send what is asked of it. Words: purpose (what such a link may be
for, told by the app whose job it is), holder (whoever has the address), receipt. Stands on accounts and audit; must
never know what it is that is asked.
"""
