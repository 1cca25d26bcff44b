"""Addresses of the elections here."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.elections import views

app_name = "elections"
_HERE = "w/<slug:slug>/elections/"
urlpatterns = [
    path(_HERE, views.listing, name="list"),
    path(f"{_HERE}elections.<slug:kind>", views.file, name="file"),
    path(f"{_HERE}add/", views.add, name="add"),
    path(f"{_HERE}<uuid:election>/withdraw/", views.withdraw, name="withdraw"),
]
