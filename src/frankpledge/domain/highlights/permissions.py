"""Who may see highlight reports, and who drafts and edits them. Approving one is asked of the ground's documents."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_highlight_reports"
    WRITE = "write_highlight_reports"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER, Role.ANALYST, Role.ADMINISTRATOR}),
    Capability.WRITE: frozenset({Role.OFFICER, Role.LEAD}),
}
