"""Addresses of proposals."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.proposals import views

app_name = "proposals"
_ONE = "w/<slug:slug>/chapters/<uuid:chapter>/proposals/"
urlpatterns = [
    path(_ONE, views.listing, name="list"),
    path(f"{_ONE}ask/", views.ask, name="ask"),
    path(f"{_ONE}word/", views.word, name="word"),
    path(f"{_ONE}<uuid:proposal>/", views.decide, name="decide"),
]
