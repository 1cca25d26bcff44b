"""Addresses of commentaries."""

from __future__ import annotations

from django.urls import path

from frankpledge.domain.commentaries.views import listing, one, writing

app_name = "commentaries"
_HERE = "w/<slug:slug>/performance/commentary/"
_ONE = f"{_HERE}<uuid:commentary>/"
urlpatterns = [
    path(_HERE, listing.listing_, name="list"),
    path(f"{_HERE}commentary.<slug:kind>", listing.file, name="file"),
    path(f"{_HERE}on/<uuid:indicator>/", writing.write, name="write"),
    path(_ONE, one.one, name="one"),
    path(f"{_ONE}send/", one.send, name="send"),
    path(f"{_ONE}take/", one.take, name="take"),
    path(f"{_ONE}approve/", one.approve, name="approve"),
    path(f"{_ONE}return/", one.return_, name="return"),
    path(f"{_ONE}reopen/", one.reopen, name="reopen"),
]
