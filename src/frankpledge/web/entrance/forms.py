"""What people type when they come in, in our words. What is wrong with it is judged by allauth."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter as factor_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from allauth.mfa.webauthn.internal import auth
from django import forms

from frankpledge.ground.accounts.queries import factors_of
from frankpledge.web.entrance.devices import counted_as

PASSWORD_HINT = "Twelve characters or more. Three unconnected words are good, and easy to keep."  # noqa: S105 (a hint)
CODE_HINT = "Six figures from your app, or one of your recovery codes."


def plain(field: forms.Field, *, label: str, hint: str = "", **attributes: str) -> None:
    """Give a field our label and hint, and nothing that vanishes when one types."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(account.LoginForm):
    """An e-mail address and a password. A wrong one is not told apart from an unknown one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], label="E-mail address", autocomplete="username", spellcheck="false")
        plain(self.fields["password"], label="Password")


class PasswordAgainForm(account.ReauthenticateForm):
    """The password of whoever is signed in, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], label="Your password")


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], label="Present password")
        plain(self.fields["password1"], label="New password", hint=PASSWORD_HINT)
        plain(self.fields["password2"], label="New password again")


class ResetForm(account.ResetPasswordForm):
    """The address to send a link to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["email"], label="E-mail address", autocomplete="username", spellcheck="false")


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password1"], label="New password", hint=PASSWORD_HINT)
        plain(self.fields["password2"], label="New password again")


class _CountedByBrowser(forms.Form):
    """Wrong codes are counted as wrong passwords are: for each browser that one signed in with before."""

    user: Any
    authenticator: Any

    def clean_code(self) -> str:
        """Return a code that fits one of the person's factors, refused where too many did not."""
        clear = limit(self.user)
        code = str(self.cleaned_data["code"])
        for one in sorted(factors_of(self.user), key=lambda one: not one.is_a_factor):
            if one.takes_codes and one.authenticator.wrap().validate_code(code):
                one.authenticator.user, self.authenticator = self.user, one.authenticator
                clear()
                return code
        self._tell_failure()
        raise factor_adapter().validation_error("incorrect_code")

    def _tell_failure(self) -> None:
        tried = next((one.authenticator for one in factors_of(self.user) if one.takes_codes), None)
        if tried is not None:
            self._emit_authentication_failed(tried)  # type: ignore[attr-defined]  # the form below has it


def limit(user: Any) -> Any:
    """Count one try, refused where there were too many, and return what takes the count back when it was right."""
    key = f"second:{user.pk}:{counted_as(context.request, user.email)}"
    told = {"app": "allauth.account", "action": "login_failed", "key": key}
    if not ratelimit.consume(context.request, **told):
        raise account_adapter().validation_error("too_many_login_attempts")
    return lambda: ratelimit.clear(context.request, **told)


class CodeForm(_CountedByBrowser, codes.AuthenticateForm):
    """A code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], label="Code", hint=CODE_HINT, inputmode="numeric", spellcheck="false")


class CodeAgainForm(_CountedByBrowser, codes.ReauthenticateForm):
    """A code, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], label="Code", hint=CODE_HINT, inputmode="numeric", spellcheck="false")


class AppForm(totp.ActivateTOTPForm):
    """The first code of an app, which shows that it was set up rightly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], label="Code that the app shows now", hint="Six figures.", inputmode="numeric")


class KeyForm(keys.AddWebAuthnForm):
    """A key's name and what it answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["name"], label="Name of the key", hint="To know it again: “blue key”, “work laptop”.")
        self.fields["name"].max_length = 60


class KeyAnswerForm(keys.AuthenticateWebAuthnForm):
    """What a key answered, counted as codes are."""

    def clean_credential(self) -> Any:
        """Return the key that answered rightly."""
        answer = self.cleaned_data["credential"]
        auth.parse_authentication_response(answer)
        clear = limit(self.user)
        found = auth.complete_authentication(self.user, answer)
        clear()
        return found
