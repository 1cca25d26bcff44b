"""Who answers for which duty, as one list: changed for many at a stroke, sent out and taken in as a file.

Source: Crime and Disorder Act 1998 ss5 to 7 and what else the duties name. Words: those of `duties`, whose record it
reads and changes through the duties' own acts. It must never say that a duty is met.
"""
