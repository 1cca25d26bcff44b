"""Delivery: how the steps of a plan stand, by when each was and is due, and what was said when a date slipped.

Source: SI 2007/1830 regs 7(f) and 11(c); the table that partnerships use. Words: delivery plan (the steps of a plan as
aim, action, by when, status, lead), slip, contradiction (a status that its date belies). It must never import meetings.
"""
