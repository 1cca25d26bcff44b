"""What allauth says has happened, written into the ledger by our own actions."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from allauth.mfa import signals as factors
from django.dispatch import receiver

from frankpledge.ground.accounts.actions import (
    note_factor_added,
    note_factor_removed,
    note_sign_in,
    note_wrong_code,
)
from frankpledge.ground.accounts.models import User

KINDS = {"totp": "authenticator app", "webauthn": "security key", "recovery_codes": "recovery codes"}


@receiver(factors.authentication_failed)
def wrong_code(user: User, **_: Any) -> None:
    """Note a wrong code."""
    note_wrong_code(user=user)


@receiver(factors.authenticator_added)
@receiver(factors.authenticator_reset)
def added(user: User, authenticator: Any, **_: Any) -> None:
    """Note a factor that was set up, or made anew."""
    note_factor_added(user=user, kind=KINDS[authenticator.type])


@receiver(factors.authenticator_removed)
def removed(user: User, authenticator: Any, **_: Any) -> None:
    """Note a factor that was taken away."""
    note_factor_removed(user=user, kind=KINDS[authenticator.type])


@receiver(user_logged_in)
def signed_in(user: User, **_: Any) -> None:
    """Note a sign-in that is complete."""
    note_sign_in(user=user)
