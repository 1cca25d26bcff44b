"""How a thing stood after each change: kept with the event that changed it, compared field by field, and put back.

An app names which fields of which of its models are kept (`VERSIONED` in its registry) and its own action that puts
them back. Only identifiers are kept of whom a thing names, and read as they are called today; earlier states can be
erased where their words should not have been written. Words: version, compare, put back, erase. Must never import an
app of the domain.
"""
