"""The keeping of cases, whatever they are about: times that are over, holds, who asks what is held, and the keys.

UK GDPR Arts 5(1)(e) and 15. Nothing on these pages opens a case but the passages of an answer, for whoever was let in.
"""
