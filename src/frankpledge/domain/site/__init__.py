"""The public site of a partnership: what residents may read, approved by two people, and nothing else.

Duties: publishing the plan (SI 2007/1830 reg 14) and the counts of case reviews (Anti-social Behaviour, Crime and
Policing Act 2014 s.104). Words: a site is open or closed; a page is made of blocks, and each of its versions is
drafted, approved by a second person, published from a day, and withdrawn. Reads what is published (`publishing`) and
never a row that is not; draws no page of the public, which `web.public` does.
"""
