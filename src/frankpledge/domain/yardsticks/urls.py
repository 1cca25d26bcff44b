"""Addresses of what the evidence is held against."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.yardsticks import views

app_name = "yardsticks"
urlpatterns = [
    path("w/<slug:slug>/evidence/peers/", views.peers, name="peers"),
    path("w/<slug:slug>/evidence/peers/nearest/", views.nearest, name="nearest"),
    path("w/<slug:slug>/evidence/peers/by-hand/", views.by_hand, name="by_hand"),
    path("w/<slug:slug>/evidence/peers/<int:peer_set>/use/", views.use, name="use"),
    path("w/<slug:slug>/evidence/published/unsound/", views.unsound, name="unsound"),
]
