"""Who may see that there are cases, take one up, and keep the procedure. Who may read one is said case by case."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app by their role. None of it opens a case."""

    LIST = "see_that_there_are_case_reviews"
    TAKE = "take_up_case_reviews"
    COUNT = "see_counts_of_case_reviews"
    KEEP = "keep_the_procedure_of_case_reviews"


_CASEWORKERS = frozenset({Role.OFFICER, Role.LEAD})
GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.LIST: _CASEWORKERS,
    Capability.TAKE: frozenset({Role.OFFICER}),
    Capability.COUNT: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP: _CASEWORKERS,
}
