"""Who may open a link, and who may withdraw one. The app whose job it is may ask for more."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do with links."""

    OPEN = "open_links"
    WITHDRAW = "withdraw_links"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.OPEN: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD}),
    Capability.WITHDRAW: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.ADMINISTRATOR}),
}
