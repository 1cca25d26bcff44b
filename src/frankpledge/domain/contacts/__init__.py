"""The address book: where an organisation is written to when nobody of it is named, from a day to a day.

Persons have addresses of their own in `bodies`; an account has the one that it signs in by. Stands on bodies; knows
nothing of what is written. Must never import duties, or anything above them.
"""
