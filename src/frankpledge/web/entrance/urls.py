"""Addresses of the pages of coming in, under the names by which allauth finds them."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from frankpledge.web.entrance import views
from frankpledge.web.entrance.views import page, sight


class Letters:
    """Letters and figures: a hyphen ends them."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


register_converter(Letters, "letters")
STEP, PASSWORD = "account/second-step/", "account/password/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", page(views.SignIn), name="account_login"),
    path("sign-in/second-step/", page(views.SecondStep), name="mfa_authenticate"),
    path("sign-in/password/", page(views.ForgotPassword), name="account_reset_password"),
    path("sign-in/password/sent/", sight(views.LinkSent), name="account_reset_password_done"),
    path("sign-in/password/set/", sight(views.PasswordSet), name="account_reset_password_from_key_done"),
    path(
        "sign-in/password/<letters:uidb36>-<str:key>/", page(views.NewPassword), name="account_reset_password_from_key"
    ),
    path(PASSWORD, page(views.ChangePassword), name="account_change_password"),
    path("account/again/", page(views.PasswordAgain), name="account_reauthenticate"),
    path("account/again/code/", page(views.CodeAgain), name="mfa_reauthenticate"),
    path("account/again/key/", page(views.KeyAgain), name="mfa_reauthenticate_webauthn"),
    path(STEP, sight(views.Factors), name="mfa_index"),
    path(f"{STEP}app/", page(views.SetUpApp), name="mfa_activate_totp"),
    path(f"{STEP}app/remove/", page(views.RemoveApp), name="mfa_deactivate_totp"),
    path(f"{STEP}key/", page(views.AddKey), name="mfa_add_webauthn"),
    path(f"{STEP}codes/", sight(views.Codes), name="mfa_view_recovery_codes"),
    path(f"{STEP}codes/new/", page(views.NewCodes), name="mfa_generate_recovery_codes"),
]
if settings.PROVIDER:
    urlpatterns.append(path("", include("frankpledge.web.entrance.council")))
