"""Changing accounts: people and workspaces, roles, and how people prove who they are."""

from __future__ import annotations

from frankpledge.ground.accounts.actions.accounts import (
    close_account,
    create_user,
    create_workspace,
    set_password,
)
from frankpledge.ground.accounts.actions.members import (
    add_member,
    admit,
    change_role,
    confirm_membership,
    end_membership,
    end_roles_from,
    set_end,
    suspend_membership,
)
from frankpledge.ground.accounts.actions.proving import (
    end_other_sessions,
    end_sessions,
    note_factor_added,
    note_factor_removed,
    note_sign_in,
    note_sign_out,
    note_wrong_code,
    reset_second_factor,
)

__all__ = [
    "add_member",
    "admit",
    "change_role",
    "close_account",
    "confirm_membership",
    "create_user",
    "create_workspace",
    "end_membership",
    "end_other_sessions",
    "end_roles_from",
    "end_sessions",
    "note_factor_added",
    "note_factor_removed",
    "note_sign_in",
    "note_sign_out",
    "note_wrong_code",
    "reset_second_factor",
    "set_end",
    "set_password",
    "suspend_membership",
]
