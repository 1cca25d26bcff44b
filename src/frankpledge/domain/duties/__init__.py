"""Duties: what the law asks of this partnership, who answers for it, what proves it, and what is due, late or unproved.

Source: Crime and Disorder Act 1998 ss5-7 and 17 with its regulations, and the Acts that each duty names. Words: duty,
obligation (a duty with its period or event), evidence, event, clock, assurance statement. Apps above tell what they
can show for a duty in their `registry.py`; this app must never import them, nor the evidence about crime.
"""
