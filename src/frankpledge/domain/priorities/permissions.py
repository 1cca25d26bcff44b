"""Who may see scorings, run them, mark for an agency, and record the board's choice."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_scorings"
    RUN = "run_scorings"
    MARK = "mark_for_an_agency"
    CHOOSE = "record_the_board’s_choice"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.RUN: frozenset({Role.OFFICER}),
    # To be named as the one who marks is needed besides.
    Capability.MARK: frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER, Role.DATA_CONTACT}),
    Capability.CHOOSE: frozenset({Role.OFFICER, Role.MEMBER}),
}
