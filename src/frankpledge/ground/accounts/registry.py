"""What accounts tells the ground."""

from __future__ import annotations

AUDIT_SENTENCES = {
    "accounts.user_created": "opened an account",
    "accounts.password_set": "set the password of an account",
    "accounts.account_closed": "closed an account",
    "accounts.workspace_created": "opened the workspace {name}",
    "accounts.member_added": "gave a person the role {role}",
    "accounts.member_left": "ended a person’s role {role}",
    "accounts.member_confirmed": "confirmed that a person still needs the role {role}",
    "accounts.member_suspended": "suspended a role that nobody confirmed in time: {role}",
    "accounts.end_set": "set the end of a person’s role {role} to {until}",
    "accounts.second_factor_reset": "took a person’s second factor away, so that they prove themselves anew: {reason}",
    "accounts.sessions_ended": "signed themselves out elsewhere: {sessions} sessions",
    "accounts.signed_in": "signed in",
    "accounts.signed_out": "signed out",
    "accounts.second_factor_failed": "was told a wrong code after a right password",
    "accounts.second_factor_added": "set up a second factor: {kind}",
    "accounts.second_factor_removed": "took a second factor away: {kind}",
}
