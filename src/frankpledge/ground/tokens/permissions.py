"""Who may make a token, and who sees and withdraws those of others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.tokens.models import Token


class Capability(StrEnum):
    """What tokens guard."""

    MAKE = "make_tokens"
    KEEP_OTHERS = "see_and_withdraw_tokens_of_others"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    # Nothing that a program reaches is shown to a data contact: they send by links.
    Capability.MAKE: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.KEEP_OTHERS: frozenset({Role.ADMINISTRATOR}),
}


def check_may_withdraw(token: Token, by: User) -> None:
    """Refuse whoever neither made a token nor keeps those of others. One's own may be ended without any role."""
    if token.user_id != by.pk:
        check_granted(GRANTS, Capability.KEEP_OTHERS, workspace=token.workspace, user=by)
