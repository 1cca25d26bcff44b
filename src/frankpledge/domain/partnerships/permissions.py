"""Who may say what a partnership lies within."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    PLACE = "say_which_county_it_lies_in"


GRANTS: dict[Capability, frozenset[Role]] = {Capability.PLACE: frozenset({Role.OFFICER, Role.ADMINISTRATOR})}
