"""Who may see, load and record evidence."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_evidence"
    RECORD_FIGURE = "record_published_figures"
    REGISTER_EVENT = "register_events"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.RECORD_FIGURE: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.REGISTER_EVENT: frozenset({Role.OFFICER, Role.ANALYST}),
}
