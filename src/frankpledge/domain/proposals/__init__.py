"""Proposals: words for a chapter that another agency sends by a link, or that come back from Word.

Source: SI 2007/1830 reg 6 (an assessment considers what the authorities and other bodies send). Words: proposal, to
accept, to decline. Nothing of them stands in a chapter until one of its writers accepts them.
"""
