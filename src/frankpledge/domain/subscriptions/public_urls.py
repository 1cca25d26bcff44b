"""Addresses of the resident's pages. None lies beneath a safety page."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.subscriptions.views import public

app_name = "subscribing"
urlpatterns = [
    path("be-told/", public.ask, name="ask"),
    path("be-told/confirm/<str:confirm_sign>/", public.confirm, name="confirm"),
    path("be-told/stop/<str:stop_sign>/", public.stop, name="stop"),
]
