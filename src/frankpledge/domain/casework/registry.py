"""What this app adds to the ground."""

from __future__ import annotations

from typing import Any

from frankpledge.domain.casework.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry
from frankpledge.ground.sealed.permissions import GRANTS as KEEPING
from frankpledge.ground.sealed.permissions import Capability as Keeping

__all__ = ["NAVIGATION"]


def _keeps(user: Any, workspace: Any) -> bool:
    return is_granted(KEEPING, Keeping.KEEP, workspace=workspace, user=user)


def _sees_keys(user: Any, workspace: Any) -> bool:
    return is_granted(GRANTS, Capability.SEE_KEYS, workspace=workspace, user=user)


NAVIGATION = (
    NavigationEntry("Times of cases", "casework:list", 62, _keeps, under="roster:list"),
    NavigationEntry("Keys of casework", "casework:keys", 63, _sees_keys, under="roster:list"),
)
