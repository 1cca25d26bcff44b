"""Addresses of the council's own sign-in, there only where one is named."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe


def answering(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return a page that leads back with a word where the council's server does not answer."""

    @wraps(view)
    def shown(request: HttpRequest, **address: Any) -> HttpResponseBase:
        try:
            return view(request, **address)
        except OSError:
            messages.error(request, "That sign-in does not answer now. Use your password, or try again later.")
            return redirect("account_login")

    return shown


urlpatterns = [
    path("sign-in/with/<slug:provider_id>/", require_POST(answering(login)), name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", require_safe(answering(callback)), name="openid_connect_callback"),
    path("sign-in/given-up/", require_safe(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("sign-in/failed/", require_safe(social.login_error), name="socialaccount_login_error"),
]
