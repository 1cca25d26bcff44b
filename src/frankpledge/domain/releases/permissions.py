"""Who may see what was loaded, load files, say how their columns are read, and take a file back."""

from enum import StrEnum

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import Role, check_granted


class Capability(StrEnum):
    """What a person may do in this app."""

    SEE = "see_what_is_loaded"
    LOAD = "load_files"
    REMEMBER_MAPPING = "say_how_columns_are_read"
    LOAD_OWN = "load_own_evidence"
    WITHDRAW = "take_a_file_back"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.SEE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.LOAD: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.REMEMBER_MAPPING: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.LOAD_OWN: frozenset({Role.OFFICER, Role.ANALYST}),
    Capability.WITHDRAW: frozenset({Role.OFFICER, Role.ANALYST}),
}


def check_may_load(*places: Workspace, user: User) -> None:
    """Refuse unless the person may load files for every one of the partnerships."""
    for place in places:
        check_granted(GRANTS, Capability.LOAD, workspace=place, user=user)
