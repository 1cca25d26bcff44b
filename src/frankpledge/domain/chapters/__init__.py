"""Chapters: what a document is made of while people work on it, exhibits and people's words in an order.

Source: SI 2007/1830 reg 7 (what an assessment must hold). Words: chapter, part, exhibit, prompt, remark, version.
A chapter belongs to a paper, or to the year until a paper takes it in. Any document may be made of chapters; this app
must never import assessments, plans or meetings.
"""
