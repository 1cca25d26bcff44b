"""Which numbers may be shown: small counts of restricted data are hidden, and so is what would give them away.

Open data already public is republished as it is (hiding it would protect nobody). Everything published is a view of one
cube: `protect` hides small counts and what betrays them, `audit` attacks the union of all that was ever published.
"""

from frankpledge.analysis.disclosure.attack import Audit, Published, Range, Unsolved, Witnesses, audit
from frankpledge.analysis.disclosure.marks import (
    Missing,
    Policy,
    Suppressed,
    joined,
    round_base,
    suppress_primary,
)
from frankpledge.analysis.disclosure.tables import CannotProtect, Protected, protect
from frankpledge.analysis.disclosure.union import GivenAway, Hidden, Number, hide

__all__ = [
    "Audit",
    "CannotProtect",
    "GivenAway",
    "Hidden",
    "Missing",
    "Number",
    "Policy",
    "Protected",
    "Published",
    "Range",
    "Suppressed",
    "Unsolved",
    "Witnesses",
    "audit",
    "hide",
    "joined",
    "protect",
    "round_base",
    "suppress_primary",
]
