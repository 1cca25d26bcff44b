"""What rests on what: ties between two things of a workspace, and the way along them, both ways, from any place.

A tie says that one thing follows from another, who said so, when and why; it is ended, never deleted. Each app tells in
its registry which of its things are places (`THREAD`, a tuple of `PlaceKind`), and what ties its own rows imply. Words:
place, stage, tie, implied. Must never import an app of the domain.
"""
