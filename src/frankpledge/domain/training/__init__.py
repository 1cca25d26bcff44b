"""Which training was given, when and by whom, how many came from each organisation, and what they said of it.

Source: practice; SI 2007/3076 reg 4 (Wales: the skills that a strategy group needs are looked at each year). Words:
course, event (one day on which it is given), delegates, feedback. Counts alone, never who came: a name of a delegate
has no place here. It must never import campaigns, whose events are another thing.
"""
