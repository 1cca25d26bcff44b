"""The pages of coming in. Each is allauth's, answering 422 to a form that is wrong, in our templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.views import _login, _password_change, _password_reset, _reauthenticate
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.ground.accounts.actions import end_other_sessions, note_sign_out
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.queries import factors_of, sessions_of
from frankpledge.ground.ui.pages import reader
from frankpledge.ground.ui.parts import Crumb

WRONG = 422
View = Callable[..., HttpResponseBase]
ACCOUNT, SECURITY = Crumb("Account", "/account/"), Crumb("Second step", "/account/second-step/")


class Ours:
    """What every page here shares: 422 for a form that is wrong, the way here, and whether mail goes out."""

    crumbs: tuple[Crumb, ...] = ()

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with what is wrong."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # the view beside it has it
        response.status_code = WRONG
        return response

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return what the template needs besides."""
        shown: dict[str, Any] = super().get_context_data(**given)  # type: ignore[misc]  # the view beside it has it
        return {
            **shown,
            "crumbs": self.crumbs,
            "mail_goes_out": settings.MAIL.goes_out,
            "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
            "demonstration": settings.DEMONSTRATION,
            "provider": settings.PROVIDER,
        }


def page(view: type[Any]) -> View:
    """Return a page that is looked at and sent, and answers to no other method whoever asks."""
    return require_http_methods(["GET", "HEAD", "POST"])(view.as_view())


def sight(view: type[Any]) -> View:
    """Return a page that is only looked at."""
    return require_http_methods(["GET", "HEAD"])(view.as_view())


class SignIn(Ours, _login.LoginView):
    """An address and a password."""


class SecondStep(Ours, factors.AuthenticateView):
    """The second factor of whoever gave the right password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again with what is wrong."""
        response = self.render_to_response(self.get_context_data())
        response.status_code = WRONG
        return response


class ForgotPassword(Ours, _password_reset.PasswordResetView):
    """Where to send a link to."""


class LinkSent(Ours, _password_reset.PasswordResetDoneView):
    """That a link was sent, if there is such an account."""


class NewPassword(Ours, _password_reset.PasswordResetFromKeyView):
    """A new password by a link. It signs nobody in: the second step stands as before."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, end every session, and begin the count of wrong tries again."""
        response: HttpResponse = super().form_valid(form)
        get_account_adapter().forget_wrong_tries(self.reset_user.email)
        return response


class PasswordSet(Ours, _password_reset.PasswordResetFromKeyDoneView):
    """That it is set."""


class ChangePassword(Ours, _password_change.PasswordChangeView):
    """A new password for whoever knows the present one. Other sessions end."""

    crumbs = (ACCOUNT, Crumb("Change password"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead whoever has no password to where one is set by mail."""
        if not request.user.is_anonymous and not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)


class _Again(Ours):
    """Proving oneself again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back whoever has nothing to prove themselves with."""
        if not get_account_adapter().get_reauthentication_methods(request.user):
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class PasswordAgain(_Again, _reauthenticate.ReauthenticateView):
    """The password once more."""


class CodeAgain(_Again, factors.ReauthenticateView):
    """A code once more."""


class KeyAgain(_Again, keys.ReauthenticateWebAuthnView):
    """A key once more."""


class Factors(Ours, factors.IndexView):
    """What one proves oneself with besides the password."""

    crumbs = (ACCOUNT, Crumb("Second step"))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the factors, in the order in which they were set up."""
        own = factors_of(self.request.user)
        shown = super().get_context_data(**given)
        codes = next((one for one in own if not one.is_a_factor), None)
        app = next((one for one in own if one.is_a_factor and one.takes_codes), None)
        return {**shown, "app": app, "keys": [one for one in own if not one.takes_codes], "codes": codes}


class _ProvedNow:
    """Setting up a factor proves it, so that the codes that come with it can be shown at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it up and note the proof."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view beside it has it
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        record_authentication(request, request.user, "mfa")
        return response


class SetUpApp(_ProvedNow, Ours, totp.ActivateTOTPView):
    """Setting up an app."""

    crumbs = (ACCOUNT, SECURITY, Crumb("Set up an app"))


class RemoveApp(Ours, totp.DeactivateTOTPView):
    """Taking the app away."""

    crumbs = (ACCOUNT, SECURITY, Crumb("Remove the app"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back whoever has none."""
        if not any(one.is_a_factor and one.takes_codes for one in factors_of(request.user)):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


class AddKey(_ProvedNow, Ours, keys.AddWebAuthnView):
    """Adding a key."""

    crumbs = (ACCOUNT, SECURITY, Crumb("Add a key"))


class NewCodes(Ours, recovery.GenerateRecoveryCodesView):
    """Making recovery codes anew."""

    crumbs = (ACCOUNT, SECURITY, Crumb("New recovery codes"))


class Codes(Ours, recovery.ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    crumbs = (ACCOUNT, SECURITY, Crumb("Recovery codes"))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back whoever has none."""
        if all(one.is_a_factor for one in factors_of(request.user)):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where the reader is signed in, and end all sessions but this one."""
    person = reader(request)
    if request.method == "POST":
        ended = end_other_sessions(user=person, but=request.session.session_key or "")
        messages.success(request, f"Ended elsewhere: {ended}.")
        return redirect("web:sessions")
    shown = {
        "lines": sessions_of(person, here=request.session.session_key or ""),
        "crumbs": (ACCOUNT, Crumb("Where you are signed in")),
    }
    return render(request, "web/sessions.html", shown)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        note_sign_out(user=request.user)
    logout(request, show_message=False)
    return redirect("account_login")


@require_POST
@login_not_required
def start_again(request: HttpRequest) -> HttpResponse:
    """Give up a sign-in that is half done."""
    logout(request, show_message=False)
    return redirect("account_login")


@require_POST
def remove_key(request: HttpRequest) -> HttpResponse:
    """Take one of the reader's own keys away."""
    wanted = request.POST.get("key", "")
    found = next((one for one in factors_of(request.user) if not one.takes_codes and str(one.pk) == wanted), None)
    if found is None:
        messages.error(request, "You have no such key.")
    elif not get_factor_adapter().can_delete_authenticator(found.authenticator):
        messages.error(request, get_factor_adapter().error_messages["cannot_delete_authenticator"])
    else:
        remove_authenticator(request, found.authenticator)
    return redirect("mfa_index")
