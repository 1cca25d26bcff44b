"""ASB case reviews: applications, the threshold, the panel, the outcome, and the four counts that are published.

Anti-social Behaviour, Crime and Policing Act 2014 ss.104-105 and Sch.4. Restricted casework: what is written of
a case is sealed, read by whoever was let in to it and for a reason, and leaves this app as counts alone.
"""
