"""What this app adds to the ground."""

from __future__ import annotations

from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import ListPage

__all__ = ["FACT_WORDS", "LIST_PAGES"]

FACT_WORDS = {"owners.duties": "who answers for duties"}

LIST_PAGES = (
    ListPage(
        "owners:list",
        "Who answers for duties",
        ("nobody",),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)
