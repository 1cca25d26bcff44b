"""Who may publish, and withdraw what was published."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    PUBLISH = "publish_editions"
    STATE_ESSENTIAL = "state_why_publication_is_essential"
    SEE_BENEATH = "see_what_partnerships_beneath_published"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.PUBLISH: frozenset({Role.OFFICER}),
    Capability.STATE_ESSENTIAL: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER}),
    Capability.SEE_BENEATH: frozenset(Role) - {Role.DATA_CONTACT},
}
