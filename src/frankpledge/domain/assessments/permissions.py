"""Who may see, draft and approve an assessment."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_assessments"
    DRAFT = "draft_assessments"
    EXPORT = "export_assessments"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.DRAFT: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.EXPORT: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER}),
}
