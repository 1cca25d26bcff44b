"""Roles that come from seats: whoever is given a seat has the role that it brings, as long as they sit there.

The words are those of bodies (seat, representative) and accounts (role). Stands on both; must never import duties, or
anything above them.
"""
