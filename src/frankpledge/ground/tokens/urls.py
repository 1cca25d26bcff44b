"""Addresses of tokens: one's own, and those of a workspace."""

from __future__ import annotations

from django.urls import path

from frankpledge.ground.tokens import views

app_name = "tokens"
OWN, HERE = "account/tokens/", "w/<slug:slug>/tokens/"
urlpatterns = [
    path(OWN, views.own, name="own"),
    path(f"{OWN}make/", views.make, name="make"),
    path(f"{OWN}<uuid:program>/withdraw/", views.withdraw_own, name="withdraw_own"),
    path(HERE, views.here, name="here"),
    path(f"{HERE}<uuid:program>/withdraw/", views.withdraw, name="withdraw"),
]
