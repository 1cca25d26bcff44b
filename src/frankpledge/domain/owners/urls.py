"""Addresses of who answers, under those of duties."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.owners.views import lists, register

app_name = "owners"
_HERE = "w/<slug:slug>/duties/owners/"
urlpatterns = [
    path(_HERE, register.register, name="list"),
    path("w/<slug:slug>/duties/owners.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}change/", register.change, name="bulk"),
    *lists.PAGES.paths(_HERE),
]
