"""Who sees what goes out of a partnership, and who lets reminders go. What one is told oneself everybody sees."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What notices guard."""

    SEE_OUTBOX = "see_what_mail_goes_out"
    CHASE = "remind_organisations"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.SEE_OUTBOX: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Capability.CHASE: frozenset({Role.OFFICER}),
}
