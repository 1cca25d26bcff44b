"""Who may found a partnership: nobody by role, since the workspace does not exist yet; the installation's operator may."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE_PARTNERSHIP = "partnerships.see"


GRANTS: dict[Capability, frozenset[Role]] = {Capability.SEE_PARTNERSHIP: frozenset(Role)}
