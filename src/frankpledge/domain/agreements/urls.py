"""Addresses of agreements and of requests under them."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.agreements.views import lists, one, register, requests, versions

app_name = "agreements"
_HERE = "w/<slug:slug>/agreements/"
_ONE = f"{_HERE}<uuid:agreement>/"
_VERSION = f"{_ONE}versions/<uuid:wording>/"
urlpatterns = [
    *lists.PAGES.paths(_HERE),
    path(_HERE, register.listing_, name="list"),
    path(f"{_HERE}agreements.<slug:kind>", register.file, name="file"),
    path(f"{_HERE}add/", one.add, name="add"),
    path(f"{_HERE}requests/", requests.listing_, name="requests"),
    path(f"{_HERE}requests.<slug:kind>", requests.file, name="requests_file"),
    path(f"{_HERE}requests/<uuid:asking>/", requests.one, name="request"),
    path(f"{_HERE}requests/<uuid:asking>/answer/", requests.answer, name="answer"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}edit/", one.edit, name="edit"),
    path(f"{_ONE}withdraw/", one.withdraw, name="withdraw"),
    path(f"{_ONE}nominate/", one.nominate, name="nominate"),
    path(f"{_ONE}ask/", requests.add, name="ask"),
    path(f"{_ONE}version/", versions.add, name="add_version"),
    path(f"{_VERSION}text", versions.text, name="text"),
    path(f"{_VERSION}term/", versions.term, name="term"),
    path(f"{_VERSION}sign/", versions.sign, name="sign"),
]
