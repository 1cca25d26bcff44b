"""The noticeboard of the public site: dates on which residents may come or answer, and what came of what they said.

Duties: the public meeting and the engagement of the community (SI 2007/1830 reg 12). Words: a date (a public meeting, a
consultation, another event) and an answer ("you said, we did") are drafted, approved by a second person, replaced by
the next draft of the same, and called off. Nothing reaches the site that was not approved: where a meeting moves in the
workspace, the site says that its date is being changed, and waits for the new one to be approved.
"""
