"""Who says which role a seat brings. Whoever keeps the people here sees it."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_which_role_a_seat_brings"
    SET = "set_which_role_a_seat_brings"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Capability.SET: frozenset({Role.OFFICER}),
}
