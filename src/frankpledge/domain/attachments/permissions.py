"""Who may have files of things at all, besides having to see the thing. Who puts them there, the thing itself says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    HAVE = "have_attachments"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    # Nothing that carries files is shown to a data contact.
    Capability.HAVE: frozenset(Role) - {Role.DATA_CONTACT},
}
