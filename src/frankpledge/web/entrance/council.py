"""Addresses of the council's own sign-in, there only where one is named."""

from __future__ import annotations

from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

urlpatterns = [
    path("sign-in/with/<slug:provider_id>/", require_POST(login), name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", require_safe(callback), name="openid_connect_callback"),
    path("sign-in/given-up/", require_safe(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("sign-in/failed/", require_safe(social.login_error), name="socialaccount_login_error"),
]
