"""Who answers somebody who asks what is held about them, and who sees how the keys stand. Neither opens a case."""

from enum import StrEnum

from frankpledge.ground.accounts.permissions import Role


class Capability(StrEnum):
    """What a person may do in this app by their role. A case itself is open to whoever was let in to it."""

    ANSWER = "answer_who_asks_what_a_case_holds"
    SEE_KEYS = "see_how_the_keys_of_casework_stand"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.ANSWER: frozenset({Role.OFFICER, Role.LEAD}),
    Capability.SEE_KEYS: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
}
