"""Files beside a thing of the workspace: an action, a risk, what was sent up, an agreement, a course, a campaign.

Source: the Code of Practice on the management of records (FOIA s46): what a decision rests on is kept with it. Whoever
may see the thing may have its files, and whoever may change it puts them there and takes them away with a reason; then
the file is gone, its name and the reason stay. Papers, evidence of duties and texts of agreements have rooms of their
own. Words: attachment, taken away. It must never import an app of the domain but `disclosure`.
"""
