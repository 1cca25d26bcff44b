"""Giving cases to people, opening what is sealed, changing keys, removing what is due, and answering who asks."""

from __future__ import annotations

from frankpledge.ground.sealed.actions.access import (
    Given,
    answer_access_request,
    decide_passage,
    extend_access_request,
    open_access_request,
    take_answer,
)
from frankpledge.ground.sealed.actions.granting import end_grant, give, give_first
from frankpledge.ground.sealed.actions.keeping import Removed, hold, lift, purge
from frankpledge.ground.sealed.actions.reading import Opened, read, read_for, read_within
from frankpledge.ground.sealed.actions.rotating import Rotated, reseal, retire_keys, rotate_keys

__all__ = [
    "Given",
    "Opened",
    "Removed",
    "Rotated",
    "answer_access_request",
    "decide_passage",
    "end_grant",
    "extend_access_request",
    "give",
    "give_first",
    "hold",
    "lift",
    "open_access_request",
    "purge",
    "read",
    "read_for",
    "read_within",
    "reseal",
    "retire_keys",
    "rotate_keys",
    "take_answer",
]
