"""Coming in: signing in, second factors, passwords, the council's own sign-in, and where one is signed in.

The flows are allauth's, so that nobody here writes cryptography; every page, form and message of theirs that can be
reached is replaced by one of ours.
"""
