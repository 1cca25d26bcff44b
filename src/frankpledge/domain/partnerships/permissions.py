"""Who may see a partnership. Founding one asks for no role: the workspace does not exist yet."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE_PARTNERSHIP = "partnerships.see"


GRANTS: dict[Capability, frozenset[Role]] = {Capability.SEE_PARTNERSHIP: frozenset(Role)}
