"""Who opens and closes the public site."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    OPEN = "open_the_public_site"


GRANTS: dict[Capability, frozenset[Role]] = {Capability.OPEN: frozenset({Role.OFFICER})}
