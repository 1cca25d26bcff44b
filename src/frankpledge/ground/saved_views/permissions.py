"""Who keeps order among views that are shared. Whoever may see a list may save views of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What saved views guard."""

    KEEP_SHARED = "keep_shared_views"


GRANTS: Mapping[Capability, frozenset[Role]] = {Capability.KEEP_SHARED: frozenset({Role.OFFICER, Role.ADMINISTRATOR})}
