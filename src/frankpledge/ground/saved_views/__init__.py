"""Saved views: the choice that stands in the address of a list, kept under a name, for oneself or for the partnership.

An app names its lists and what each of them may be asked (`LIST_PAGES` in its registry). Only these are ever opened,
with these questions alone: no view leads anywhere else. Words: view, shared, first view. Must never import an app of
the domain.
"""
