"""Giving cases to people, opening what is sealed, and changing keys."""

from __future__ import annotations

from frankpledge.ground.sealed.actions.granting import end_grant, give, give_first
from frankpledge.ground.sealed.actions.reading import Opened, read, read_within
from frankpledge.ground.sealed.actions.rotating import Rotated, keys_in_use, reseal, retire_keys, rotate_keys

__all__ = [
    "Opened",
    "Rotated",
    "end_grant",
    "give",
    "give_first",
    "keys_in_use",
    "read",
    "read_within",
    "reseal",
    "retire_keys",
    "rotate_keys",
]
