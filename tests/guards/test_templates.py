"""No page of another's making is shown: every template that can be reached at the entrance is ours."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from django.template.loader import get_template

THEIRS = Path(str((find_spec("allauth") or pytest.fail("no allauth")).origin)).parent / "templates"
# Of flows that are not mounted: no route leads to them.
NOT_MOUNTED = ("idp", "openid", "allauth", "account/snippets", "mfa/webauthn/snippets", "socialaccount/snippets")
CLOSED = {
    "account": {
        "account_inactive", "base_confirm_code", "base_entrance", "base_manage", "base_manage_email",
        "base_manage_password", "base_manage_phone", "base_reauthenticate", "confirm_email",
        "confirm_email_verification_code",
        "confirm_login_code", "confirm_password_reset_code", "confirm_phone_verification_code", "email", "email_change",
        "email_confirm", "logout", "password_set", "phone_change", "request_login_code", "signup", "signup_by_passkey",
        "verification_sent", "verified_email_required", "base_manage_account", "request_reauthentication_code",
        "confirm_reauthentication_code",
    },
    "mfa": {"base_entrance", "base_manage", "trust"},
    "mfa/totp": {"base"},
    "mfa/webauthn": {"authenticator_confirm_delete", "authenticator_list", "base", "edit_form", "signup_form"},
    "mfa/recovery_codes": {"base"},
    "socialaccount": {"base_entrance", "base_manage", "connections", "login", "login_redirect", "signup"},
    "usersessions": {"base_manage", "usersession_list"},
}  # fmt: skip


def reachable() -> list[str]:
    """Return the names of their pages that our routes could show."""
    names = [path.relative_to(THEIRS) for path in sorted(THEIRS.rglob("*.html"))]
    return [
        name.as_posix()
        for name in names
        if not name.as_posix().startswith(NOT_MOUNTED) and name.stem not in CLOSED.get(name.parent.as_posix(), set())
    ]


@pytest.mark.parametrize("name", reachable())
def test_a_page_that_can_be_reached_is_ours(name: str) -> None:
    assert "frankpledge" in get_template(name).origin.name
