"""What allauth asks of us: words, limits, mail, and who may come in."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import set_password
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.queries import factors_of, has_second_factor, user_of
from frankpledge.web.entrance.devices import counted_as, remember

TOGETHER = "This address and password do not belong together. Check both."
WRONG_CODE = "This code is not right, or was used already. Wait for the next one, and type all of it."
TOO_MANY = (
    "Too many wrong tries. Wait five minutes, or set a new password by e-mail. "
    "A browser that you signed in with before is counted by itself."
)
NOT_KNOWN = "There is no account here for that sign-in. Ask the officer of your partnership to invite you."


class AccountAdapter(DefaultAccountAdapter):
    """Passwords: our words, a count of wrong ones for each browser, and changes made by our own actions."""

    error_messages = {  # noqa: RUF012 (as allauth declares it)
        **DefaultAccountAdapter.error_messages,
        "account_inactive": TOGETHER,
        "email_password_mismatch": TOGETHER,
        "enter_current_password": "This is not your present password.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "invalid_password_reset": "This link cannot be used: it was used, or is more than an hour old.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return counted_as(request, str(credentials.get("email", "")))

    def set_password(self, user: User, password: str) -> None:
        """Set a password by our own action, which records it."""
        set_password(user=user, password=password, by=user)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Return whether this is the password of whoever is signed in, counting wrong ones."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Ask for proof again unless it was given moments ago: of the second factor, where there is one.

        Whoever came by the council's own sign-in and has nothing else proves nothing more here.
        """
        user = self.request.user
        if not self.get_reauthentication_methods(user):
            return False
        proofs = get_authentication_records(self.request, user)
        if has_second_factor(user):
            proofs = [proof for proof in proofs if proof["method"] == "mfa"]
        last: float = max((proof["at"] for proof in proofs), default=0.0)
        return clock.now().timestamp() - last > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to prove oneself again, in our words; the second factor first."""
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code",
            "mfa_reauthenticate:webauthn": "Use your key",
        }
        ways = [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]
        factors = [way for way in ways if way["id"] != "reauthenticate"]
        return factors or ways

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, ours in place of theirs for the second factor."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "frankpledge.web.entrance.stages.SecondStepStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Finish signing in, and remember the browser."""
        response = super().post_login(request, user, **kwargs)
        remember(request, response, user.email)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Lead whoever has no open account back to where they came in."""
        clear_login(request)
        messages.error(request, NOT_KNOWN)
        return HttpResponseRedirect(reverse("account_login"))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person by mail that something about how they sign in has changed. It names no address of a machine."""
        self.send_mail(template_prefix, email or user.email, {"user": user, "at": clock.now(), **(context or {})})

    def forget_wrong_tries(self, email: str) -> None:
        """Begin the count of wrong tries again: whoever set a new password by mail proved themselves."""
        for key in {counted_as(self.request, email)}:
            ratelimit.clear(self.request, app="allauth.account", action="login_failed", key=key)


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: our words, and secrets that are of no use to whoever has only the database."""

    error_messages = {  # noqa: RUF012 (as allauth declares it)
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": "Your second step is needed here. Add another before you take this one away.",
        "cannot_generate_recovery_codes": "Set up an app or a key first: the codes are for when it is lost.",
    }

    def encrypt(self, text: str) -> str:
        """Return a secret under the installation's own key, which lies outside the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret again. Under another key it is nothing, so that no code fits it."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Keep the last second factor where one is required."""
        return not settings.SECOND_FACTOR_REQUIRED or _others(authenticator)

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 (the name is allauth's)
        """Return a name to begin with."""
        return "My key"


class CouncilAdapter(DefaultSocialAccountAdapter):
    """The council's own sign-in: it lets in whoever was invited here, and opens no account by itself."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Match the address with ours, whatever its capitals. One that their server calls unproved matches nothing."""
        said = sociallogin.account.extra_data
        unproved = any(part.get("email_verified") is False for part in said.values() if isinstance(part, dict))
        if sociallogin.is_existing or unproved or not sociallogin.email_addresses:
            return
        known = user_of(str(sociallogin.email_addresses[0].email))
        if known is not None:
            sociallogin.connect(request, known)


def _others(authenticator: Any) -> bool:
    return any(one.pk != authenticator.pk and one.is_a_factor for one in factors_of(authenticator.user))


def _cipher() -> Fernet:
    key = hashlib.sha256(b"frankpledge.second-factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
