"""Notices: what waits for people, told by e-mail when and as often as they wish; and organisations reminded.

A mail never holds what somebody wrote: counts, neutral titles, and addresses that ask who reads. Nobody is written to
who neither belongs to a partnership nor is in its address book. Stands on ui, jobs, links and accounts; must never
import comments or the domain, which tell it in their `registry.py` what deserves a notice.
"""
