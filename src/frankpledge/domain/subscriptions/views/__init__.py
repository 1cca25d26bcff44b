"""Pages of subscriptions: the resident's on the public's host, and the counts in the workspace."""
